"""KF404: every line that the final base names is supported on the run's date."""

import pytest

from tests.judging import DIGEST, in_short, judged, result

NOT_ON_RECORD = "floating: the name tells no release of the distribution, and what it means is not on record"


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        pytest.param("debian:13", "pass", id="a supported distribution"),
        pytest.param("debian:trixie-20260801-slim", "pass", id="a codename"),
        pytest.param("debian:13.1", "pass", id="a point release"),
        pytest.param("python:3.13-slim-trixie", "pass", id="a supported language on a supported distribution"),
        pytest.param("node:22-alpine3.23", "pass", id="a version within a word of the tag"),
        pytest.param(
            "registry.access.redhat.com/ubi9/ubi-minimal:latest", "pass", id="the repository names the release"
        ),
        pytest.param("registry.access.redhat.com/ubi8/ubi", "pass", id="an older one that is supported"),
        pytest.param("gcr.io/distroless/static-debian13", "pass", id="distroless with its release"),
        pytest.param("nvidia/cuda:12.2.0-base-ubuntu22.04", "pass", id="a distribution within a tag"),
        pytest.param("registry.local:5000/library/alpine:3.23.2", "pass", id="a mirror with a port"),
        pytest.param(f"alpine:3.23@{DIGEST}", "pass", id="a digest beside the version"),
        pytest.param("debian:12", "partial", id="long-term support only"),
        pytest.param("python:3.13-slim-bookworm", "partial", id="long-term support below a supported language"),
        pytest.param("gcr.io/distroless/static:nonroot", "partial", id="distroless without its release"),
        pytest.param("debian:stable", "partial", id="a release that moves"),
        pytest.param("alpine:edge", "partial", id="a release without a number"),
        pytest.param("alpine:3", "partial", id="a major version is no release and none that has ended"),
        pytest.param("nginx:alpine", "partial", id="an application on some alpine"),
        pytest.param("nginx:1.27-alpine", "partial", id="the application's version is not the distribution's"),
        pytest.param("python:3.12-slim", "partial", id="a supported language on some debian"),
        pytest.param("golang:1", "partial", id="a language's major version"),
        pytest.param("golang:1.99", "partial", id="a language's version that is not on record yet"),
        pytest.param("ubuntu", "partial", id="no tag"),
        pytest.param(f"alpine@{DIGEST}", "partial", id="a digest alone"),
        pytest.param(f"gcr.io/distroless/static:{'6d508f49' * 5}", "partial", id="a commit is no release"),
        pytest.param("node:${VERSION}-slim", "partial", id="a tag that nobody decides names no release"),
        pytest.param("gcr.io/google.com/cloudsdktool/google-cloud-cli:alpine", "partial", id="a vendor's alpine"),
        pytest.param("debian:11", "fail", id="past long-term support"),
        pytest.param("debian:7", "fail", id="the oldest on record"),
        pytest.param("debian:wheezy", "fail", id="an old codename"),
        pytest.param("debian:6", "fail", id="older than the oldest on record"),
        pytest.param("alpine:3.15", "fail", id="an ended distribution"),
        pytest.param("alpine:3.7", "fail", id="3.7 is older than 3.15"),
        pytest.param("alpine:2", "fail", id="an older major version"),
        pytest.param("ubuntu:23.10", "fail", id="an ended release between two that are not"),
        pytest.param("python:3.10-slim-trixie", "fail", id="an ended language on a supported distribution"),
        pytest.param("python:3.13-slim-buster", "fail", id="a supported language on an ended distribution"),
        pytest.param("node:16-alpine", "fail", id="an ended language on some distribution"),
        pytest.param("node:21-alpine3.23", "fail", id="an ended line between two that are not"),
        pytest.param("golang:1.8", "fail", id="a language older than the oldest on record"),
        pytest.param("python:2", "fail", id="a major version that has ended whole"),
        pytest.param("gcr.io/distroless/static-debian12", "fail", id="distroless has its own dates"),
        pytest.param("gcr.io/distroless/nodejs20-debian13", "fail", id="a language of distroless that has ended"),
        pytest.param("gcr.io/distroless/nodejs:16", "fail", id="a language of distroless named by the tag"),
        pytest.param("gcr.io/distroless/nodejs:18-debug", "fail", id="the same of a debug variant"),
        pytest.param("registry.access.redhat.com/ubi7/ubi", "fail", id="an ended ubi"),
        pytest.param("centos:6", "fail", id="an old centos"),
        pytest.param("nvidia/cuda:11.4-base-ubuntu18.04", "fail", id="an ended distribution within a tag"),
        pytest.param("envoyproxy/envoy:v1.39.0", "unknown", id="a family without a line"),
        pytest.param("redis:7", "unknown", id="an official image of which nothing is known"),
        pytest.param("cgr.dev/chainguard/static", "unknown", id="an equivalent without releases"),
        pytest.param("alpine:3.99", "unknown", id="a release that is not on record yet"),
        pytest.param("${BASE}", "unknown", id="an image that nobody decides"),
    ],
)
def test_names(image: str, verdict: str) -> None:
    assert result("KF404", f"FROM {image}\n") == (verdict, 1)


