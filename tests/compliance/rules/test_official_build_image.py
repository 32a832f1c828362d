"""KF201: who builds, builds with the language's official image."""

import pytest

from tests.judging import at, in_short, judged, result

STEP = "Build with Docker's official image of go."


def compiled(image: str, command: str = "go build -o /m .") -> str:
    return f"ARG GIVEN\nFROM {image} AS build\nRUN {command}\nFROM scratch\nCOPY --from=build /m /m\n"


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        pytest.param("golang", "pass", id="the bare name"),
        pytest.param("golang:1.26-alpine", "pass", id="a variant"),
        pytest.param(f"golang@sha256:{'1' * 64}", "pass", id="a digest"),
        pytest.param("golang:${GIVEN}", "pass", id="a tag that nobody decides"),
        pytest.param("docker.io/library/golang:1.26", "pass", id="the full name"),
        pytest.param("docker.io/golang:1.26", "pass", id="the registry alone"),
        pytest.param("index.docker.io/library/golang", "pass", id="another name of the registry"),
        pytest.param("mirror.gcr.io/library/golang", "pass", id="a mirror"),
        pytest.param("public.ecr.aws/docker/library/golang", "pass", id="a mirror with folders"),
        pytest.param("registry.local:5000/library/golang", "pass", id="a mirror with a port"),
        pytest.param("registry.access.redhat.com/ubi9/go-toolset:1.24", "partial", id="a vendor's build image"),
        pytest.param("ubuntu", "fail", id="a distribution"),
        pytest.param("example/golang", "fail", id="somebody's image of that name"),
        pytest.param("quay.io/team/golang", "fail", id="somebody's registry"),
        pytest.param("gcr.io/google.com/cloudsdktool/google-cloud-cli", "fail", id="google contains go"),
        pytest.param("python", "fail", id="the official image of another language"),
        pytest.param("registry.access.redhat.com/ubi9/python-312", "fail", id="a vendor's image of another language"),
        pytest.param("${GIVEN}", "unknown", id="an image that nobody decides"),
        pytest.param("registry.local/${GIVEN}", "unknown", id="a name that nobody decides"),
    ],
)
def test_images_of_go(image: str, verdict: str) -> None:
    assert result("KF201", compiled(image)) == (verdict, 2)


@pytest.mark.parametrize(
    ("image", "command", "verdict"),
    [
        pytest.param("python:3.13-slim", "pip install a", "pass", id="python"),
        pytest.param("ghcr.io/astral-sh/uv:python3.13-trixie", "uv sync", "partial", id="uv with python"),
        pytest.param("ubuntu", "pip install a", "fail", id="pip on ubuntu"),
        pytest.param("node:24", "npm ci", "pass", id="node"),
        pytest.param("registry.access.redhat.com/ubi9/nodejs-22", "npm ci", "partial", id="a vendor's node"),
        pytest.param("rust:1", "cargo build", "pass", id="rust"),
        pytest.param("maven:3-eclipse-temurin-21", "mvn package", "pass", id="maven for java"),
        pytest.param("gradle:8", "gradle build", "pass", id="gradle for java"),
        pytest.param("eclipse-temurin:21", "./gradlew build", "pass", id="a JDK for java"),
        pytest.param("gcc:14", "gcc -o /m m.c", "pass", id="gcc"),
        pytest.param("r-base:4.4.1", "Rscript -e 'install.packages(\"x\")'", "pass", id="R"),
    ],
)
def test_images_of_other_languages(image: str, command: str, verdict: str) -> None:
    assert result("KF201", compiled(image, command)) == (verdict, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("FROM alpine\nRUN apk add git\n", ("not-applicable", None), id="nothing is built"),
        pytest.param(
            "FROM ubuntu AS unused\nRUN go build\nFROM golang\nRUN go build -o /m .\n",
            ("pass", 3),
            id="a stage that nothing leads to is not judged",
        ),
        pytest.param(
            "FROM golang AS a\nFROM a AS b\nRUN go build -o /m .\nFROM scratch\nCOPY --from=b /m /m\n",
            ("pass", 1),
            id="a stage is judged at the root of its alias chain",
        ),
        pytest.param(
            "FROM golang AS a\nRUN go build -o /m .\nFROM ubuntu AS b\nRUN npm ci\nFROM scratch\n"
            "COPY --from=a /m /m\nCOPY --from=b /n /n\n",
            ("fail", 3),
            id="the worst stage decides",
        ),
        pytest.param(
            "FROM golang AS a\nRUN go build -o /m .\nFROM ubuntu\nRUN go build -o /n .\nCOPY --from=a /m /m\n",
            ("fail", 3),
            id="the worst stage of one language",
        ),
        pytest.param(
            "FROM golang\nRUN go build -o /m .\nRUN npm ci\n", ("fail", 1), id="the second language of a stage"
        ),
        pytest.param("FROM ubuntu\nRUN go build -o /m .\nRUN go build -o /n .\n", ("fail", 1), id="one language, once"),
        pytest.param(
            'FROM golang AS build\nRUN make\nFROM scratch\nCOPY --from=build /m /m\nENTRYPOINT ["/m"]\n',
            ("pass", 1),
            id="a hidden build is of the component's language",
        ),
        pytest.param(
            'FROM ubuntu AS build\nRUN make\nFROM python\nCOPY --from=build /m /m\nENTRYPOINT ["python", "/m"]\n',
            ("fail", 1),
            id="a hidden build of Python on ubuntu",
        ),
    ],
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF201", text) == expected


def test_pass_shows_image_and_command() -> None:
    assert in_short("KF201", compiled("golang:1.26")) == (
        "pass: golang:1.26 is the official image of go",
        "2: FROM golang:1.26",
        "3: go build -o /m .",
    )


def test_partial_names_the_vendor() -> None:
    image = "registry.access.redhat.com/ubi9/go-toolset:1.24"
    assert in_short("KF201", compiled(image)) == (
        f"partial: {image} is a vendor's build image of go",
        f"2: FROM {image}",
        "3: go build -o /m .",
        f"-> {STEP}",
    )


def test_fail_says_what_to_build_with() -> None:
    assert in_short("KF201", compiled("ubuntu:24.04")) == (
        "fail: ubuntu:24.04 is not the official image of go",
        "2: FROM ubuntu:24.04",
        "3: go build -o /m .",
        f"-> {STEP}",
    )


def test_unknown_shows_what_nobody_decides() -> None:
    assert in_short("KF201", compiled("${GIVEN}")) == (
        "unknown: nobody decides the image ?",
        "2: FROM ?",
        "3: go build -o /m .",
    )


def test_the_first_command_of_a_language_is_shown() -> None:
    said = judged("KF201", "FROM ubuntu\nRUN npm ci\nRUN npm run build\n").evidence
    assert said == (at(1, "FROM ubuntu"), at(2, "npm ci"))


def test_nothing_built_says_so() -> None:
    assert in_short("KF201", "FROM alpine\n") == ("not-applicable: nothing is built here",)
