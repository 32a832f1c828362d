"""KF404: every line that the final base names is supported on the run's date."""

from tests.cases import cases
from tests.judging import DIGEST, in_short, judged, result

NOT_ON_RECORD = "floating: the name tells no release of the distribution, and what it means is not on record"


@cases(
    "image, verdict",
    {
        "a supported distribution": ("debian:13", "pass"),
        "a codename": ("debian:trixie-20260801-slim", "pass"),
        "a point release": ("debian:13.1", "pass"),
        "a supported language on a supported distribution": ("python:3.13-slim-trixie", "pass"),
        "a version within a word of the tag": ("node:22-alpine3.23", "pass"),
        "the repository names the release": ("registry.access.redhat.com/ubi9/ubi-minimal:latest", "pass"),
        "an older one that is supported": ("registry.access.redhat.com/ubi8/ubi", "pass"),
        "distroless with its release": ("gcr.io/distroless/static-debian13", "pass"),
        "a distribution within a tag": ("nvidia/cuda:12.2.0-base-ubuntu22.04", "pass"),
        "a mirror with a port": ("registry.local:5000/library/alpine:3.23.2", "pass"),
        "a digest beside the version": (f"alpine:3.23@{DIGEST}", "pass"),
        "long-term support only": ("debian:12", "partial"),
        "long-term support below a supported language": ("python:3.13-slim-bookworm", "partial"),
        "distroless without its release": ("gcr.io/distroless/static:nonroot", "partial"),
        "a release that moves": ("debian:stable", "partial"),
        "a release without a number": ("alpine:edge", "partial"),
        "a major version is no release and none that has ended": ("alpine:3", "partial"),
        "an application on some alpine": ("nginx:alpine", "partial"),
        "the application's version is not the distribution's": ("nginx:1.27-alpine", "partial"),
        "a supported language on some debian": ("python:3.12-slim", "partial"),
        "a language's major version": ("golang:1", "partial"),
        "a language's version that is not on record yet": ("golang:1.99", "partial"),
        "no tag": ("ubuntu", "partial"),
        "a digest alone": (f"alpine@{DIGEST}", "partial"),
        "a commit is no release": (f"gcr.io/distroless/static:{'6d508f49' * 5}", "partial"),
        "a tag that nobody decides may name a release": ("node:${VERSION}-slim", "unknown"),
        "the release of alpine would follow its name": ("node:${VERSION}-alpine", "partial"),
        "a release that nobody decides": ("debian:${VERSION}", "unknown"),
        "a registry that nobody decides": ("${REGISTRY}alpine:3.20", "unknown"),
        "a version that nobody decides whole": ("golang:1.2${MINOR}", "unknown"),
        "a vendor's alpine": ("gcr.io/google.com/cloudsdktool/google-cloud-cli:alpine", "partial"),
        "past long-term support": ("debian:11", "fail"),
        "the oldest on record": ("debian:7", "fail"),
        "an old codename": ("debian:wheezy", "fail"),
        "older than the oldest on record": ("debian:6", "fail"),
        "an ended distribution": ("alpine:3.15", "fail"),
        "3.7 is older than 3.15": ("alpine:3.7", "fail"),
        "an older major version": ("alpine:2", "fail"),
        "an ended release between two that are not": ("ubuntu:23.10", "fail"),
        "an ended language on a supported distribution": ("python:3.10-slim-trixie", "fail"),
        "a supported language on an ended distribution": ("python:3.13-slim-buster", "fail"),
        "an ended language on some distribution": ("node:16-alpine", "fail"),
        "an ended line between two that are not": ("node:21-alpine3.23", "fail"),
        "a language older than the oldest on record": ("golang:1.8", "fail"),
        "a major version that has ended whole": ("python:2", "fail"),
        "distroless has its own dates": ("gcr.io/distroless/static-debian12", "fail"),
        "a language of distroless that has ended": ("gcr.io/distroless/nodejs20-debian13", "fail"),
        "a language of distroless named by the tag": ("gcr.io/distroless/nodejs:16", "fail"),
        "the same of a debug variant": ("gcr.io/distroless/nodejs:18-debug", "fail"),
        "an ended ubi": ("registry.access.redhat.com/ubi7/ubi", "fail"),
        "an old centos": ("centos:6", "fail"),
        "an ended distribution within a tag": ("nvidia/cuda:11.4-base-ubuntu18.04", "fail"),
        "a family without a line": ("envoyproxy/envoy:v1.39.0", "unknown"),
        "an official image by its own record": ("redis:7", "partial"),
        "an official image that is not on record": ("rockylinux:9", "unknown"),
        "an equivalent without releases": ("cgr.dev/chainguard/static", "unknown"),
        "a release that is not on record yet": ("alpine:3.99", "unknown"),
        "an image that nobody decides": ("${BASE}", "unknown"),
    },
)
def test_names(image: str, verdict: str) -> None:
    assert result("KF404", f"FROM {image}\n") == (verdict, 1)


def test_scratch_has_none() -> None:
    assert in_short("KF404", "FROM scratch\n") == "not-applicable: scratch has no release"