def test_scratch_has_none() -> None:
    assert in_short("KF404", "FROM scratch\n") == ("not-applicable: scratch has no release",)


@pytest.mark.parametrize(
    ("image", "when", "verdict"),
    [
        pytest.param("alpine:3.22", "2027-05-01", "pass", id="the last day of support"),
        pytest.param("alpine:3.22", "2027-05-02", "fail", id="the day after"),
        pytest.param("debian:12", "2026-07-11", "pass", id="the last day of security support"),
        pytest.param("debian:12", "2026-07-12", "partial", id="the first day of long-term support"),
        pytest.param("debian:12", "2028-06-30", "partial", id="the last day of long-term support"),
        pytest.param("debian:12", "2028-07-01", "fail", id="the day after long-term support"),
        pytest.param("gcr.io/distroless/cc-debian12", "2026-09-01", "pass", id="the last day of distroless"),
        pytest.param("gcr.io/distroless/cc-debian12", "2026-09-02", "fail", id="the day after distroless"),
        pytest.param("gcr.io/distroless/python3-debian12", "2026-05-13", "fail", id="python3 ended before"),
        pytest.param("gcr.io/distroless/java21-debian12", "2026-02-28", "fail", id="java ended before that"),
    ],
)
def test_last_day(image: str, when: str, verdict: str) -> None:
    assert result("KF404", f"FROM {image}\n", when=when) == (verdict, 1)


@pytest.mark.parametrize(
    ("image", "committed", "message"),
    [
        pytest.param(
            "gcr.io/distroless/static:nonroot",
            "2026-01-30",
            "it meant distroless debian13 on 2026-01-30, which is supported; a rebuild gives the same",
            id="the same then as today",
        ),
        pytest.param(
            "gcr.io/distroless/static:nonroot",
            "2026-01-29",
            "it meant distroless debian12 on 2026-01-29, which has ended; a rebuild gives distroless debian13",
            id="another release then",
        ),
        pytest.param(
            "gcr.io/distroless/base",
            "2021-04-03",
            "it meant distroless debian9 on 2021-04-03, which has ended; a rebuild gives distroless debian13",
            id="long ago",
        ),
        pytest.param(
            "python:3.12-slim",
            "2025-08-11",
            "it meant debian 12 on 2025-08-11, which only its long-term team supports; a rebuild gives debian 13",
            id="what is in long-term support today",
        ),
        pytest.param(
            "gcr.io/distroless/python3",
            "2025-01-01",
            "what it meant on 2025-01-01 is not on record; a rebuild gives distroless debian13",
            id="not on record then",
        ),
    ],
)
def test_floating_says_what_it_meant(image: str, committed: str, message: str) -> None:
    found = judged("KF404", f"FROM {image}\n", committed=committed)
    assert (found.result, found.message) == ("partial", f"floating: {message}")


def test_floating_without_a_record() -> None:
    assert in_short("KF404", "FROM nginx:alpine\n") == (
        f"partial: {NOT_ON_RECORD}",
        "1: FROM nginx:alpine",
        "-> Name a supported release.",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("FROM alpine:3.23\n", ("pass: alpine 3.23 is supported", "1: FROM alpine:3.23"), id="one line"),
        pytest.param(
            "FROM golang AS a\nFROM node:24-alpine3.23 AS b\nFROM b\n",
            ("pass: alpine 3.23 and node 24 are supported", "2: FROM node:24-alpine3.23"),
            id="two lines, at the root of the alias chain",
        ),
        pytest.param(
            "FROM node:20-trixie\n",
            (
                "fail: node 20 ended on 2026-04-30",
                "1: FROM node:20-trixie",
                "-> Name a supported release, such as gcr.io/distroless/nodejs24-debian13:nonroot.",
                "ended 2026-04-30",
            ),
            id="an end",
        ),
        pytest.param(
            "FROM alpine:3.14\n",
            (
                "fail: alpine 3.14 is older than the oldest on record, which ended on 2023-11-01",
                "1: FROM alpine:3.14",
                "-> Name a supported release.",
                "ended 2023-11-01",
            ),
            id="older than the oldest",
        ),
        pytest.param(
            "FROM debian:12\n",
            (
                "partial: LTS only: security support of debian 12 ended on 2026-07-11",
                "1: FROM debian:12",
                "-> Name a supported release.",
                "ended 2026-07-11",
            ),
            id="long-term support",
        ),
        pytest.param(
            "FROM alpine:3.99\n",
            ("unknown: the release that alpine:3.99 names is not on record", "1: FROM alpine:3.99"),
            id="not on record",
        ),
        pytest.param(
            "FROM example.org/a:1\n",
            ("unknown: no line of releases is known for example.org/a:1", "1: FROM example.org/a:1"),
            id="no line",
        ),
        pytest.param("FROM ${BASE}\n", ("unknown: nobody decides the base image ?", "1: FROM ?"), id="not decided"),
    ],
)
def test_whole_verdicts(text: str, expected: tuple[str, ...]) -> None:
    assert in_short("KF404", text) == expected
