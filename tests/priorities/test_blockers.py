"""Blockers that other files than the Dockerfile show; those of its lines are in test_effort."""

from tests.judging import standing

BUILD = "FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /m .\nFROM alpine:3.23\nCOPY --from=build /m /m\n"
PYTHON = "FROM python:3.13-slim-trixie\n"
SCRIPT = '#!/bin/sh\nset -e\nkubectl apply -f /x.yaml\ngit pull\nexec /m "$@"\n'


def found(
    text: str, files: dict[str, str] | None = None, path: str = "Dockerfile"
) -> list[tuple[str, str, int | None]]:
    """Return (name, path, line) of each blocker in the order of the row."""
    return [
        (blocker.name, blocker.path, blocker.line) for blocker in standing(text, files=files or {}, path=path).blockers
    ]


def test_a_wheel_with_compiled_code() -> None:
    text = PYTHON + 'RUN pip install numpy==2\nCMD ["python", "a.py"]\n'
    assert found(text) == [
        ("native-wheels", "Dockerfile", 2),
        ("python-packages", "Dockerfile", 1),
        ("single-stage", "Dockerfile", 2),
    ]


def test_a_need_for_cgo_is_shown_where_it_is_imported() -> None:
    files = {"go.mod": "module x\n\ngo 1.26\n", "main.go": 'package main\n\nimport "C"\n\nfunc main() {}\n'}
    text = BUILD.replace("CGO_ENABLED=0 ", "").replace("RUN", "COPY . .\nRUN") + 'ENTRYPOINT ["/m"]\n'
    assert found(text, files) == [("cgo-needed", "main.go", 3)]


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
        ("python-packages", "Dockerfile", 1),
        ("single-stage", "Dockerfile", 3),
    ]


def test_an_architecture_that_the_target_lacks() -> None:
    text = PYTHON + 'CMD ["python", "a.py"]\n'
    assert found(text, path="Dockerfile.ppc64le") == [
        ("architecture", "Dockerfile.ppc64le", None),
        ("python-packages", "Dockerfile.ppc64le", 1),
    ]
