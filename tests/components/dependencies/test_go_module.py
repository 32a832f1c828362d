"""What go.mod says: a lower bound of the version, and modules that need cgo."""

import pytest

from audit.components.dependencies.go_module import find
from audit.model.component import GoModule
from audit.model.evidence import Evidence
from tests.components.looking import tree

CGO = ("github.com/mattn/go-sqlite3",)
MOD = "module x\n\ngo 1.21.3\n\nrequire (\n\tgithub.com/mattn/go-sqlite3 v1\n)\n"
LINE = Evidence("go.mod", 3, "go 1.21.3")
SQLITE = Evidence("go.mod", 6, "github.com/mattn/go-sqlite3 v1")
C = Evidence("a.go", 2, 'import "C"')


@pytest.mark.parametrize(
    ("dockerfile", "found"),
    [
        pytest.param("Dockerfile", "go.mod", id="beside"),
        pytest.param("d/Dockerfile", "d/go.mod", id="beside in a folder"),
        pytest.param("d/e/Dockerfile", "d/go.mod", id="the nearest above"),
        pytest.param("e/Dockerfile", "go.mod", id="at the root"),
    ],
)
def test_the_module_that_is_asked_for(dockerfile: str, found: str) -> None:
    files = tree({}, "go.mod", "d/go.mod")
    find(dockerfile, files, (), CGO)
    assert list(files.missing) == [found]


def test_no_module() -> None:
    assert find("Dockerfile", tree({"d/go.mod": MOD}), (), CGO) == GoModule()


@pytest.mark.parametrize(
    ("text", "imports", "found"),
    [
        pytest.param("module x\n\ngo 1.21.3\n", [], GoModule(LINE), id="the go line"),
        pytest.param("module x\n", [], GoModule(), id="no go line"),
        pytest.param("module x\n\ngo 1.21.3\ntoolchain go1.22\n", [], GoModule(LINE), id="the toolchain line is none"),
        pytest.param(
            MOD,
            [],
            GoModule(LINE, SQLITE),
            id="a module that needs cgo",
        ),
        pytest.param(
            "require github.com/mattn/go-sqlite3 v1\n",
            [],
            GoModule(None, Evidence("go.mod", 1, "require github.com/mattn/go-sqlite3 v1")),
            id="required on one line",
        ),
        pytest.param(MOD.replace(" v1", " v1 // indirect"), [], GoModule(LINE), id="an indirect one shows nothing"),
        pytest.param(MOD, [Evidence("a.go", 2, "C")], GoModule(LINE, C), id="C itself"),
        pytest.param("", [Evidence("a.go", 2, "C")], GoModule(None, C), id="C without a module"),
    ],
)
def test_find(text: str, imports: list[Evidence], found: GoModule) -> None:
    assert find("Dockerfile", tree({"go.mod": text}), imports, CGO) == found
