"""KF201: who builds, builds with the language's official image."""

from tests.cases import cases
from tests.judging import at, in_short, judged, result

STEP = "Build with Docker's official image of go."


def compiled(image: str, command: str = "go build -o /m .") -> str:
    return f"ARG GIVEN\nFROM {image} AS build\nRUN {command}\nFROM scratch\nCOPY --from=build /m /m\n"


@cases(
    "image, verdict",
    {
        "the bare name": ("golang", "pass"),
        "a variant": ("golang:1.26-alpine", "pass"),
        "a digest": (f"golang@sha256:{'1' * 64}", "pass"),
        "a tag that nobody decides": ("golang:${GIVEN}", "pass"),
        "the full name": ("docker.io/library/golang:1.26", "pass"),
        "the registry alone": ("docker.io/golang:1.26", "pass"),
        "another name of the registry": ("index.docker.io/library/golang", "pass"),
        "a mirror": ("mirror.gcr.io/library/golang", "pass"),
        "a mirror with folders": ("public.ecr.aws/docker/library/golang", "pass"),
        "a mirror with a port": ("registry.local:5000/library/golang", "pass"),
        "a vendor's build image": ("registry.access.redhat.com/ubi9/go-toolset:1.24", "partial"),
        "a distribution": ("ubuntu", "fail"),
        "somebody's image of that name": ("example/golang", "fail"),
        "somebody's registry": ("quay.io/team/golang", "fail"),
        "google contains go": ("gcr.io/google.com/cloudsdktool/google-cloud-cli", "fail"),
        "the official image of another language": ("python", "fail"),
        "a vendor's image of another language": ("registry.access.redhat.com/ubi9/python-312", "fail"),
        "an image that nobody decides": ("${GIVEN}", "unknown"),
        "a name that nobody decides": ("registry.local/${GIVEN}", "unknown"),
    },
)
def test_images_of_go(image: str, verdict: str) -> None:
    assert result("KF201", compiled(image)) == (verdict, 2)


@cases(
    "image, command, verdict",
    {
        "python": ("python:3.13-slim", "pip install a", "pass"),
        "uv with python": ("ghcr.io/astral-sh/uv:python3.13-trixie", "uv sync", "partial"),
        "pip on ubuntu": ("ubuntu", "pip install a", "fail"),
        "node": ("node:24", "npm ci", "pass"),
        "a vendor's node": ("registry.access.redhat.com/ubi9/nodejs-22", "npm ci", "partial"),
        "rust": ("rust:1", "cargo build", "pass"),
        "maven for java": ("maven:3-eclipse-temurin-21", "mvn package", "pass"),
        "gradle for java": ("gradle:8", "gradle build", "pass"),
        "a JDK for java": ("eclipse-temurin:21", "./gradlew build", "pass"),
        "gcc": ("gcc:14", "gcc -o /m m.c", "pass"),
        "R": ("r-base:4.4.1", "Rscript -e 'install.packages(\"x\")'", "pass"),
    },
)
def test_images_of_other_languages(image: str, command: str, verdict: str) -> None:
    assert result("KF201", compiled(image, command)) == (verdict, 2)


@cases(
    "text, expected",
    {
        "nothing is built": ("FROM alpine\nRUN apk add git\n", ("not-applicable", None)),
        "a stage that nothing leads to is not judged": (
            "FROM ubuntu AS unused\nRUN go build\nFROM golang\nRUN go build -o /m .\n",
            ("pass", 3),
        ),
        "a stage is judged at the root of its alias chain": (
            "FROM golang AS a\nFROM a AS b\nRUN go build -o /m .\nFROM scratch\nCOPY --from=b /m /m\n",
            ("pass", 1),
        ),
        "the worst stage decides": (
            (
                "FROM golang AS a\nRUN go build -o /m .\nFROM ubuntu AS b\nRUN npm ci\nFROM scratch\n"
                "COPY --from=a /m /m\nCOPY --from=b /n /n\n"
            ),
            ("fail", 3),
        ),
        "the worst stage of one language": (
            "FROM golang AS a\nRUN go build -o /m .\nFROM ubuntu\nRUN go build -o /n .\nCOPY --from=a /m /m\n",
            ("fail", 3),
        ),
        "the second language of a stage": ("FROM golang\nRUN go build -o /m .\nRUN npm ci\n", ("fail", 1)),
        "one language, once": ("FROM ubuntu\nRUN go build -o /m .\nRUN go build -o /n .\n", ("fail", 1)),
        "a hidden build is of the component's language": (
            'FROM golang AS build\nRUN make\nFROM scratch\nCOPY --from=build /m /m\nENTRYPOINT ["/m"]\n',
            ("pass", 1),
        ),
        "a hidden build of Python on ubuntu": (
            'FROM ubuntu AS build\nRUN make\nFROM python\nCOPY --from=build /m /m\nENTRYPOINT ["python", "/m"]\n',
            ("fail", 1),
        ),
    },
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF201", text) == expected


def test_pass_shows_image_and_command() -> None:
    assert (
        in_short("KF201", compiled("golang:1.26"))
        == "pass: golang:1.26 is the official image of go | 2: FROM golang:1.26 | 3: go build -o /m ."
    )


def test_partial_names_the_vendor() -> None:
    image = "registry.access.redhat.com/ubi9/go-toolset:1.24"
    assert (
        in_short("KF201", compiled(image))
        == f"partial: {image} is a vendor's build image of go | 2: FROM {image} | 3: go build -o /m . | -> {STEP}"
    )


def test_fail_says_what_to_build_with() -> None:
    assert in_short("KF201", compiled("ubuntu:24.04")) == (
        f"fail: ubuntu:24.04 is not the official image of go | 2: FROM ubuntu:24.04 | 3: go build -o /m . | -> {STEP}"
    )


def test_unknown_shows_what_nobody_decides() -> None:
    assert (
        in_short("KF201", compiled("${GIVEN}"))
        == "unknown: nobody decides the image ? | 2: FROM ? | 3: go build -o /m ."
    )


def test_the_first_command_of_a_language_is_shown() -> None:
    said = judged("KF201", "FROM ubuntu\nRUN npm ci\nRUN npm run build\n").evidence
    assert said == (at(1, "FROM ubuntu"), at(2, "npm ci"))


def test_nothing_built_says_so() -> None:
    assert in_short("KF201", "FROM alpine\n") == "not-applicable: nothing is built here"
