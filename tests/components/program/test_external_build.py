"""The build of a binary that is copied from the context: the go build of what also runs the image build."""

from audit.components.program.external_build import find
from audit.model.command import BuildCommand
from audit.model.evidence import Evidence
from tests.cases import cases
from tests.components.looking import read, tree

COPIED = Evidence("d/Dockerfile", 2, "COPY app")


def found(texts: dict[str, str]) -> list[BuildCommand]:
    return list(find(read("FROM x\nCOPY app /app\nCMD /app\n", "d/Dockerfile"), COPIED, tree(texts)))


def told(texts: dict[str, str]) -> list[tuple[str, list[tuple[str, int | None]]]]:
    """Return each build's text and the places of its trail."""
    return [(each.text, [(said.path, said.line) for said in each.trail]) for each in found(texts)]


@cases(
    "texts, builds",
    {
        "nothing around": ({}, []),
        "a script beside": (
            {"d/build.sh": "#!/bin/sh\nCGO_ENABLED=0 go build -o app .\ndocker build -t x .\n"},
            [("CGO_ENABLED=0 go build -o app .", [("d/build.sh", 2)])],
        ),
        "a script that builds no image": ({"d/build.sh": "go build -o app .\n"}, []),
        "a script that builds no binary": ({"d/build.sh": "docker build -t x .\n"}, []),
        "an image that is built elsewhere": (
            {"d/build.sh": "go build -o app .\ngcloud builds submit --tag x .\n"},
            [("go build -o app .", [("d/build.sh", 1)])],
        ),
        "a script in another folder": ({"build.sh": "go build\ndocker build d\n"}, []),
        "a make target with the image build of this file": (
            {"Makefile": "image: binary\n\tdocker build -t x -f d/Dockerfile .\nbinary:\n\tgo build -o d/app .\n"},
            [("go build -o d/app .", [("Makefile", 4)])],
        ),
        "with the image build of its folder": (
            {"Makefile": "image:\n\tgo build -o d/app .\n\tpodman build d\n"},
            [("go build -o d/app .", [("Makefile", 2)])],
        ),
        "the builder in a variable": (
            {"Makefile": "D ?= docker\nimage:\n\tgo build -o d/app .\n\t$(D) buildx build -f d/Dockerfile .\n"},
            [("go build -o d/app .", [("Makefile", 3)])],
        ),
        "a Makefile beside": (
            {"d/Makefile": "image:\n\tgo build -o app .\n\tdocker build .\n"},
            [("go build -o app .", [("d/Makefile", 2)])],
        ),
        "the image build of another file": (
            {"Makefile": "image:\n\tgo build -o e/app .\n\tdocker build -f e/Dockerfile .\n"},
            [],
        ),
        "two targets that do not meet": (
            {"Makefile": "binary:\n\tgo build .\nimage:\n\tdocker build -f d/Dockerfile .\n"},
            [],
        ),
        "the target of this file among others": (
            {"Makefile": "a:\n\tgo build a\n\tdocker build -f e/Dockerfile .\nb:\n\tgo build b\n\tdocker build d\n"},
            [("go build b", [("Makefile", 5)])],
        ),
    },
)
def test_find(texts: dict[str, str], builds: list[tuple[str, list[tuple[str, int | None]]]]) -> None:
    assert told(texts) == builds


def test_the_build_stands_in_the_line_that_copies_with_its_environment() -> None:
    assert found({"d/build.sh": "export CGO_ENABLED=0\ncd src\ngo build -o app\ndocker build .\n"}) == [
        BuildCommand(
            stage=0,
            language="go",
            tool="go build",
            line=2,
            text="go build -o app",
            words=("go", "build", "-o", "app"),
            folder="/src",
            environment=(("CGO_ENABLED", "0"),),
            trail=(Evidence("d/build.sh", 3, "go build -o app"),),
        )
    ]


def test_scripts_beside_and_makefiles_above_are_asked_for() -> None:
    files = tree({}, "d/b.sh", "d/a.bash", "d/e/c.sh", "d/Makefile", "Makefile", "x/Makefile", "d/Dockerfile")
    list(find(read("FROM x\n", "d/Dockerfile"), COPIED, files))
    assert list(files.missing) == ["d/a.bash", "d/b.sh", "d/Makefile", "Makefile"]
