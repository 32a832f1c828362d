"""KF606: what builds is of a line that is supported."""

import pytest

from tests.judging import DIGEST, in_short, result

STEP = "Build with a supported version."
TOOLSET = "registry.access.redhat.com/ubi9/go-toolset"
UV = "ghcr.io/astral-sh/uv"


def building(image: str, command: str = "go build -o /m .") -> str:
    return f"ARG GIVEN\nFROM {image} AS build\nRUN {command}\nFROM scratch\nCOPY --from=build /m /m\n"


@pytest.mark.parametrize(
    ("image", "command", "verdict"),
    [
        pytest.param("golang:1.27", "go build", "pass", id="the newest go"),
        pytest.param("golang:1.26.3-alpine3.15", "go build", "pass", id="the distribution is another rule's"),
        pytest.param(f"golang:1.26@{DIGEST}", "go build", "pass", id="a digest beside the version"),
        pytest.param("python:3.13-slim", "pip install a", "pass", id="python"),
        pytest.param("node:24", "npm ci", "pass", id="node"),
        pytest.param(f"{TOOLSET}:1.26", "go build", "pass", id="a vendor's go"),
        pytest.param(f"{UV}:python3.13-trixie", "uv sync", "pass", id="uv with python"),
        pytest.param("golang:1.25", "go build", "fail", id="an ended go"),
        pytest.param("golang:1.8", "go build", "fail", id="a go older than the oldest on record"),
        pytest.param("python:3.10", "pip install a", "fail", id="an ended python"),
        pytest.param("node:20", "npm ci", "fail", id="an ended node"),
        pytest.param("node:21", "npm ci", "fail", id="an ended line between two that are not"),
        pytest.param(f"{TOOLSET}:1.22", "go build", "partial", id="a vendor's go whose upstream line has ended"),
        pytest.param(f"{UV}:python3.9-trixie", "uv sync", "partial", id="uv with an ended python"),
        pytest.param("golang:alpine", "go build", "partial", id="no version"),
        pytest.param("golang", "go build", "partial", id="no tag"),
        pytest.param("golang:1", "go build", "partial", id="a major version"),
        pytest.param(f"golang@{DIGEST}", "go build", "partial", id="a digest alone"),
        pytest.param("golang:1.99", "go build", "unknown", id="a version that is not on record yet"),
        pytest.param("golang:$GIVEN", "go build", "unknown", id="a tag that nobody decides"),
        pytest.param("$GIVEN", "go build", "unknown", id="an image that nobody decides"),
        pytest.param("rust:1.80", "cargo build", "unknown", id="a language without lines on record"),
    ],
)
def test_lines(image: str, command: str, verdict: str) -> None:
    assert result("KF606", building(image, command)) == (verdict, 2)


@pytest.mark.parametrize(
    ("when", "verdict"),
    [pytest.param("2026-08-19", "pass", id="the last day"), pytest.param("2026-08-20", "fail", id="the day after")],
)
def test_last_day(when: str, verdict: str) -> None:
    assert result("KF606", building("golang:1.25"), when=when) == (verdict, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("FROM golang:1.19\nCOPY . .\n", ("not-applicable", None), id="nothing is built"),
        pytest.param(building("ubuntu:18.04", "pip install a"), ("not-applicable", None), id="no language's image"),
        pytest.param(
            "FROM golang:1.19 AS unused\nRUN go build\nFROM golang:1.26\nRUN go build\n",
            ("pass", 3),
            id="a stage that nothing leads to",
        ),
        pytest.param(
            "FROM golang:1.26 AS a\nRUN go build -o /m\nFROM node:16 AS b\nRUN npm ci\nFROM scratch\n"
            "COPY --from=a /m /m\nCOPY --from=b /n /n\n",
            ("fail", 3),
            id="the worst image decides",
        ),
        pytest.param(
            "FROM golang:1.19 AS a\nFROM a AS b\nRUN go build -o /m\nFROM scratch\nCOPY --from=b /m /m\n",
            ("fail", 1),
            id="the root of the alias chain counts",
        ),
        pytest.param(building(f"{UV}:latest", "uv sync"), ("not-applicable", None), id="uv alone brings no python"),
        pytest.param(building("golang:1.19", "npm ci"), ("fail", 2), id="whatever is built with it"),
        pytest.param(building("golang:1.19", "make"), ("fail", 2), id="a hidden build"),
    ],
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF606", text) == expected


def test_the_module_is_never_used() -> None:
    assert result("KF606", building("golang"), files={"go.mod": "module m\n\ngo 1.26\n"}) == ("partial", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(building("golang:1.26"), ("pass: go 1.26 is supported", "2: FROM golang:1.26"), id="pass"),
        pytest.param(
            building("golang:1.25"),
            ("fail: go 1.25 ended on 2026-08-19", "2: FROM golang:1.25", f"-> {STEP}", "ended 2026-08-19"),
            id="fail",
        ),
        pytest.param(
            building(f"{TOOLSET}:1.24"),
            ("partial: go 1.24 ended on 2026-02-10", f"2: FROM {TOOLSET}:1.24", f"-> {STEP}", "ended 2026-02-10"),
            id="vendor",
        ),
        pytest.param(
            building("golang:alpine"),
            ("partial: golang:alpine names no version: floating", "2: FROM golang:alpine", f"-> {STEP}"),
            id="floating",
        ),
        pytest.param(
            building("golang:1.99"),
            ("unknown: the version that golang:1.99 names is not on record", "2: FROM golang:1.99"),
            id="not on record",
        ),
        pytest.param(
            building("rust:1", "cargo build"),
            ("unknown: no line of releases is on record for rust", "2: FROM rust:1"),
            id="no line",
        ),
        pytest.param(building("$GIVEN"), ("unknown: nobody decides the image ?", "2: FROM ?"), id="not decided"),
        pytest.param("FROM alpine\n", ("not-applicable: no language image builds",), id="nothing is built"),
    ],
)
def test_whole_verdicts(text: str, expected: tuple[str, ...]) -> None:
    assert in_short("KF606", text) == expected
