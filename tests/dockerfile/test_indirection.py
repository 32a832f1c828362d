"""Commands behind make targets and scripts: two levels are followed, what cannot be is told with its reason."""

from audit.dockerfile.indirection import follow
from audit.dockerfile.run_files import RunFiles
from audit.dockerfile.shell import interpreter, run_commands
from audit.dockerfile.shell_text import Hidden
from audit.model.evidence import Evidence
from tests.cases import cases
from tests.dockerfile.reading import read, tree

Found = tuple[str, tuple[tuple[str, int | None], ...]]


def site(text: str, files: dict[str, str], unread: tuple[str, ...] = ()) -> RunFiles:
    return RunFiles(read(text), tree(files, *unread))


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


@cases(
    "text",
    {
        "COPY . .": "FROM x\nWORKDIR /w\nCOPY . .\nRUN make build",
        "COPY Makefile": "FROM x\nWORKDIR /w\nCOPY Makefile ./\nRUN make build",
        "COPY of several files": "FROM x\nWORKDIR /w\nCOPY Makefile go.mod ./\nRUN make build",
        "cd": "FROM x\nCOPY . /w\nRUN cd /w && make build",
        "-C": "FROM x\nCOPY . /w\nRUN make -C /w build",
        "-C without a space": "FROM x\nCOPY . /w\nRUN make -C/w build",
        "--directory": "FROM x\nCOPY . /w\nRUN make --directory=/w build",
        "--directory with a space": "FROM x\nCOPY . /w\nRUN make --directory /w build",
        "-f": "FROM x\nCOPY . /w\nRUN make -f /w/Makefile build",
        "--file under another name": "FROM x\nCOPY Makefile /w/m.mk\nRUN make --file=/w/m.mk build",
        "-j with a number is no target": "FROM x\nCOPY . .\nRUN make -j 4 build",
        "options are no targets": "FROM x\nCOPY . .\nRUN make -j4 -k -s build",
        "gmake": "FROM x\nCOPY . .\nRUN gmake build",
        "within sh -c": "FROM x\nCOPY . .\nRUN sh -c 'make build'",
        "within a heredoc": "FROM x\nCOPY . .\nRUN <<EOF\nmake build\nEOF",
        "exec form": 'FROM x\nCOPY . .\nRUN ["make", "build"]',
        "a word that is nothing by default": "FROM x\nCOPY . .\nRUN make build ${V:+V=$V}",
        "through a stage": "FROM y AS s\nWORKDIR /v\nCOPY . .\nFROM x\nCOPY --from=s /v /w\nWORKDIR /w\nRUN make build",
        "through the parent": "FROM x AS p\nWORKDIR /w\nCOPY . .\nFROM p\nRUN make build",
        "a mount of a stage": "FROM y AS s\nCOPY . /v\nFROM x\nRUN --mount=from=s,source=/v,target=/w make -C /w build",
        "a mount of the context": "FROM x\nWORKDIR /w\nRUN --mount=type=bind,target=. make build",
        "a mount of the Makefile": "FROM x\nRUN --mount=type=bind,source=Makefile,target=/w/Makefile make -C /w build",
        "a mount is a bind by default": "FROM x\nRUN --mount=target=/w make -C /w build",
    },
)
def test_a_target_is_opened(text: str) -> None:
    assert followed(text, {"Makefile": BUILD}) == BUILT


