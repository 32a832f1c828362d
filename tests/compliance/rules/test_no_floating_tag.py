"""KF603: outside images name a version."""

import pytest

from tests.judging import DIGEST, in_short, result

STEP = "Name a version in the tag."


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        pytest.param("a:1", "pass", id="a number"),
        pytest.param("a:v1.2-rc", "pass", id="a version in a tag"),
        pytest.param("registry:5000/a:1", "pass", id="a version behind a port"),
        pytest.param(f"a@{DIGEST}", "pass", id="a digest"),
        pytest.param(f"a:latest@{DIGEST}", "pass", id="a digest beside latest"),
        pytest.param("debian:bookworm-slim", "pass", id="a codename"),
        pytest.param("ubuntu:noble", "pass", id="another codename"),
        pytest.param("registry.access.redhat.com/ubi9/ubi:stable", "pass", id="the repository names the release"),
        pytest.param("a", "fail", id="no tag"),
        pytest.param("registry:5000/a", "fail", id="a port is not a tag"),
        pytest.param("a:latest", "fail", id="latest"),
        pytest.param("registry.access.redhat.com/ubi9/ubi-minimal:latest", "fail", id="latest of a named release"),
        pytest.param("cgr.dev/chainguard/static:latest", "fail", id="only distroless is exempt"),
        pytest.param("golang:alpine", "partial", id="alpine"),
        pytest.param("python:slim", "partial", id="slim"),
        pytest.param("debian:stable", "partial", id="stable"),
        pytest.param("node:lts", "partial", id="lts"),
        pytest.param("alpine:edge", "partial", id="edge"),
        pytest.param("a:main", "partial", id="a branch"),
        pytest.param("gcr.io/distroless/base-debian12", "pass", id="distroless with its release"),
        pytest.param("gcr.io/distroless/base-debian12:latest", "pass", id="latest of distroless with its release"),
        pytest.param("gcr.io/distroless/base-debian12:debug-nonroot", "pass", id="any tag of distroless"),
        pytest.param("gcr.io/distroless/static", "partial", id="distroless without its release"),
        pytest.param("gcr.io/distroless/static:nonroot", "partial", id="nonroot is no release"),
        pytest.param("gcr.io/distroless/nodejs24:nonroot", "partial", id="the language is no release"),
        pytest.param("gcr.io/distroless/static:6d508f497fe7", "partial", id="a commit is no release"),
        pytest.param("$BASE", "unknown", id="an image that nobody decides"),
        pytest.param("node:$VERSION", "unknown", id="a tag that nobody decides"),
        pytest.param("node:${VERSION}-slim", "unknown", id="a part of a tag that nobody decides"),
        pytest.param("$NAME:1.0", "pass", id="a name that nobody decides with a version"),
        pytest.param("$NAME:latest", "fail", id="a name that nobody decides at its latest"),
    ],
)
def test_tags(image: str, verdict: str) -> None:
    assert result("KF603", f"FROM {image}\n") == (verdict, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("FROM scratch\n", ("not-applicable", None), id="scratch has no tag"),
        pytest.param("FROM golang AS unused\nFROM a:1\n", ("pass", 2), id="a stage that nothing leads to"),
        pytest.param("FROM a:1\nCOPY --from=b /x /\n", ("fail", 2), id="an image that is copied from"),
        pytest.param("FROM a:1\nRUN --mount=from=b,target=/b x\n", ("fail", 2), id="an image that is mounted"),
        pytest.param(
            "FROM golang:alpine AS b\nFROM a:1\nCOPY --from=b /x /\n", ("partial", 1), id="the worst image decides"
        ),
        pytest.param("FROM golang AS a\nFROM a AS b\nFROM b\n", ("fail", 1), id="an alias is no tag"),
    ],
)
def test_which_images(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF603", text) == expected


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        pytest.param("a:1", ("pass: a:1 names a version", "1: FROM a:1"), id="a version"),
        pytest.param(f"a@{DIGEST}", (f"pass: a@{DIGEST} has a digest", f"1: FROM a@{DIGEST}"), id="a digest"),
        pytest.param("a", ("fail: a means latest", "1: FROM a", f"-> {STEP}"), id="no tag"),
        pytest.param("a:slim", ("partial: a:slim names no version", "1: FROM a:slim", f"-> {STEP}"), id="no version"),
        pytest.param("a:$V", ("unknown: nobody decides the tag of a:?", "1: FROM a:?"), id="a variable"),
        pytest.param(
            "gcr.io/distroless/cc",
            (
                "partial: gcr.io/distroless/cc names no release",
                "1: FROM gcr.io/distroless/cc",
                "-> Name the release in the image: static-debian13.",
            ),
            id="distroless",
        ),
        pytest.param(
            "gcr.io/distroless/cc-debian13",
            ("pass: gcr.io/distroless/cc-debian13 names the release", "1: FROM gcr.io/distroless/cc-debian13"),
            id="distroless with its release",
        ),
        pytest.param("scratch", ("not-applicable: only scratch: no tag",), id="scratch"),
    ],
)
def test_whole_verdicts(image: str, expected: tuple[str, ...]) -> None:
    assert in_short("KF603", f"FROM {image}\n") == expected
