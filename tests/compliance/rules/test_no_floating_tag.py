"""KF603: outside images name a version."""

from tests.cases import cases
from tests.judging import DIGEST, in_short, result

STEP = "Name a version in the tag."


@cases(
    "image, verdict",
    {
        "a number": ("a:1", "pass"),
        "a version in a tag": ("a:v1.2-rc", "pass"),
        "a version behind a port": ("registry:5000/a:1", "pass"),
        "a digest": (f"a@{DIGEST}", "pass"),
        "a digest beside latest": (f"a:latest@{DIGEST}", "pass"),
        "a codename": ("debian:bookworm-slim", "pass"),
        "another codename": ("ubuntu:noble", "pass"),
        "the repository names the release": ("registry.access.redhat.com/ubi9/ubi:stable", "pass"),
        "no tag": ("a", "fail"),
        "a port is not a tag": ("registry:5000/a", "fail"),
        "latest": ("a:latest", "fail"),
        "latest of a named release": ("registry.access.redhat.com/ubi9/ubi-minimal:latest", "fail"),
        "only distroless is exempt": ("cgr.dev/chainguard/static:latest", "fail"),
        "alpine": ("golang:alpine", "partial"),
        "slim": ("python:slim", "partial"),
        "stable": ("debian:stable", "partial"),
        "lts": ("node:lts", "partial"),
        "edge": ("alpine:edge", "partial"),
        "a branch": ("a:main", "partial"),
        "distroless with its release": ("gcr.io/distroless/base-debian12", "pass"),
        "latest of distroless with its release": ("gcr.io/distroless/base-debian12:latest", "pass"),
        "any tag of distroless": ("gcr.io/distroless/base-debian12:debug-nonroot", "pass"),
        "distroless without its release": ("gcr.io/distroless/static", "partial"),
        "nonroot is no release": ("gcr.io/distroless/static:nonroot", "partial"),
        "the language is no release": ("gcr.io/distroless/nodejs24:nonroot", "partial"),
        "a commit is no release": ("gcr.io/distroless/static:6d508f497fe7", "partial"),
        "an image that nobody decides": ("$BASE", "unknown"),
        "a tag that nobody decides": ("node:$VERSION", "unknown"),
        "a part of a tag that nobody decides": ("node:${VERSION}-slim", "unknown"),
        "a name that nobody decides with a version": ("$NAME:1.0", "pass"),
        "a name that nobody decides at its latest": ("$NAME:latest", "fail"),
    },
)
def test_tags(image: str, verdict: str) -> None:
    assert result("KF603", f"FROM {image}\n") == (verdict, 1)


@cases(
    "text, expected",
    {
        "scratch has no tag": ("FROM scratch\n", ("not-applicable", None)),
        "a stage that nothing leads to": ("FROM golang AS unused\nFROM a:1\n", ("pass", 2)),
        "an image that is copied from": ("FROM a:1\nCOPY --from=b /x /\n", ("fail", 2)),
        "an image that is mounted": ("FROM a:1\nRUN --mount=from=b,target=/b x\n", ("fail", 2)),
        "the worst image decides": ("FROM golang:alpine AS b\nFROM a:1\nCOPY --from=b /x /\n", ("partial", 1)),
        "an alias is no tag": ("FROM golang AS a\nFROM a AS b\nFROM b\n", ("fail", 1)),
    },
)
def test_which_images(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF603", text) == expected


@cases(
    "image, expected",
    {
        "a version": ("a:1", "pass: a:1 names a version | 1: FROM a:1"),
        "a digest": (f"a@{DIGEST}", f"pass: a@{DIGEST} has a digest | 1: FROM a@{DIGEST}"),
        "no tag": ("a", f"fail: a means latest | 1: FROM a | -> {STEP}"),
        "no version": ("a:slim", f"partial: a:slim names no version | 1: FROM a:slim | -> {STEP}"),
        "a variable": ("a:$V", "unknown: nobody decides the tag of a:? | 1: FROM a:?"),
        "distroless": (
            "gcr.io/distroless/cc",
            (
                "partial: gcr.io/distroless/cc names no release | 1: FROM gcr.io/distroless/cc | "
                "-> Name the release in the image: static-debian13."
            ),
        ),
        "distroless with its release": (
            "gcr.io/distroless/cc-debian13",
            "pass: gcr.io/distroless/cc-debian13 names the release | 1: FROM gcr.io/distroless/cc-debian13",
        ),
        "scratch": ("scratch", "not-applicable: only scratch: no tag"),
    },
)
def test_whole_verdicts(image: str, expected: str) -> None:
    assert in_short("KF603", f"FROM {image}\n") == expected