@cases(
    "line, files, found",
    {
        "the default goal": ("make", {"Makefile": BUILD}, [("go mod download", (("Makefile", 2),))]),
        "its version makes nothing": ("make --version", {"Makefile": BUILD}, [("make --version", ())]),
        "a dry run makes nothing": ("make -n build", {"Makefile": BUILD}, [("make -n build", ())]),
        "the Makefile of the folder": (
            "make -C d t",
            {"d/Makefile": "t:\n\ta\n", "Makefile": "t:\n\tb\n"},
            [("a", (("d/Makefile", 2),))],
        ),
        "the Makefile of the folder that cd names": (
            "cd d && make t",
            {"d/Makefile": "t:\n\ta\n", "Makefile": "t:\n\tb\n"},
            [("a", (("d/Makefile", 2),))],
        ),
        "the name that make tries first": (
            "make t",
            {"GNUmakefile": "t:\n\ta\n", "Makefile": "t:\n\tb\n"},
            [("a", (("GNUmakefile", 2),))],
        ),
        "a variable on the command line": ("make t X=b", {"Makefile": "t:\n\ta $(X)\n"}, [("a b", (("Makefile", 2),))]),
        "a variable in the environment": (
            "X=b make t",
            {"Makefile": "X ?= c\nt:\n\ta $(X)\n"},
            [("a b", (("Makefile", 3),))],
        ),
        "an included file": (
            "make t",
            {"Makefile": "include m/*.mk m/b.mk\n", "m/b.mk": "t:\n\ta\n"},
            [("a", (("m/b.mk", 2),))],
        ),
        "each line by itself": (
            "make t",
            {"Makefile": "t:\n\tcd d && a\n\tb\n"},
            [("a", (("Makefile", 2),)), ("b", (("Makefile", 3),))],
        ),
        "make within make": (
            "make t",
            {"Makefile": "t:\n\t$(MAKE) u\nu:\n\ta\n"},
            [("a", (("Makefile", 2), ("Makefile", 4)))],
        ),
        "make within make in another folder": (
            "make t",
            {"Makefile": "t:\n\t$(MAKE) -C d u\n", "d/Makefile": "u:\n\ta\n"},
            [("a", (("Makefile", 2), ("d/Makefile", 2)))],
        ),
        "a script within make": (
            "make t",
            {"Makefile": "t:\n\t./d/b.sh\n", "d/b.sh": "\na\n"},
            [("a", (("Makefile", 2), ("d/b.sh", 2)))],
        ),
        "a script beside": (
            "./b.sh",
            {"b.sh": "#!/bin/bash\n\nset -e\ncd d\na\n"},
            [("set -e", (("b.sh", 3),)), ("a", (("b.sh", 5),))],
        ),
        "a script that a shell is given": ("sh -e d/b.sh", {"d/b.sh": "a\n"}, [("a", (("d/b.sh", 1),))]),
        "a script in a folder": ("bash d/b.sh", {"d/b.sh": "#!/usr/bin/env bash\na\n"}, [("a", (("d/b.sh", 2),))]),
        "a script that is sourced": (". ./b.sh && c", {"b.sh": "a\n"}, [("a", (("b.sh", 1),)), ("c", ())]),
        "a command on two lines": (
            "./b.sh",
            {"b.sh": "if a; then\n  c \\\n    d\nfi\n"},
            [("a", (("b.sh", 1),)), ("c d", (("b.sh", 2),))],
        ),
        "equal commands on their own lines": (
            "./b.sh",
            {"b.sh": "a x\na y\na x\n"},
            [("a x", (("b.sh", 1),)), ("a y", (("b.sh", 2),)), ("a x", (("b.sh", 3),))],
        ),
        "a script within a script": (
            "./b.sh",
            {"b.sh": "./c.sh\n", "c.sh": "a\n"},
            [("a", (("b.sh", 1), ("c.sh", 1)))],
        ),
        "make within a script": (
            "./b.sh",
            {"b.sh": "make t\n", "Makefile": "t:\n\ta\n"},
            [("a", (("b.sh", 1), ("Makefile", 2)))],
        ),
        "a script of another interpreter": ("./b.sh", {"b.sh": "#!/usr/bin/env python3\nimport os\n"}, []),
        "an empty script": ("./b.sh", {"b.sh": ""}, []),
        "a script of the image": ("/opt/x.sh", {}, [("/opt/x.sh", ())]),
    },
)
def test_followed(line: str, files: dict[str, str], found: list[Found]) -> None:
    assert followed(f"FROM x\nWORKDIR /w\nCOPY . .\nRUN {line}", files) == found


@cases(
    "line, files, reason",
    {
        "no Makefile": ("make t", {}, "its Makefile is no file of the build context"),
        "no such target": ("make t", {"Makefile": "u:\n"}, "Makefile has no target t"),
        "a target that nothing decides": ("make $T", {"Makefile": "t:\n\ta\n"}, "nothing decides the target $T"),
        "no such script": ("./build.sh", {}, "./build.sh is no file of the build context"),
        "a script at the third level": (
            "./b.sh",
            {"b.sh": "./c.sh\n", "c.sh": "./d.sh\n", "d.sh": "a\n"},
            "stands more than 2 levels deep",
        ),
        "make at the third level": (
            "make t",
            {"Makefile": "t:\n\t$(MAKE) u\nu:\n\t$(MAKE) v\nv:\n\ta\n"},
            "stands more than 2 levels deep",
        ),
        "make that calls itself": ("make t", {"Makefile": "t:\n\tmake t\n"}, "stands more than 2 levels deep"),
        "a script that calls itself": ("./b.sh", {"b.sh": "./b.sh\n"}, "stands more than 2 levels deep"),
    },
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


@cases(
    "line, files, unread",
    {
        "a Makefile": ("make t", {}, "Makefile"),
        "an included file": ("make t", {"Makefile": "include b.mk c.mk\n"}, "b.mk"),
        "a script": ("./b.sh", {}, "b.sh"),
        "a script within make": ("make t", {"Makefile": "t:\n\t./b.sh\n"}, "b.sh"),
    },
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
