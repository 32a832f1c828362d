"""KF401: what ships stands on distroless."""

from tests.cases import cases
from tests.judging import in_short, result

EXCEPTION = "Look for a distroless or equivalent image that runs what this image runs, or ask for an exception."


@cases(
    "image, verdict",
    {
        "distroless without a tag": ("gcr.io/distroless/static", "pass"),
        "distroless without root": ("gcr.io/distroless/static:nonroot", "pass"),
        "distroless for node": ("gcr.io/distroless/nodejs24-debian13:latest", "pass"),
        "distroless by digest": (f"gcr.io/distroless/base@sha256:{'1' * 64}", "pass"),
        "a registry's name ignores case": ("GCR.IO/distroless/static", "pass"),
        "scratch": ("scratch", "pass"),
        "chainguard": ("cgr.dev/chainguard/static:latest", "pass"),
        "ubi-micro": ("registry.access.redhat.com/ubi9/ubi-micro:9.6", "pass"),
        "a chiselled ubuntu": ("docker.io/ubuntu/python:3.12-24.04_chiselled", "pass"),
        "a hardened image": ("dhi.io/python:3.13", "pass"),
        "a debug variant": ("gcr.io/distroless/base:debug", "partial"),
        "a debug variant without root": ("gcr.io/distroless/base-debian13:debug-nonroot", "partial"),
        "a debug variant of an architecture": ("gcr.io/distroless/base:debug-amd64", "partial"),
        "chainguard with a shell": ("cgr.dev/chainguard/go:latest-dev", "fail"),
        "a hardened image with a shell": ("dhi.io/golang:1.26-dev", "fail"),
        "alpine": ("alpine:3.23", "fail"),
        "busybox": ("busybox", "fail"),
        "ubi-minimal has microdnf": ("registry.access.redhat.com/ubi9/ubi-minimal", "fail"),
        "ubi": ("registry.access.redhat.com/ubi9/ubi", "fail"),
        "slim": ("python:3.13-slim", "fail"),
        "full": ("python:3.13", "fail"),
        "nginx": ("nginx:alpine", "fail"),
        "alpine by its tag": ("example.org/thing:1-alpine", "fail"),
        "slim by its tag": ("example.org/thing:1-slim", "fail"),
        "google contains go": ("gcr.io/google.com/cloudsdktool/google-cloud-cli:alpine", "fail"),
        "a copy of distroless that nobody lists": ("example.org/distroless/static", "unknown"),
        "an image that matches nothing": ("example.org/thing:1", "unknown"),
        "an image that nobody decides": ("${BASE}", "unknown"),
        "a placeholder": ("<ubuntu>", "unknown"),
    },
)
def test_tiers(image: str, verdict: str) -> None:
    assert result("KF401", f"FROM {image}\n") == (verdict, 1)


@cases(
    "text, expected",
    {
        "the root of the alias chain counts": ("FROM alpine AS a\nFROM a AS b\nFROM b\n", ("fail", 1)),
        "the build stage does not": ("FROM ubuntu AS build\nFROM scratch\n", ("pass", 2)),
        "scratch in the middle does not": ("FROM scratch AS artifacts\nFROM alpine\n", ("fail", 2)),
        "a build argument with a default": ("ARG B=alpine\nFROM $B\n", ("fail", 2)),
        "a default that is not needed": ("ARG B=gcr.io/distroless/cc\nFROM ${B:-alpine}\n", ("pass", 2)),
        "a quoted image": ('FROM "ubuntu:bionic"\n', ("fail", 1)),
        "a platform and small letters": ("From --platform=$BUILDPLATFORM scratch as x\n", ("pass", 1)),
        "a FROM on two lines": ("\n# syntax\nFROM \\\n alpine\n", ("fail", 3)),
        "line ends of Windows": ("ARG B=alpine\r\nFROM $B\r\n", ("fail", 2)),
        "a shell works in it": ("FROM example.org/a\nRUN echo\n", ("fail", 1)),
        "a package manager works in it": ("FROM example.org/a\nRUN apt-get update\n", ("fail", 1)),
        "a shell works in the stage below": ("FROM example.org/a AS a\nRUN echo\nFROM a\n", ("fail", 1)),
        "exec form needs no shell": ('FROM example.org/a\nRUN ["/app", "init"]\n', ("unknown", 1)),
        "wherever it stands": ('FROM example.org/a\nUSER 1\nRUN ["/app", "init"]\n', ("unknown", 1)),
        "exec form of a shell shows one": ('FROM example.org/a\nRUN ["sh", "-c", "x"]\n', ("fail", 1)),
        "a package manager in exec form": ('FROM example.org/a\nRUN ["apk", "add", "x"]\n', ("fail", 1)),
        "a shell after an exec form": ('FROM example.org/a\nRUN ["/app", "init"]\nRUN echo\n', ("fail", 1)),
        "a shell in another stage": ("FROM alpine AS b\nRUN ls\nFROM example.org/a\n", ("unknown", 3)),
        "a package manager in what nobody decides": ("FROM ${BASE}\nRUN apt-get update\n", ("fail", 1)),
    },
)
def test_final_base(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF401", text) == expected


@cases(
    "text, expected",
    {
        "distroless": (
            "FROM gcr.io/distroless/static:nonroot\n",
            "pass: gcr.io/distroless/static:nonroot is distroless | 1: FROM gcr.io/distroless/static:nonroot",
        ),
        "an equivalent says so": ("FROM scratch\n", "pass: scratch is an equivalent of distroless | 1: FROM scratch"),
        "debug": (
            "FROM gcr.io/distroless/cc:debug\n",
            (
                "partial: gcr.io/distroless/cc:debug is distroless with a debug shell | "
                "1: FROM gcr.io/distroless/cc:debug | -> Name the same image without the debug tag."
            ),
        ),
        "the language says what to ship on": (
            'FROM alpine\nENTRYPOINT ["python"]\n',
            "fail: alpine is a minimal image | 1: FROM alpine | -> Ship on gcr.io/distroless/python3-debian13:nonroot.",
        ),
        "no language, no advice": (
            "FROM debian:13-slim\n",
            f"fail: debian:13-slim is a slim image | 1: FROM debian:13-slim | -> {EXCEPTION}",
        ),
        "a shell": (
            "FROM example.org/a\nRUN echo b\nRUN apk add c\n",
            f"fail: example.org/a has a shell | 1: FROM example.org/a | 2: echo b | -> {EXCEPTION}",
        ),
        "a package manager": (
            "FROM example.org/a\nRUN apk add c\n",
            f"fail: example.org/a has a package manager | 1: FROM example.org/a | 2: apk add c | -> {EXCEPTION}",
        ),
        "nothing is known": (
            "FROM example.org/a\n",
            "unknown: what example.org/a holds is not known | 1: FROM example.org/a",
        ),
        "nothing is decided": ("FROM ${BASE}\n", "unknown: nobody decides the base image ? | 1: FROM ?"),
    },
)
def test_whole_verdicts(text: str, expected: str) -> None:
    assert in_short("KF401", text) == expected
