"""The Go main package: what `go build` names, as files of the repository, and what they import."""

import pytest

from audit.components.dependencies.go_command import package
from audit.components.dependencies.go_package import MAXIMUM_FILES, files, imports
from audit.components.program.entrypoint import find
from audit.dockerfile.build_context import Files
from audit.model.evidence import Evidence
from tests.components.looking import builds, read, tree

GO = ("main.go", "a.go", "a_test.go", "README.md", "cmd/ui/main.go", "cmd/ui/v1/x.go", "cmd/db/main.go", "pkg/p/p.go")
ROOT = ("a.go", "main.go")
UI = ("cmd/ui/main.go", "cmd/ui/v1/x.go")
DB = ("cmd/db/main.go",)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param("RUN go build", ROOT, id="the working folder"),
        pytest.param("RUN go build .", ROOT, id="a dot"),
        pytest.param("RUN go build -o /x main.go", ROOT, id="a file"),
        pytest.param("RUN go build -o /x ./cmd/ui", UI, id="a folder"),
        pytest.param("RUN go build -o /x cmd/ui/main.go", UI, id="a file in a folder"),
        pytest.param("RUN go build -o /x ./cmd/ui/...", UI, id="a folder and all below"),
        pytest.param("RUN go build -tags x -ldflags '-s -w' ./cmd/db", DB, id="options with values"),
        pytest.param("RUN go build ./cmd/db -o /x", DB, id="an option behind"),
        pytest.param("RUN go install github.com/o/r/cmd/db", DB, id="a module path"),
        pytest.param("RUN go install github.com/o/r/cmd/db@latest", DB, id="a module path at a version"),
        pytest.param("WORKDIR cmd/ui\nRUN go build", UI, id="through WORKDIR"),
        pytest.param("WORKDIR cmd/ui\nRUN go build .", UI, id="a dot through WORKDIR"),
        pytest.param("WORKDIR cmd\nRUN go build ./db", DB, id="a folder below WORKDIR"),
        pytest.param("RUN cd cmd/ui && go build", UI, id="through cd"),
        pytest.param("RUN go build -C cmd/ui .", UI, id="-C"),
        pytest.param("RUN go build /go/src/github.com/o/r/cmd/db", DB, id="an absolute folder"),
        pytest.param("RUN go build ./cmd/ui && go build ./cmd/db", (*UI, *DB), id="two builds"),
        pytest.param("RUN go build ./cmd/none", ROOT, id="a folder that is not there: the nearest main.go"),
        pytest.param('RUN make\nCMD ["/db"]', DB, id="no go build: cmd and the program's name"),
        pytest.param('RUN make\nCMD ["/katib-ui"]', UI, id="no go build: cmd and a part of its name"),
        pytest.param('RUN make\nCMD ["/z"]', ROOT, id="no go build: the nearest main.go"),
    ],
)
def test_files(body: str, found: tuple[str, ...]) -> None:
    around = tree({}, *GO)
    dockerfile = read(f"FROM golang\nWORKDIR /go/src/github.com/o/r\nCOPY . .\n{body}\n")
    program = find(dockerfile, around)
    assert files(dockerfile, builds(dockerfile, around), program, around) == found


def test_a_working_folder_is_not_taken_for_a_folder_of_its_name() -> None:
    around = tree({}, "main.go", "build/main.go")
    dockerfile = read("FROM golang\nWORKDIR /build\nCOPY . .\nRUN go build\n")
    assert files(dockerfile, builds(dockerfile, around), find(dockerfile, Files()), around) == ("main.go",)


def test_a_folder_beside_the_dockerfile_comes_first() -> None:
    around = tree({}, "cmd/a/main.go", "d/cmd/a/main.go")
    dockerfile = read("FROM golang\nCOPY . .\nRUN go build ./cmd/a\n", "d/Dockerfile")
    assert files(dockerfile, builds(dockerfile, around), find(dockerfile, Files()), around) == ("d/cmd/a/main.go",)


def test_a_package_of_many_files_is_cut() -> None:
    names = [f"f{number:03}.go" for number in range(100)]
    dockerfile = read("FROM golang\nCOPY . .\nRUN go build\n")
    around = tree({}, *names)
    found = files(dockerfile, builds(dockerfile, around), find(dockerfile, Files()), around)
    assert found == tuple(names[:MAXIMUM_FILES])


@pytest.mark.parametrize(
    ("line", "argument"),
    [
        pytest.param("go build", ".", id="nothing"),
        pytest.param("go build -v", ".", id="options only"),
        pytest.param("go build -o x", ".", id="an option's value"),
        pytest.param("go build -o=x -ldflags=-w ./a", "./a", id="values after an equals sign"),
        pytest.param("go build a.go b.go", "b.go", id="the last of several"),
        pytest.param("go build -C d ./a", "./a", id="the folder to change to is none"),
    ],
)
def test_package(line: str, argument: str) -> None:
    dockerfile = read(f"FROM golang\nRUN {line}\n")
    assert [package(each) for each in builds(dockerfile, tree({}))] == [argument]


def test_imports_with_their_lines() -> None:
    text = 'package main\n\nimport "fmt"\nimport (\n\t"os" // for exit\n\tx "k8s.io/client-go/rest"\n\t_ "embed"\n)\n'
    assert list(imports(("a.go", "b.go"), tree({"a.go": text, "b.go": 'import "C"\n'}))) == [
        Evidence("a.go", 3, "fmt"),
        Evidence("a.go", 5, "os"),
        Evidence("a.go", 6, "k8s.io/client-go/rest"),
        Evidence("a.go", 7, "embed"),
        Evidence("b.go", 1, "C"),
    ]
