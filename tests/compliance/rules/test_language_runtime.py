"""KF402: the distroless image is the one of the language."""

import pytest

from tests.cases import cases
from tests.judging import in_short, result

GO = (
    "FROM golang AS build\nRUN go build -o /m .\nFROM gcr.io/distroless/{}\n"
    'COPY --from=build /m /m\nENTRYPOINT ["/m"]\n'
)


@cases(
    "family, verdict",
    {
        "static": ("static", "pass"),
        "static with release and tag": ("static-debian13:nonroot", "pass"),
        "base": ("base-debian12", "pass"),
        "base without OpenSSL": ("base-nossl-debian13", "pass"),
        "cc": ("cc:debug", "pass"),
        "python3": ("python3-debian13", "fail"),
        "nodejs": ("nodejs24", "fail"),
        "java": ("java21-debian13", "fail"),
        "a name that begins like another": ("statics", "fail"),
    },
)
def test_go(family: str, verdict: str) -> None:
    assert result("KF402", GO.format(family)) == (verdict, 3)


@cases(
    "program, family, verdict",
    {
        "python on python3": ("python", "python3-debian13", "pass"),
        "python on static": ("python", "static", "fail"),
        "node on nodejs24": ("node", "nodejs24-debian13", "pass"),
        "node on an old nodejs": ("node", "nodejs:16", "pass"),
        "node on base": ("node", "base", "fail"),
        "java on java21": ("java", "java21-debian13", "pass"),
        "java on java-base": ("java", "java-base", "pass"),
        "java on cc": ("java", "cc", "fail"),
        "what no family is for": ("puma", "base", "unknown"),
        "a server in C on cc": ("nginx", "cc", "pass"),
    },
)
def test_other_languages(program: str, family: str, verdict: str) -> None:
    assert result("KF402", f'FROM gcr.io/distroless/{family}\nENTRYPOINT ["{program}"]\n') == (verdict, 1)


@cases(
    "command, family, verdict",
    {
        "rust on cc": ("cargo build", "cc", "pass"),
        "rust on base": ("cargo build", "base", "pass"),
        "rust on static": ("cargo build", "static", "pass"),
        "rust on base without OpenSSL": ("cargo build", "base-nossl", "fail"),
        "C on cc": ("gcc -o /m m.c", "cc", "pass"),
        "C on python3": ("gcc -o /m m.c", "python3", "fail"),
    },
)
def test_other_compilers(command: str, family: str, verdict: str) -> None:
    text = (
        f"FROM rust AS build\nRUN {command}\nFROM gcr.io/distroless/{family}\nCOPY --from=build /m /m\n"
        'ENTRYPOINT ["/m"]\n'
    )
    assert result("KF402", text) == (verdict, 3)


@pytest.mark.parametrize("image", ["alpine", "scratch", "cgr.dev/chainguard/static", "example.org/a"])
def test_other_bases(image: str) -> None:
    said = "not-applicable: the final base is not distroless"
    assert in_short("KF402", f'FROM {image}\nENTRYPOINT ["python"]\n') == said


def test_pass_shows_base_and_language() -> None:
    assert in_short("KF402", GO.format("static")) == (
        "pass: static runs go | 3: FROM gcr.io/distroless/static | 4: copied from stage 0 | 2: go build -o /m ."
    )


def test_fail_names_the_image_to_ship_on() -> None:
    assert in_short("KF402", 'FROM gcr.io/distroless/cc\nENTRYPOINT ["node"]\n') == (
        "fail: cc is not made for node | 1: FROM gcr.io/distroless/cc | "
        '2: ENTRYPOINT ["node"] | '
        "-> Ship on gcr.io/distroless/nodejs24-debian13:nonroot."
    )


def test_unknown_names_the_language() -> None:
    assert in_short("KF402", 'FROM gcr.io/distroless/cc\nENTRYPOINT ["puma"]\n') == (
        'unknown: no distroless family is on record for other | 1: FROM gcr.io/distroless/cc | 2: ENTRYPOINT ["puma"]'
    )
