"""Commands behind make targets and scripts: two levels are followed, what cannot be is told with its reason."""

import pytest

from audit.dockerfile.build_context import Files, folders
from audit.dockerfile.indirection import follow
from audit.dockerfile.parse import parse
from audit.dockerfile.run_files import RunFiles
from audit.dockerfile.shell import interpreter, run_commands
from audit.dockerfile.shell_text import Hidden
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence
from audit.model.repository import Source

Found = tuple[str, tuple[tuple[str, int | None], ...]]


def site(text: str, files: dict[str, str], unread: tuple[str, ...] = ()) -> RunFiles:
    dockerfile = parse(Source("Dockerfile", text.encode()))
    assert isinstance(dockerfile, Dockerfile)
    paths = {*files, *unread}
    return RunFiles(dockerfile, Files(paths, files, folders(paths)))


def followed(text: str, files: dict[str, str], unread: tuple[str, ...] = ()) -> list[Found | str]:
    """Return (words, trail) of what runs in the end, or the reason of what is hidden."""
    return followed_at(site(text, files, unread))


def followed_at(place: RunFiles) -> list[Found | str]:
    return [
        each.reason
        if isinstance(each, Hidden)
        else (" ".join(each.words), tuple((said.path, said.line or 0) for said in each.trail))
        for command in run_commands.commands(place.dockerfile, place.dockerfile.final_stage)
        for each in follow(command, place)
    ]


BUILD = "all:\n\tgo mod download\nbuild: fmt\n\tgo build $(FLAGS) .\nfmt:\n\tgo fmt\n"
BUILT: list[Found] = [("go fmt", (("Makefile", 6),)), ("go build .", (("Makefile", 4),))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("FROM x\nWORKDIR /w\nCOPY . .\nRUN make build", id="COPY . ."),
        pytest.param("FROM x\nWORKDIR /w\nCOPY Makefile ./\nRUN make build", id="COPY Makefile"),
        pytest.param("FROM x\nWORKDIR /w\nCOPY Makefile go.mod ./\nRUN make build", id="COPY of several files"),
        pytest.param("FROM x\nCOPY . /w\nRUN cd /w && make build", id="cd"),
        pytest.param("FROM x\nCOPY . /w\nRUN make -C /w build", id="-C"),
        pytest.param("FROM x\nCOPY . /w\nRUN make -C/w build", id="-C without a space"),
        pytest.param("FROM x\nCOPY . /w\nRUN make --directory=/w build", id="--directory"),
        pytest.param("FROM x\nCOPY . /w\nRUN make --directory /w build", id="--directory with a space"),
        pytest.param("FROM x\nCOPY . /w\nRUN make -f /w/Makefile build", id="-f"),
        pytest.param("FROM x\nCOPY Makefile /w/m.mk\nRUN make --file=/w/m.mk build", id="--file under another name"),
        pytest.param("FROM x\nCOPY . .\nRUN make -j 4 build", id="-j with a number is no target"),
        pytest.param("FROM x\nCOPY . .\nRUN make -j4 -k -s build", id="options are no targets"),
        pytest.param("FROM x\nCOPY . .\nRUN gmake build", id="gmake"),
        pytest.param("FROM x\nCOPY . .\nRUN sh -c 'make build'", id="within sh -c"),
        pytest.param("FROM x\nCOPY . .\nRUN <<EOF\nmake build\nEOF", id="within a heredoc"),
        pytest.param('FROM x\nCOPY . .\nRUN ["make", "build"]', id="exec form"),
        pytest.param("FROM x\nCOPY . .\nRUN make build ${V:+V=$V}", id="a word that is nothing by default"),
        pytest.param(
            "FROM y AS s\nWORKDIR /v\nCOPY . .\nFROM x\nCOPY --from=s /v /w\nWORKDIR /w\nRUN make build",
            id="through a stage",
        ),
        pytest.param("FROM x AS p\nWORKDIR /w\nCOPY . .\nFROM p\nRUN make build", id="through the parent"),
        pytest.param(
            "FROM y AS s\nCOPY . /v\nFROM x\nRUN --mount=type=bind,from=s,source=/v,target=/w make -C /w build",
            id="a mount of a stage",
        ),
        pytest.param("FROM x\nWORKDIR /w\nRUN --mount=type=bind,target=. make build", id="a mount of the context"),
        pytest.param(
            "FROM x\nRUN --mount=type=bind,source=Makefile,target=/w/Makefile make -C /w build",
            id="a mount of the Makefile",
        ),
        pytest.param("FROM x\nRUN --mount=target=/w make -C /w build", id="a mount is a bind by default"),
    ],
)
def test_a_target_is_opened(text: str) -> None:
    assert followed(text, {"Makefile": BUILD}) == BUILT


