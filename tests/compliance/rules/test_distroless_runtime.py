"""KF401: what ships stands on distroless."""

import pytest

from tests.judging import in_short, result

EXCEPTION = "Look for a distroless or equivalent image that runs what this image runs, or ask for an exception."


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        pytest.param("gcr.io/distroless/static", "pass", id="distroless without a tag"),
        pytest.param("gcr.io/distroless/static:nonroot", "pass", id="distroless without root"),
        pytest.param("gcr.io/distroless/nodejs24-debian13:latest", "pass", id="distroless for node"),
        pytest.param(f"gcr.io/distroless/base@sha256:{'1' * 64}", "pass", id="distroless by digest"),
        pytest.param("GCR.IO/distroless/static", "pass", id="a registry's name ignores case"),
        pytest.param("scratch", "pass", id="scratch"),
        pytest.param("cgr.dev/chainguard/static:latest", "pass", id="chainguard"),
        pytest.param("registry.access.redhat.com/ubi9/ubi-micro:9.6", "pass", id="ubi-micro"),
        pytest.param("docker.io/ubuntu/python:3.12-24.04_chiselled", "pass", id="a chiselled ubuntu"),
        pytest.param("dhi.io/golang:1.26", "pass", id="a hardened image"),
        pytest.param("gcr.io/distroless/base:debug", "partial", id="a debug variant"),
        pytest.param("gcr.io/distroless/base-debian13:debug-nonroot", "partial", id="a debug variant without root"),
        pytest.param("gcr.io/distroless/base:debug-amd64", "partial", id="a debug variant of an architecture"),
        pytest.param("cgr.dev/chainguard/go:latest-dev", "fail", id="chainguard with a shell"),
        pytest.param("dhi.io/golang:1.26-dev", "fail", id="a hardened image with a shell"),
        pytest.param("alpine:3.23", "fail", id="alpine"),
        pytest.param("busybox", "fail", id="busybox"),
        pytest.param("registry.access.redhat.com/ubi9/ubi-minimal", "fail", id="ubi-minimal has microdnf"),
        pytest.param("registry.access.redhat.com/ubi9/ubi", "fail", id="ubi"),
        pytest.param("python:3.13-slim", "fail", id="slim"),
        pytest.param("python:3.13", "fail", id="full"),
        pytest.param("nginx:alpine", "fail", id="nginx"),
        pytest.param("example.org/thing:1-alpine", "fail", id="alpine by its tag"),
        pytest.param("example.org/thing:1-slim", "fail", id="slim by its tag"),
        pytest.param("gcr.io/google.com/cloudsdktool/google-cloud-cli:alpine", "fail", id="google contains go"),
        pytest.param("example.org/distroless/static", "unknown", id="a copy of distroless that nobody lists"),
        pytest.param("example.org/thing:1", "unknown", id="an image that matches nothing"),
        pytest.param("${BASE}", "unknown", id="an image that nobody decides"),
        pytest.param("<ubuntu>", "unknown", id="a placeholder"),
    ],
)
def test_tiers(image: str, verdict: str) -> None:
    assert result("KF401", f"FROM {image}\n") == (verdict, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("FROM alpine AS a\nFROM a AS b\nFROM b\n", ("fail", 1), id="the root of the alias chain counts"),
        pytest.param("FROM ubuntu AS build\nFROM scratch\n", ("pass", 2), id="the build stage does not"),
        pytest.param("FROM scratch AS artifacts\nFROM alpine\n", ("fail", 2), id="scratch in the middle does not"),
        pytest.param("ARG B=alpine\nFROM $B\n", ("fail", 2), id="a build argument with a default"),
        pytest.param("ARG B=gcr.io/distroless/cc\nFROM ${B:-alpine}\n", ("pass", 2), id="a default that is not needed"),
        pytest.param('FROM "ubuntu:bionic"\n', ("fail", 1), id="a quoted image"),
        pytest.param("From --platform=$BUILDPLATFORM scratch as x\n", ("pass", 1), id="a platform and small letters"),
        pytest.param("\n# syntax\nFROM \\\n alpine\n", ("fail", 3), id="a FROM on two lines"),
        pytest.param("ARG B=alpine\r\nFROM $B\r\n", ("fail", 2), id="line ends of Windows"),
        pytest.param("FROM example.org/a\nRUN echo\n", ("fail", 1), id="a shell works in it"),
        pytest.param("FROM example.org/a\nRUN apt-get update\n", ("fail", 1), id="a package manager works in it"),
        pytest.param("FROM example.org/a AS a\nRUN echo\nFROM a\n", ("fail", 1), id="a shell works in the stage below"),
        pytest.param('FROM example.org/a\nRUN ["/app", "init"]\n', ("unknown", 1), id="exec form needs no shell"),
        pytest.param('FROM example.org/a\nUSER 1\nRUN ["/app", "init"]\n', ("unknown", 1), id="wherever it stands"),
        pytest.param('FROM example.org/a\nRUN ["sh", "-c", "x"]\n', ("fail", 1), id="exec form of a shell shows one"),
        pytest.param('FROM example.org/a\nRUN ["apk", "add", "x"]\n', ("fail", 1), id="a package manager in exec form"),
        pytest.param(
            'FROM example.org/a\nRUN ["/app", "init"]\nRUN echo\n', ("fail", 1), id="a shell after an exec form"
        ),
        pytest.param("FROM alpine AS b\nRUN ls\nFROM example.org/a\n", ("unknown", 3), id="a shell in another stage"),
        pytest.param("FROM ${BASE}\nRUN apt-get update\n", ("fail", 1), id="a package manager in what nobody decides"),
    ],
)
def test_final_base(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF401", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "FROM gcr.io/distroless/static:nonroot\n",
            ("pass: gcr.io/distroless/static:nonroot is distroless", "1: FROM gcr.io/distroless/static:nonroot"),
            id="distroless",
        ),
        pytest.param(
            "FROM scratch\n",
            ("pass: scratch is an equivalent of distroless", "1: FROM scratch"),
            id="an equivalent says so",
        ),
        pytest.param(
            "FROM gcr.io/distroless/cc:debug\n",
            (
                "partial: gcr.io/distroless/cc:debug is distroless with a debug shell",
                "1: FROM gcr.io/distroless/cc:debug",
                "-> Name the same image without the debug tag.",
            ),
            id="debug",
        ),
        pytest.param(
            'FROM alpine\nENTRYPOINT ["python"]\n',
            (
                "fail: alpine is a minimal image",
                "1: FROM alpine",
                "-> Ship on gcr.io/distroless/python3-debian13:nonroot.",
            ),
            id="the language says what to ship on",
        ),
        pytest.param(
            "FROM debian:13-slim\n",
            ("fail: debian:13-slim is a slim image", "1: FROM debian:13-slim", f"-> {EXCEPTION}"),
            id="no language, no advice",
        ),
        pytest.param(
            "FROM example.org/a\nRUN echo b\nRUN apk add c\n",
            ("fail: example.org/a has a shell", "1: FROM example.org/a", "2: echo b", f"-> {EXCEPTION}"),
            id="a shell",
        ),
        pytest.param(
            "FROM example.org/a\nRUN apk add c\n",
            ("fail: example.org/a has a package manager", "1: FROM example.org/a", "2: apk add c", f"-> {EXCEPTION}"),
            id="a package manager",
        ),
        pytest.param(
            "FROM example.org/a\n",
            ("unknown: what example.org/a holds is not known", "1: FROM example.org/a"),
            id="nothing is known",
        ),
        pytest.param(
            "FROM ${BASE}\n", ("unknown: nobody decides the base image ?", "1: FROM ?"), id="nothing is decided"
        ),
    ],
)
def test_whole_verdicts(text: str, expected: tuple[str, ...]) -> None:
    assert in_short("KF401", text) == expected
