"""What stands in the way of a distroless runtime: each blocker by its name, with the place that shows it."""

from tests.cases import cases
from tests.judging import standing

BUILD = "FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /m .\nFROM alpine:3.23\nCOPY --from=build /m /m\n"
PYTHON = "FROM python:3.13-slim-trixie\n"
SCRIPT = '#!/bin/sh\nset -e\nkubectl apply -f /x.yaml\ngit pull\nexec /m "$@"\n'


def found(
    text: str, files: dict[str, str] | None = None, path: str = "Dockerfile"
) -> list[tuple[str, str, int | None]]:
    """Return (name, path, line) of each blocker in the order of the row."""
    return [(each.name, each.path, each.line) for each in standing(text, files=files or {}, path=path).blockers]


@cases(
    "text, expected",
    {
        "a binary in exec form meets none": (BUILD + 'ENTRYPOINT ["/m"]\n', []),
        "shell form": (BUILD + "ENTRYPOINT /m\n", [("shell-form", "Dockerfile", 5)]),
        "a shell in exec form": (BUILD + 'CMD ["/bin/sh", "-c", "/m"]\n', [("shell-form", "Dockerfile", 5)]),
        "a script": (BUILD + 'ENTRYPOINT ["/start.sh"]\n', [("entrypoint-script", "Dockerfile", 5)]),
        "OS packages": (
            BUILD + 'RUN apk add tzdata\nENTRYPOINT ["/m"]\n',
            [("packages-in-final-stage", "Dockerfile", 5)],
        ),
        "a build in the only stage": (
            PYTHON + 'RUN pip install flask\nCMD ["python", "a.py"]\n',
            [("single-stage", "Dockerfile", 2)],
        ),
        "a wheel with compiled code": (
            PYTHON + 'RUN pip install numpy==2\nCMD ["python", "a.py"]\n',
            [("native-wheels", "Dockerfile", 2), ("single-stage", "Dockerfile", 2)],
        ),
        "an interpreter that distroless lacks": (
            'FROM python:3.11-slim\nCMD ["python", "a.py"]\n',
            [("interpreter-version", "Dockerfile", 1)],
        ),
        "a program that no distroless image runs": (
            'FROM nginx:1.29\nCMD ["nginx"]\n',
            [("runtime-not-distroless", "Dockerfile", 1)],
        ),
        "cgo without a need": (BUILD.replace("CGO_ENABLED=0 ", "") + 'ENTRYPOINT ["/m"]\n', [("cgo", "Dockerfile", 2)]),
        "on distroless nothing is in the way any more": (
            (
                "FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /m .\n"
                "FROM gcr.io/distroless/static-debian13\nCOPY --from=build /m /m\nENTRYPOINT /m\n"
            ),
            [],
        ),
    },
)
def test_blockers(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert found(text) == expected


def test_a_need_for_cgo_is_shown_where_it_stands() -> None:
    module = "module x\n\ngo 1.26\n\nrequire github.com/mattn/go-sqlite3 v1.14.0\n"
    text = BUILD.replace("CGO_ENABLED=0 ", "") + 'ENTRYPOINT ["/m"]\n'
    assert found(text, {"go.mod": module}) == [("cgo-needed", "go.mod", 5)]


def test_tools_of_the_start_script_are_shown_where_they_are_called() -> None:
    text = BUILD + 'COPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n'
    assert found(text, {"start.sh": SCRIPT}) == [
        ("entrypoint-script", "Dockerfile", 6),
        ("entrypoint-script", "start.sh", 1),
        ("runtime-tools", "start.sh", 3),
        ("runtime-tools", "start.sh", 4),
    ]


def test_requirements_files_are_read_for_compiled_code() -> None:
    text = PYTHON + 'COPY requirements.txt .\nRUN pip install -r requirements.txt\nCMD ["python", "a.py"]\n'
    assert found(text, {"requirements.txt": "flask\nScikit_Learn>=1\n"}) == [
        ("native-wheels", "requirements.txt", 2),
        ("single-stage", "Dockerfile", 3),
    ]


def test_an_architecture_that_the_target_lacks() -> None:
    text = PYTHON + 'CMD ["python", "a.py"]\n'
    assert found(text, path="Dockerfile.ppc64le") == [("architecture", "Dockerfile.ppc64le", None)]