@pytest.mark.parametrize(
    ("line", "files", "found"),
    [
        pytest.param("make", {"Makefile": BUILD}, [("go mod download", (("Makefile", 2),))], id="the default goal"),
        pytest.param("make --version", {"Makefile": BUILD}, [("make --version", ())], id="its version makes nothing"),
        pytest.param("make -n build", {"Makefile": BUILD}, [("make -n build", ())], id="a dry run makes nothing"),
        pytest.param(
            "make -C d t",
            {"d/Makefile": "t:\n\ta\n", "Makefile": "t:\n\tb\n"},
            [("a", (("d/Makefile", 2),))],
            id="the Makefile of the folder",
        ),
        pytest.param(
            "cd d && make t",
            {"d/Makefile": "t:\n\ta\n", "Makefile": "t:\n\tb\n"},
            [("a", (("d/Makefile", 2),))],
            id="the Makefile of the folder that cd names",
        ),
        pytest.param(
            "make t",
            {"GNUmakefile": "t:\n\ta\n", "Makefile": "t:\n\tb\n"},
            [("a", (("GNUmakefile", 2),))],
            id="the name that make tries first",
        ),
        pytest.param(
            "make t X=b",
            {"Makefile": "t:\n\ta $(X)\n"},
            [("a b", (("Makefile", 2),))],
            id="a variable on the command line",
        ),
        pytest.param(
            "X=b make t",
            {"Makefile": "X ?= c\nt:\n\ta $(X)\n"},
            [("a b", (("Makefile", 3),))],
            id="a variable in the environment",
        ),
        pytest.param(
            "make t",
            {"Makefile": "include m/*.mk m/b.mk\n", "m/b.mk": "t:\n\ta\n"},
            [("a", (("m/b.mk", 2),))],
            id="an included file",
        ),
        pytest.param(
            "make t",
            {"Makefile": "t:\n\tcd d && a\n\tb\n"},
            [("a", (("Makefile", 2),)), ("b", (("Makefile", 3),))],
            id="each line by itself",
        ),
        pytest.param(
            "make t",
            {"Makefile": "t:\n\t$(MAKE) u\nu:\n\ta\n"},
            [("a", (("Makefile", 2), ("Makefile", 4)))],
            id="make within make",
        ),
        pytest.param(
            "make t",
            {"Makefile": "t:\n\t$(MAKE) -C d u\n", "d/Makefile": "u:\n\ta\n"},
            [("a", (("Makefile", 2), ("d/Makefile", 2)))],
            id="make within make in another folder",
        ),
        pytest.param(
            "make t",
            {"Makefile": "t:\n\t./d/b.sh\n", "d/b.sh": "\na\n"},
            [("a", (("Makefile", 2), ("d/b.sh", 2)))],
            id="a script within make",
        ),
        pytest.param(
            "./b.sh",
            {"b.sh": "#!/bin/bash\n\nset -e\ncd d\na\n"},
            [("set -e", (("b.sh", 3),)), ("a", (("b.sh", 5),))],
            id="a script beside",
        ),
        pytest.param("sh -e d/b.sh", {"d/b.sh": "a\n"}, [("a", (("d/b.sh", 1),))], id="a script that a shell is given"),
        pytest.param(
            "bash d/b.sh", {"d/b.sh": "#!/usr/bin/env bash\na\n"}, [("a", (("d/b.sh", 2),))], id="a script in a folder"
        ),
        pytest.param(
            ". ./b.sh && c", {"b.sh": "a\n"}, [("a", (("b.sh", 1),)), ("c", ())], id="a script that is sourced"
        ),
        pytest.param(
            "./b.sh",
            {"b.sh": "if a; then\n  c \\\n    d\nfi\n"},
            [("a", (("b.sh", 1),)), ("c d", (("b.sh", 2),))],
            id="a command on two lines",
        ),
        pytest.param(
            "./b.sh",
            {"b.sh": "a x\na y\na x\n"},
            [("a x", (("b.sh", 1),)), ("a y", (("b.sh", 2),)), ("a x", (("b.sh", 3),))],
            id="equal commands on their own lines",
        ),
        pytest.param(
            "./b.sh",
            {"b.sh": "./c.sh\n", "c.sh": "a\n"},
            [("a", (("b.sh", 1), ("c.sh", 1)))],
            id="a script within a script",
        ),
        pytest.param(
            "./b.sh",
            {"b.sh": "make t\n", "Makefile": "t:\n\ta\n"},
            [("a", (("b.sh", 1), ("Makefile", 2)))],
            id="make within a script",
        ),
        pytest.param(
            "./b.sh", {"b.sh": "#!/usr/bin/env python3\nimport os\n"}, [], id="a script of another interpreter"
        ),
        pytest.param("./b.sh", {"b.sh": ""}, [], id="an empty script"),
        pytest.param("/opt/x.sh", {}, [("/opt/x.sh", ())], id="a script of the image"),
    ],
)
def test_followed(line: str, files: dict[str, str], found: list[Found]) -> None:
    assert followed(f"FROM x\nWORKDIR /w\nCOPY . .\nRUN {line}", files) == found