@cases(
    "image, when, verdict",
    {
        "the last day of support": ("alpine:3.22", "2027-05-01", "pass"),
        "the day after": ("alpine:3.22", "2027-05-02", "fail"),
        "the last day of security support": ("debian:12", "2026-07-12", "pass"),
        "the first day of long-term support": ("debian:12", "2026-07-13", "partial"),
        "the last day of long-term support": ("debian:12", "2028-06-30", "partial"),
        "the day after long-term support": ("debian:12", "2028-07-01", "fail"),
        "the last day of distroless": ("gcr.io/distroless/cc-debian12", "2026-09-01", "pass"),
        "the day after distroless": ("gcr.io/distroless/cc-debian12", "2026-09-02", "fail"),
        "python3 ended before": ("gcr.io/distroless/python3-debian12", "2026-05-13", "fail"),
        "java ended before that": ("gcr.io/distroless/java21-debian12", "2026-02-28", "fail"),
    },
)
def test_last_day(image: str, when: str, verdict: str) -> None:
    assert result("KF404", f"FROM {image}\n", when=when) == (verdict, 1)


@cases(
    "image, committed, message",
    {
        "the same then as today": (
            "gcr.io/distroless/static:nonroot",
            "2026-01-30",
            "it meant distroless debian13 on 2026-01-30, which is supported; a rebuild gives the same",
        ),
        "another release then": (
            "gcr.io/distroless/static:nonroot",
            "2026-01-29",
            "it meant distroless debian12 on 2026-01-29, which has ended; a rebuild gives distroless debian13",
        ),
        "long ago": (
            "gcr.io/distroless/base",
            "2021-04-03",
            "it meant distroless debian9 on 2021-04-03, which has ended; a rebuild gives distroless debian13",
        ),
        "what is in long-term support today": (
            "python:3.12-slim",
            "2025-08-11",
            "it meant debian 12 on 2025-08-11, which only its long-term team supports; a rebuild gives debian 13",
        ),
        "not on record then": (
            "gcr.io/distroless/python3",
            "2025-01-01",
            "what it meant on 2025-01-01 is not on record; a rebuild gives distroless debian13",
        ),
    },
)
def test_floating_says_what_it_meant(image: str, committed: str, message: str) -> None:
    found = judged("KF404", f"FROM {image}\n", committed=committed)
    assert (found.result, found.message) == ("partial", f"floating: {message}")


def test_floating_without_a_record() -> None:
    assert (
        in_short("KF404", "FROM gcr.io/x/google-cloud-cli:alpine\n")
        == f"partial: {NOT_ON_RECORD} | 1: FROM gcr.io/x/google-cloud-cli:alpine | -> Name a supported release."
    )


def test_a_digest_of_days_without_time_zone_names() -> None:
    text = f"FROM gcr.io/distroless/python3-debian13@{DIGEST}\n"
    trap = "digests of debian13 from 2025-10 to 2026-02-26 have no legacy time zone names (US/Pacific)"
    said = "pass: distroless debian13 is supported | 1: FROM gcr.io/distroless/python3-debian13@" + DIGEST
    assert in_short("KF404", text, committed="2026-02-26") == f"{said} | 1: {trap}"
    assert in_short("KF404", text, committed="2026-02-27") == said


@cases(
    "text, expected",
    {
        "one line": ("FROM alpine:3.23\n", "pass: alpine 3.23 is supported | 1: FROM alpine:3.23"),
        "two lines, at the root of the alias chain": (
            "FROM golang AS a\nFROM node:24-alpine3.23 AS b\nFROM b\n",
            "pass: alpine 3.23 and node 24 are supported | 2: FROM node:24-alpine3.23",
        ),
        "an end": (
            "FROM node:20-trixie\n",
            (
                "fail: node 20 ended on 2026-04-30 | 1: FROM node:20-trixie | "
                "-> Name a supported release. | ended 2026-04-30"
            ),
        ),
        "older than the oldest": (
            "FROM alpine:3.14\n",
            (
                "fail: alpine 3.14 is older than the oldest on record, which ended on 2023-11-01 | "
                "1: FROM alpine:3.14 | -> Name a supported release. | ended 2023-11-01"
            ),
        ),
        "long-term support": (
            "FROM debian:12\n",
            (
                "partial: LTS only: security support of debian 12 ended on 2026-07-12 | 1: FROM debian:12 | "
                "-> Name a supported release. | ended 2026-07-12"
            ),
        ),
        "not on record": (
            "FROM alpine:3.99\n",
            "unknown: the release that alpine:3.99 names is not on record | 1: FROM alpine:3.99",
        ),
        "no line": (
            "FROM example.org/a:1\n",
            "unknown: no line of releases is known for example.org/a:1 | 1: FROM example.org/a:1",
        ),
        "not decided": ("FROM ${BASE}\n", "unknown: nobody decides the base image ? | 1: FROM ?"),
    },
)
def test_whole_verdicts(text: str, expected: str) -> None:
    assert in_short("KF404", text) == expected
