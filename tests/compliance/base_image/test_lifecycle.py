"""From an image reference to tier, family, release and the end of its support."""

from datetime import date

from audit.compliance.base_image import image_pattern, lifecycle
from audit.model.runtime import Runtime
from audit.policy.lifecycle import Release
from tests import judging
from tests.cases import cases
from tests.judging import DIGEST, image

WHEN = date(2026, 11, 23)


def runtime(text: str, when: date = WHEN) -> Runtime:
    return lifecycle.runtime(image(text), judging.lifecycle(), when)


@cases(
    "text, name",
    {
        "a bare name": ("golang:1.26", "docker.io/library/golang"),
        "a name with a folder": ("team/app", "docker.io/team/app"),
        "the registry alone": ("docker.io/golang", "docker.io/library/golang"),
        "another name of the registry": ("index.docker.io/library/golang", "docker.io/library/golang"),
        "a mirror": ("mirror.gcr.io/library/golang", "docker.io/library/golang"),
        "a mirror with a folder": ("public.ecr.aws/docker/library/golang:1", "docker.io/library/golang"),
        "a mirror with a port": ("localhost:5000/library/golang", "docker.io/library/golang"),
        "a registry in capitals": ("GCR.IO/distroless/static", "gcr.io/distroless/static"),
        "a folder called library": ("example.org/library/team/golang", "example.org/library/team/golang"),
        "a folder that ends so": ("example.org/mylibrary/golang", "example.org/mylibrary/golang"),
        "scratch": ("scratch", "scratch"),
        "a name that nobody decides": ("$NAME:1", "?"),
        "a name of a known registry": ("gcr.io/$NAME", "gcr.io/?"),
    },
)
def test_full_name(text: str, name: str) -> None:
    assert image_pattern.canonical(image(text)) == name


@cases(
    "text, tier, family",
    {
        "scratch": ("scratch", "equivalent", "scratch"),
        "distroless": ("gcr.io/distroless/static", "distroless", "static"),
        "a release in the name": ("gcr.io/distroless/base-nossl-debian13:debug", "distroless", "base-nossl"),
        "a language's version": ("gcr.io/distroless/nodejs24-debian13", "distroless", "nodejs24"),
        "a digest alone": (f"gcr.io/distroless/cc@{DIGEST}", "distroless", "cc"),
        "chainguard": ("cgr.dev/chainguard/go:latest", "equivalent", "go"),
        "chainguard for builds": ("cgr.dev/chainguard/go:latest-dev", "minimal", "wolfi"),
        "ubi-micro": ("registry.access.redhat.com/ubi9/ubi-micro", "equivalent", "ubi-micro"),
        "ubi-micro by its old name": ("registry.redhat.io/ubi8-micro", "equivalent", "ubi-micro"),
        "a chiselled ubuntu": ("ubuntu/python:3.12-chiselled", "equivalent", "python"),
        "ubi-minimal": ("registry.access.redhat.com/ubi9/ubi-minimal", "minimal", "ubi-minimal"),
        "ubi": ("registry.access.redhat.com/ubi9/ubi", "full", "ubi"),
        "a variant on alpine": ("golang:1.26-alpine3.23", "minimal", "golang"),
        "a slim variant": ("golang:1.26-slim", "slim", "golang"),
        "no tag is the full variant": ("golang", "full", "golang"),
        "a port is not a tag": ("localhost:5000/library/golang:1.26", "full", "golang"),
        "alpine": ("alpine:3.23", "minimal", "alpine"),
        "a slim distribution": ("debian:13-slim", "slim", "debian"),
        "an official image on alpine": ("redis:7-alpine", "minimal", "redis"),
        "an official image": ("redis:7", "full", "redis"),
        "slim by its tag alone": ("example.org/a:1-slim", "slim", "a"),
        "alpine by its name alone": ("example.org/my-alpine:1", "minimal", "my-alpine"),
        "an image that nobody lists": ("example.org/base-debian12:1", "unknown", "base"),
        "a name without a number": ("example.org/base-debian:1", "unknown", "base-debian"),
        "a runtime for training": ("nvidia/cuda:12.2-base-ubuntu22.04", "full", "cuda"),
        "an image that nobody decides": ("$NAME", "unknown", "?"),
    },
)
def test_tier_and_family(text: str, tier: str, family: str) -> None:
    found = runtime(text)
    assert (found.tier, found.family) == (tier, family)


