"""KF202: what compiles Go is Go 1.13 or newer."""

from tests.cases import cases
from tests.judging import in_short, result

MODULE = "module m\n\ngo 1.22\n"
BOUND = "no image names the Go version and no go.mod sets a high enough bound"


def compiled(image: str) -> str:
    return f"ARG GIVEN\nFROM {image} AS build\nRUN go build -o /m .\nFROM scratch\nCOPY --from=build /m /m\n"


@cases(
    "image, verdict",
    {
        "a newer version": ("golang:1.26", "pass"),
        "the least version itself": ("golang:1.13", "pass"),
        "the version before it": ("golang:1.12", "fail"),
        "1.9 is older than 1.13": ("golang:1.9.7-alpine", "fail"),
        "the first of its patches": ("golang:1.13.0-alpine3.10", "pass"),
        "a late patch of an old version": ("golang:1.12.17", "fail"),
        "a version with a v": ("golang:v1.26", "pass"),
        "a major version alone is not older": ("golang:1", "unknown"),
        "no tag": ("golang", "unknown"),
        "a tag without a version": ("golang:alpine", "unknown"),
        "a version that nobody decides": ("golang:${GIVEN}", "unknown"),
        "a vendor's version counts": ("registry.access.redhat.com/ubi9/go-toolset:1.12", "fail"),
        "a vendor's newer version": ("registry.access.redhat.com/ubi9/go-toolset:1.22", "pass"),
        "RHEL's version is not Go's": ("registry.access.redhat.com/ubi9/go-toolset:9.5", "unknown"),
        "another image's version is not Go's": ("alpine:3.12", "unknown"),
    },
)
def test_versions(image: str, verdict: str) -> None:
    assert result("KF202", compiled(image)) == (verdict, 2)


@cases(
    "module, verdict",
    {
        "a high enough bound": ("module m\n\ngo 1.22\n", "pass"),
        "the least version": ("module m\n\ngo 1.13\n", "pass"),
        "a lower bound below it decides nothing": ("module m\n\ngo 1.12\n", "unknown"),
        "no go line": ("module m\n", "unknown"),
        "the toolchain line is not read": ("module m\n\ngo 1.12\ntoolchain go1.26.0\n", "unknown"),
    },
)
def test_module_is_a_lower_bound(module: str, verdict: str) -> None:
    assert result("KF202", compiled("golang"), files={"go.mod": module}) == (verdict, 2)


def test_the_image_wins_over_the_module() -> None:
    assert result("KF202", compiled("golang:1.12"), files={"go.mod": MODULE}) == ("fail", 2)


@cases(
    "text, expected",
    {
        "an image that compiles nothing": ("FROM golang:1.12\nCOPY . .\n", ("not-applicable", None)),
        "another language is built": ("FROM python\nRUN pip install a\n", ("not-applicable", None)),
        "a stage that nothing leads to is not judged": (
            "FROM golang:1.12 AS unused\nRUN go build\nFROM golang:1.26\nRUN go build -o /m .\n",
            ("pass", 3),
        ),
        "the worst of two stages decides": (
            (
                "FROM golang:1.26 AS a\nRUN go build -o /m .\nFROM golang:1.12 AS b\nRUN go build -o /n .\n"
                "FROM scratch\nCOPY --from=a /m /m\nCOPY --from=b /n /n\n"
            ),
            ("fail", 3),
        ),
        "a hidden build in an image of Go compiles Go": ("FROM golang:1.26\nRUN make\n", ("pass", 1)),
        "a hidden build elsewhere need not": ("FROM gcc:12\nRUN make\n", ("not-applicable", None)),
        "the root of the alias chain counts": ("FROM golang:1.12 AS a\nFROM a\nRUN go build\n", ("fail", 1)),
        "go get compiles too": ("FROM golang:1.12\nRUN go get example.org/x\n", ("fail", 1)),
    },
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF202", text) == expected


def test_pass_shows_image_and_command() -> None:
    assert (
        in_short("KF202", compiled("golang:1.26"))
        == "pass: golang:1.26 is Go 1.13 or newer | 2: FROM golang:1.26 | 3: go build -o /m ."
    )


def test_fail_says_what_to_do() -> None:
    assert in_short("KF202", compiled("golang:1.12")) == (
        "fail: golang:1.12 is older than Go 1.13 | 2: FROM golang:1.12 | 3: go build -o /m . | "
        "-> Build with a supported golang image."
    )


def test_a_bound_shows_the_line_of_the_module() -> None:
    assert (
        in_short("KF202", compiled("golang"), files={"go.mod": MODULE})
        == "pass: no image names the version, but go.mod asks for Go 1.22 | 2: FROM golang | go.mod 3: go 1.22"
    )


def test_a_bound_too_low_is_shown_all_the_same() -> None:
    assert (
        in_short("KF202", compiled("golang"), files={"go.mod": "go 1.9\n"})
        == f"unknown: {BOUND} | 2: FROM golang | go.mod 1: go 1.9"
    )


def test_without_a_module_nothing_is_known() -> None:
    assert in_short("KF202", compiled("golang")) == f"unknown: {BOUND} | 2: FROM golang"


def test_a_binary_built_outside_is_bound_by_its_module() -> None:
    text = 'FROM scratch\nCOPY bin/a bin/b /\nENTRYPOINT ["/a"]\n'
    assert (
        in_short("KF202", text, files={"go.mod": MODULE})
        == "pass: no image names the version, but go.mod asks for Go 1.22 | 2: COPY bin/a | go.mod 3: go 1.22"
    )


def test_a_binary_of_another_language_is_not() -> None:
    text = 'FROM scratch\nCOPY bin/a /\nENTRYPOINT ["/a"]\n'
    said = "not-applicable: no stage compiles Go"
    assert in_short("KF202", text, files={"Cargo.toml": ""}) == said


def test_go_that_is_copied_as_it_comes_is_not_compiled_here() -> None:
    assert result("KF202", 'FROM golang:1.26\nCMD ["go", "version"]\n') == ("not-applicable", None)