@pytest.mark.parametrize(
    ("line", "files", "reason"),
    [
        pytest.param("make t", {}, "its Makefile is no file of the build context", id="no Makefile"),
        pytest.param("make t", {"Makefile": "u:\n"}, "Makefile has no target t", id="no such target"),
        pytest.param(
            "make $T", {"Makefile": "t:\n\ta\n"}, "nothing decides the target $T", id="a target that nothing decides"
        ),
        pytest.param("./build.sh", {}, "./build.sh is no file of the build context", id="no such script"),
        pytest.param(
            "./b.sh",
            {"b.sh": "./c.sh\n", "c.sh": "./d.sh\n", "d.sh": "a\n"},
            "stands more than 2 levels deep",
            id="a script at the third level",
        ),
        pytest.param(
            "make t",
            {"Makefile": "t:\n\t$(MAKE) u\nu:\n\t$(MAKE) v\nv:\n\ta\n"},
            "stands more than 2 levels deep",
            id="make at the third level",
        ),
        pytest.param(
            "make t", {"Makefile": "t:\n\tmake t\n"}, "stands more than 2 levels deep", id="make that calls itself"
        ),
        pytest.param("./b.sh", {"b.sh": "./b.sh\n"}, "stands more than 2 levels deep", id="a script that calls itself"),
    ],
)
def test_what_cannot_be_followed_says_why(line: str, files: dict[str, str], reason: str) -> None:
    assert followed(f"FROM x\nCOPY . .\nRUN {line}", files) == [reason]


def test_a_makefile_that_is_not_copied_is_no_file_of_the_context() -> None:
    assert followed("FROM x\nCOPY d /d\nRUN make t", {"Makefile": "t:\n\ta\n", "d/e": ""}) == [
        "its Makefile is no file of the build context"
    ]


def test_a_mount_counts_for_its_own_run_only() -> None:
    assert followed(
        "FROM x\nRUN --mount=type=bind,target=/w make -C /w t\nRUN make -C /w t", {"Makefile": "t:\n\ta\n"}
    ) == [
        ("a", (("Makefile", 2),)),
        "its Makefile is no file of the build context",
    ]


@pytest.mark.parametrize(
    ("line", "files", "unread"),
    [
        pytest.param("make t", {}, "Makefile", id="a Makefile"),
        pytest.param("make t", {"Makefile": "include b.mk c.mk\n"}, "b.mk", id="an included file"),
        pytest.param("./b.sh", {}, "b.sh", id="a script"),
        pytest.param("make t", {"Makefile": "t:\n\t./b.sh\n"}, "b.sh", id="a script within make"),
    ],
)
def test_what_was_not_read_is_wanted(line: str, files: dict[str, str], unread: str) -> None:
    text = f"FROM x\nCOPY . .\nRUN {line}"
    place = site(text, files, (unread,))
    assert followed_at(place) == [f"{unread} was not read"]
    assert list(place.files.missing) == [unread]
    given = followed(text, {**files, unread: "t:\n\ta\n" if unread.endswith(("file", ".mk")) else "a\n"})
    assert [each[0] for each in given] == ["a"]


def test_what_a_recipe_runs_carries_its_environment_folder_and_evidence() -> None:
    place = site(
        "FROM x\nENV E=f\nWORKDIR /w\nCOPY . .\nRUN A=b make -C d t X=c\n",
        {"d/Makefile": "export Y = z\nt:\n\t@CGO_ENABLED=0 go build \\\n\t  -o $(X) .\n"},
    )
    (command,) = run_commands.commands(place.dockerfile, place.dockerfile.final_stage)
    assert list(follow(command, place)) == [
        interpreter.Running(
            stage=0,
            line=5,
            text="CGO_ENABLED=0 go build -o c .",
            words=("go", "build", "-o", "c", "."),
            folder="/w/d",
            environment={"E": "f", "A": "b", "X": "c", "Y": "z", "CGO_ENABLED": "0"},
            trail=(Evidence("d/Makefile", 3, "CGO_ENABLED=0 go build \\ -o c ."),),
        )
    ]