@cases(
    "text, release, supported, until",
    {
        "supported": ("debian:13", "debian 13", "yes", "2028-08-09"),
        "long-term support only": ("debian:12", "debian 12", "lts", "2026-07-12"),
        "past long-term support": ("debian:11", "debian 11", "no", "2024-08-14"),
        "the worst of two": ("python:3.13-slim-bookworm", "debian 12 python 3.13", "lts", "2026-07-12"),
        "the earliest end": ("python:3.10-slim-trixie", "debian 13 python 3.10", "no", "2026-10-31"),
        "no end is announced": ("golang:1.26", "go 1.26", "yes", ""),
        "distroless": ("gcr.io/distroless/static-debian13", "distroless debian13", "yes", ""),
        "its own dates": ("gcr.io/distroless/cc-debian12", "distroless debian12", "no", "2026-09-01"),
        "of python3": ("gcr.io/distroless/python3-debian12", "distroless debian12", "no", "2026-05-12"),
        "of java": ("gcr.io/distroless/java21-debian12", "distroless debian12", "no", "2026-02-27"),
        "of node and its version": (
            "gcr.io/distroless/nodejs20-debian12",
            "distroless debian12 distroless-nodejs 20",
            "no",
            "2026-02-27",
        ),
        "a version as tag": ("gcr.io/distroless/nodejs:16", "distroless-nodejs 16", "no", "2023-09-08"),
        "a number as tag of what has no versions": ("gcr.io/distroless/static:16", "", "?", ""),
        "static of 11": ("gcr.io/distroless/static-debian11", "distroless debian11", "no", "2024-06-01"),
        "others of 11": ("gcr.io/distroless/python3-debian11", "distroless debian11", "no", "2023-12-01"),
        "patches": ("node:16.20.2-alpine3.18", "alpine 3.18 node 16", "no", "2023-09-11"),
        "older than the oldest": ("alpine:3.9.4", "alpine 3.9", "no", "2023-11-01"),
        "the more exact release": ("python:2.7.18", "python 2.7", "no", "2020-01-01"),
        "a major version that has ended": ("python:2", "python 2", "no", "2020-01-01"),
        "a major version that has not": ("alpine:3", "", "?", ""),
        "a codename": ("ubuntu:noble", "ubuntu 24.04", "yes", "2029-05-31"),
        "vendor": ("registry.access.redhat.com/ubi9/go-toolset:1.25", "ubi 9 go 1.25", "no", "2026-08-19"),
        "a line that is not on record": ("rockylinux:9", "", "?", ""),
        "a codename of any image": ("example.org/a:bookworm", "debian 12", "lts", "2026-07-12"),
        "nothing named": ("alpine:latest", "", "?", ""),
        "scratch": ("scratch", "", "?", ""),
    },
)
def test_release(text: str, release: str, supported: str, until: str) -> None:
    found = runtime(text)
    assert (found.release, found.supported, found.supported_until) == (release, supported, until)


@cases(
    "text, user",
    {
        "no tag is latest": ("gcr.io/distroless/static", "0"),
        "a tag": ("gcr.io/distroless/static:nonroot", "65532"),
        "a tag beside a digest": (f"gcr.io/distroless/static:nonroot@{DIGEST}", "65532"),
        "a digest alone": (f"gcr.io/distroless/static@{DIGEST}", ""),
    },
)
def test_the_first_pattern_that_fits_counts(text: str, user: str) -> None:
    assert image_pattern.find(image(text), judging.lifecycle()).user == user


@cases(
    "day, supported",
    {
        "the last day of support is still supported": (date(2026, 7, 12), "yes"),
        "the day after begins long-term support": (date(2026, 7, 13), "lts"),
        "its last day is still in it": (date(2028, 6, 30), "lts"),
        "the day after that nothing is left": (date(2028, 7, 1), "no"),
    },
)
def test_boundary_days(day: date, supported: str) -> None:
    assert runtime("debian:12", day).supported == supported


def test_support_without_an_end() -> None:
    assert lifecycle.support(Release("go", "9"), date(9999, 12, 31)) == "yes"


