"""KF202: what compiles Go is Go 1.13 or newer."""

import pytest

from tests.judging import in_short, result

MODULE = "module m\n\ngo 1.22\n"
BOUND = "no image names the Go version and no go.mod sets a high enough bound"


def compiled(image: str) -> str:
    return f"ARG GIVEN\nFROM {image} AS build\nRUN go build -o /m .\nFROM scratch\nCOPY --from=build /m /m\n"


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        pytest.param("golang:1.26", "pass", id="a newer version"),
        pytest.param("golang:1.13", "pass", id="the least version itself"),
        pytest.param("golang:1.12", "fail", id="the version before it"),
        pytest.param("golang:1.9.7-alpine", "fail", id="1.9 is older than 1.13"),
        pytest.param("golang:1.13.0-alpine3.10", "pass", id="the first of its patches"),
        pytest.param("golang:1.12.17", "fail", id="a late patch of an old version"),
        pytest.param("golang:v1.26", "pass", id="a version with a v"),
        pytest.param("golang:1", "unknown", id="a major version alone is not older"),
        pytest.param("golang", "unknown", id="no tag"),
        pytest.param("golang:alpine", "unknown", id="a tag without a version"),
        pytest.param("golang:${GIVEN}", "unknown", id="a version that nobody decides"),
        pytest.param("registry.access.redhat.com/ubi9/go-toolset:1.12", "fail", id="a vendor's version counts"),
        pytest.param("registry.access.redhat.com/ubi9/go-toolset:1.22", "pass", id="a vendor's newer version"),
        pytest.param("registry.access.redhat.com/ubi9/go-toolset:9.5", "unknown", id="RHEL's version is not Go's"),
        pytest.param("alpine:3.12", "unknown", id="another image's version is not Go's"),
    ],
)
def test_versions(image: str, verdict: str) -> None:
    assert result("KF202", compiled(image)) == (verdict, 2)


@pytest.mark.parametrize(
    ("module", "verdict"),
    [
        pytest.param("module m\n\ngo 1.22\n", "pass", id="a high enough bound"),
        pytest.param("module m\n\ngo 1.13\n", "pass", id="the least version"),
        pytest.param("module m\n\ngo 1.12\n", "unknown", id="a lower bound below it decides nothing"),
        pytest.param("module m\n", "unknown", id="no go line"),
        pytest.param("module m\n\ngo 1.12\ntoolchain go1.26.0\n", "unknown", id="the toolchain line is not read"),
    ],
)
def test_module_is_a_lower_bound(module: str, verdict: str) -> None:
    assert result("KF202", compiled("golang"), files={"go.mod": module}) == (verdict, 2)


def test_the_image_wins_over_the_module() -> None:
    assert result("KF202", compiled("golang:1.12"), files={"go.mod": MODULE}) == ("fail", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("FROM golang:1.12\nCOPY . .\n", ("not-applicable", None), id="an image that compiles nothing"),
        pytest.param("FROM python\nRUN pip install a\n", ("not-applicable", None), id="another language is built"),
        pytest.param(
            "FROM golang:1.12 AS unused\nRUN go build\nFROM golang:1.26\nRUN go build -o /m .\n",
            ("pass", 3),
            id="a stage that nothing leads to is not judged",
        ),
        pytest.param(
            "FROM golang:1.26 AS a\nRUN go build -o /m .\nFROM golang:1.12 AS b\nRUN go build -o /n .\n"
            "FROM scratch\nCOPY --from=a /m /m\nCOPY --from=b /n /n\n",
            ("fail", 3),
            id="the worst of two stages decides",
        ),
        pytest.param("FROM golang:1.26\nRUN make\n", ("pass", 1), id="a hidden build in an image of Go compiles Go"),
        pytest.param("FROM gcc:12\nRUN make\n", ("not-applicable", None), id="a hidden build elsewhere need not"),
        pytest.param(
            "FROM golang:1.12 AS a\nFROM a\nRUN go build\n", ("fail", 1), id="the root of the alias chain counts"
        ),
        pytest.param("FROM golang:1.12\nRUN go get example.org/x\n", ("fail", 1), id="go get compiles too"),
    ],
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF202", text) == expected


def test_pass_shows_image_and_command() -> None:
    assert in_short("KF202", compiled("golang:1.26")) == (
        "pass: golang:1.26 is Go 1.13 or newer",
        "2: FROM golang:1.26",
        "3: go build -o /m .",
    )


def test_fail_says_what_to_do() -> None:
    assert in_short("KF202", compiled("golang:1.12")) == (
        "fail: golang:1.12 is older than Go 1.13",
        "2: FROM golang:1.12",
        "3: go build -o /m .",
        "-> Build with a supported golang image.",
    )


def test_a_bound_shows_the_line_of_the_module() -> None:
    assert in_short("KF202", compiled("golang"), files={"go.mod": MODULE}) == (
        "pass: no image names the version, but go.mod asks for Go 1.22",
        "2: FROM golang",
        "go.mod 3: go 1.22",
    )


def test_a_bound_too_low_is_shown_all_the_same() -> None:
    assert in_short("KF202", compiled("golang"), files={"go.mod": "go 1.9\n"}) == (
        f"unknown: {BOUND}",
        "2: FROM golang",
        "go.mod 1: go 1.9",
    )


def test_without_a_module_nothing_is_known() -> None:
    assert in_short("KF202", compiled("golang")) == (f"unknown: {BOUND}", "2: FROM golang")


def test_a_binary_built_outside_is_bound_by_its_module() -> None:
    text = 'FROM scratch\nCOPY bin/a bin/b /\nENTRYPOINT ["/a"]\n'
    assert in_short("KF202", text, files={"go.mod": MODULE}) == (
        "pass: no image names the version, but go.mod asks for Go 1.22",
        "2: COPY bin/a",
        "go.mod 3: go 1.22",
    )


def test_a_binary_of_another_language_is_not() -> None:
    text = 'FROM scratch\nCOPY bin/a /\nENTRYPOINT ["/a"]\n'
    said = ("not-applicable: no stage compiles Go",)
    assert in_short("KF202", text, files={"Cargo.toml": ""}) == said


def test_go_that_is_copied_as_it_comes_is_not_compiled_here() -> None:
    assert result("KF202", 'FROM golang:1.26\nCMD ["go", "version"]\n') == ("not-applicable", None)
