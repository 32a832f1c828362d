"""KF402: the distroless image is the one of the language."""

import pytest

from tests.judging import in_short, result

GO = (
    "FROM golang AS build\nRUN go build -o /m .\nFROM gcr.io/distroless/{}\n"
    'COPY --from=build /m /m\nENTRYPOINT ["/m"]\n'
)


@pytest.mark.parametrize(
    ("family", "verdict"),
    [
        pytest.param("static", "pass", id="static"),
        pytest.param("static-debian13:nonroot", "pass", id="static with release and tag"),
        pytest.param("base-debian12", "pass", id="base"),
        pytest.param("base-nossl-debian13", "pass", id="base without OpenSSL"),
        pytest.param("cc:debug", "pass", id="cc"),
        pytest.param("python3-debian13", "fail", id="python3"),
        pytest.param("nodejs24", "fail", id="nodejs"),
        pytest.param("java21-debian13", "fail", id="java"),
        pytest.param("statics", "fail", id="a name that begins like another"),
    ],
)
def test_go(family: str, verdict: str) -> None:
    assert result("KF402", GO.format(family)) == (verdict, 3)


@pytest.mark.parametrize(
    ("program", "family", "verdict"),
    [
        pytest.param("python", "python3-debian13", "pass", id="python on python3"),
        pytest.param("python", "static", "fail", id="python on static"),
        pytest.param("node", "nodejs24-debian13", "pass", id="node on nodejs24"),
        pytest.param("node", "nodejs:16", "pass", id="node on an old nodejs"),
        pytest.param("node", "base", "fail", id="node on base"),
        pytest.param("java", "java21-debian13", "pass", id="java on java21"),
        pytest.param("java", "java-base", "pass", id="java on java-base"),
        pytest.param("java", "cc", "fail", id="java on cc"),
        pytest.param("nginx", "base", "unknown", id="what no family is for"),
    ],
)
def test_other_languages(program: str, family: str, verdict: str) -> None:
    assert result("KF402", f'FROM gcr.io/distroless/{family}\nENTRYPOINT ["{program}"]\n') == (verdict, 1)


@pytest.mark.parametrize(
    ("command", "family", "verdict"),
    [
        pytest.param("cargo build", "cc", "pass", id="rust on cc"),
        pytest.param("cargo build", "base", "pass", id="rust on base"),
        pytest.param("cargo build", "static", "pass", id="rust on static"),
        pytest.param("cargo build", "base-nossl", "fail", id="rust on base without OpenSSL"),
        pytest.param("gcc -o /m m.c", "cc", "pass", id="C on cc"),
        pytest.param("gcc -o /m m.c", "python3", "fail", id="C on python3"),
    ],
)
def test_other_compilers(command: str, family: str, verdict: str) -> None:
    text = (
        f"FROM rust AS build\nRUN {command}\nFROM gcr.io/distroless/{family}\nCOPY --from=build /m /m\n"
        'ENTRYPOINT ["/m"]\n'
    )
    assert result("KF402", text) == (verdict, 3)


@pytest.mark.parametrize("image", ["alpine", "scratch", "cgr.dev/chainguard/static", "example.org/a"])
def test_other_bases(image: str) -> None:
    said = ("not-applicable: the final base is not distroless",)
    assert in_short("KF402", f'FROM {image}\nENTRYPOINT ["python"]\n') == said


def test_pass_shows_base_and_language() -> None:
    assert in_short("KF402", GO.format("static")) == (
        "pass: static runs go",
        "3: FROM gcr.io/distroless/static",
        "4: copied from stage 0",
        "2: go build -o /m .",
    )


def test_fail_names_the_image_to_ship_on() -> None:
    assert in_short("KF402", 'FROM gcr.io/distroless/cc\nENTRYPOINT ["node"]\n') == (
        "fail: cc is not made for node",
        "1: FROM gcr.io/distroless/cc",
        '2: ENTRYPOINT ["node"]',
        "-> Ship on gcr.io/distroless/nodejs24-debian13:nonroot.",
    )


def test_unknown_names_the_language() -> None:
    assert in_short("KF402", 'FROM gcr.io/distroless/cc\nENTRYPOINT ["nginx"]\n') == (
        "unknown: no distroless family is on record for other",
        "1: FROM gcr.io/distroless/cc",
        '2: ENTRYPOINT ["nginx"]',
    )