def test_support_without_long_term_support() -> None:
    assert lifecycle.support(Release("go", "9", ends=date(2026, 1, 1)), date(2026, 1, 2)) == "no"


@cases(
    "text, day, release",
    {
        "the first day on record": ("gcr.io/distroless/static:nonroot", "2017-06-01", "distroless debian9"),
        "the last day of debian9": ("gcr.io/distroless/static:nonroot", "2021-04-03", "distroless debian9"),
        "the first day of debian10": ("gcr.io/distroless/base", "2021-04-04", "distroless debian10"),
        "the first day of debian11": ("gcr.io/distroless/cc", "2021-09-27", "distroless debian11"),
        "the first day of debian12": ("gcr.io/distroless/base-nossl", "2024-04-22", "distroless debian12"),
        "the last day of debian12": ("gcr.io/distroless/static", "2026-01-29", "distroless debian12"),
        "the first day of debian13": ("gcr.io/distroless/static", "2026-01-30", "distroless debian13"),
        "python3": ("gcr.io/distroless/python3", "2026-01-30", "distroless debian13"),
        "debian before trixie": ("debian:stable", "2025-08-08", "debian 12"),
        "debian since trixie": ("debian:stable", "2025-08-09", "debian 13"),
        "python before trixie": ("python:3.12-slim", "2025-08-11", "debian 12"),
        "python since trixie": ("python:3.12-slim", "2025-08-12", "debian 13"),
        "an image that is bookworm when others are trixie": ("node:22", "2026-11-23", "debian 12"),
        "its slim variant": ("node:22-slim", "2026-11-23", "debian 12"),
        "its patch level": ("node:22.9.0", "2026-11-23", "debian 12"),
        "its next line": ("node:26", "2026-11-23", "debian 13"),
        "a name for a line": ("node:lts", "2022-10-25", "debian 10"),
        "alpine by the image's own record": ("nginx:alpine", "2026-11-23", "alpine 3.24"),
        "alpine older than the oldest": ("node:12-alpine", "2019-12-19", "alpine 3.10"),
        "alpine by itself": ("alpine:3", "2025-12-02", "alpine 3.22"),
        "no tag": ("ubuntu", "2026-05-03", "ubuntu 24.04"),
        "a mirror": ("registry.local:5000/library/redis:7", "2022-05-01", "debian 11"),
    },
)
def test_what_a_name_meant(text: str, day: str, release: str) -> None:
    found = lifecycle.named_on(date.fromisoformat(day), image(text), judging.lifecycle())
    assert found is not None
    assert lifecycle.shown(found) == release


@cases(
    "text, day",
    {
        "before the first day on record": ("gcr.io/distroless/static", "2017-05-31"),
        "a family without an earlier record": ("gcr.io/distroless/python3", "2026-01-29"),
        "a family without any": ("gcr.io/distroless/other", "2026-11-23"),
        "before the image's first tag of that name": ("node:22", "2024-04-23"),
        "a tag that the image never had": ("node:23.99", "2026-11-23"),
        "a digest alone": (f"node@sha256:{'1' * 64}", "2026-11-23"),
        "an image that nobody lists": ("example.org/a", "2026-11-23"),
    },
)
def test_what_is_not_on_record(text: str, day: str) -> None:
    assert lifecycle.named_on(date.fromisoformat(day), image(text), judging.lifecycle()) is None


@cases(
    "text, unrecorded",
    {
        "a release that is not on record": ("alpine:3.99", True),
        "a language's version that is not": ("golang:1.99-alpine", True),
        "one that is": ("alpine:3.23", False),
        "the beginning of one that is": ("alpine:3", False),
        "the beginning of some": ("python:3", False),
        "one older than the oldest": ("alpine:3.9", False),
        "no version": ("alpine:edge", False),
        "a codename": ("debian:trixie", False),
        "an image without a line": ("redis:7", False),
        "a line without numbers": ("gcr.io/distroless/static:99", False),
    },
)
def test_unrecorded(text: str, unrecorded: bool) -> None:  # noqa: FBT001 - a table of answers
    assert lifecycle.is_unrecorded(image(text), judging.lifecycle()) is unrecorded
