"""KF606: what builds is of a line that is supported."""

from tests.cases import cases
from tests.judging import DIGEST, in_short, result

STEP = "Build with a supported version."
TOOLSET = "registry.access.redhat.com/ubi9/go-toolset"
UV = "ghcr.io/astral-sh/uv"


def building(image: str, command: str = "go build -o /m .") -> str:
    return f"ARG GIVEN\nFROM {image} AS build\nRUN {command}\nFROM scratch\nCOPY --from=build /m /m\n"


@cases(
    "image, command, verdict",
    {
        "the newest go": ("golang:1.27", "go build", "pass"),
        "the distribution is another rule's": ("golang:1.26.3-alpine3.15", "go build", "pass"),
        "a digest beside the version": (f"golang:1.26@{DIGEST}", "go build", "pass"),
        "python": ("python:3.13-slim", "pip install a", "pass"),
        "node": ("node:24", "npm ci", "pass"),
        "a vendor's go": (f"{TOOLSET}:1.26", "go build", "pass"),
        "uv with python": (f"{UV}:python3.13-trixie", "uv sync", "pass"),
        "an ended go": ("golang:1.25", "go build", "fail"),
        "a go older than the oldest on record": ("golang:1.8", "go build", "fail"),
        "an ended python": ("python:3.10", "pip install a", "fail"),
        "an ended node": ("node:20", "npm ci", "fail"),
        "an ended line between two that are not": ("node:21", "npm ci", "fail"),
        "a vendor's go whose upstream line has ended": (f"{TOOLSET}:1.22", "go build", "partial"),
        "uv with an ended python": (f"{UV}:python3.9-trixie", "uv sync", "partial"),
        "no version": ("golang:alpine", "go build", "partial"),
        "no tag": ("golang", "go build", "partial"),
        "a major version": ("golang:1", "go build", "partial"),
        "a digest alone": (f"golang@{DIGEST}", "go build", "partial"),
        "a version that is not on record yet": ("golang:1.99", "go build", "unknown"),
        "a tag that nobody decides": ("golang:$GIVEN", "go build", "unknown"),
        "an image that nobody decides": ("$GIVEN", "go build", "unknown"),
        "a language without lines on record": ("rust:1.80", "cargo build", "unknown"),
    },
)
def test_lines(image: str, command: str, verdict: str) -> None:
    assert result("KF606", building(image, command)) == (verdict, 2)


@cases("when, verdict", {"the last day": ("2026-08-19", "pass"), "the day after": ("2026-08-20", "fail")})
def test_last_day(when: str, verdict: str) -> None:
    assert result("KF606", building("golang:1.25"), when=when) == (verdict, 2)


@cases(
    "text, expected",
    {
        "nothing is built": ("FROM golang:1.19\nCOPY . .\n", ("not-applicable", None)),
        "no language's image": (building("ubuntu:18.04", "pip install a"), ("not-applicable", None)),
        "a stage that nothing leads to": (
            "FROM golang:1.19 AS unused\nRUN go build\nFROM golang:1.26\nRUN go build\n",
            ("pass", 3),
        ),
        "the worst image decides": (
            (
                "FROM golang:1.26 AS a\nRUN go build -o /m\nFROM node:16 AS b\nRUN npm ci\nFROM scratch\n"
                "COPY --from=a /m /m\nCOPY --from=b /n /n\n"
            ),
            ("fail", 3),
        ),
        "the root of the alias chain counts": (
            "FROM golang:1.19 AS a\nFROM a AS b\nRUN go build -o /m\nFROM scratch\nCOPY --from=b /m /m\n",
            ("fail", 1),
        ),
        "uv alone brings no python": (building(f"{UV}:latest", "uv sync"), ("not-applicable", None)),
        "whatever is built with it": (building("golang:1.19", "npm ci"), ("fail", 2)),
        "a hidden build": (building("golang:1.19", "make"), ("fail", 2)),
    },
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF606", text) == expected


def test_the_module_is_never_used() -> None:
    assert result("KF606", building("golang"), files={"go.mod": "module m\n\ngo 1.26\n"}) == ("partial", 2)


@cases(
    "text, expected",
    {
        "pass": (building("golang:1.26"), "pass: go 1.26 is supported | 2: FROM golang:1.26"),
        "fail": (
            building("golang:1.25"),
            f"fail: go 1.25 ended on 2026-08-19 | 2: FROM golang:1.25 | -> {STEP} | ended 2026-08-19",
        ),
        "vendor": (
            building(f"{TOOLSET}:1.24"),
            f"partial: go 1.24 ended on 2026-02-10 | 2: FROM {TOOLSET}:1.24 | -> {STEP} | ended 2026-02-10",
        ),
        "floating": (
            building("golang:alpine"),
            f"partial: golang:alpine names no version: floating | 2: FROM golang:alpine | -> {STEP}",
        ),
        "not on record": (
            building("golang:1.99"),
            "unknown: the version that golang:1.99 names is not on record | 2: FROM golang:1.99",
        ),
        "no line": (
            building("rust:1", "cargo build"),
            "unknown: no line of releases is on record for rust | 2: FROM rust:1",
        ),
        "not decided": (building("$GIVEN"), "unknown: nobody decides the image ? | 2: FROM ?"),
        "nothing is built": ("FROM alpine\n", "not-applicable: no language image builds"),
    },
)
def test_whole_verdicts(text: str, expected: str) -> None:
    assert in_short("KF606", text) == expected
