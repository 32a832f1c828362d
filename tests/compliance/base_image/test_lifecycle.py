"""From an image reference to tier, family, release and the end of its support."""

from datetime import date

import pytest

from audit.compliance.base_image import image_pattern, lifecycle
from audit.model.runtime import Runtime
from audit.policy.lifecycle import Release
from tests import judging
from tests.judging import DIGEST, image

WHEN = date(2026, 11, 23)


def runtime(text: str, when: date = WHEN) -> Runtime:
    return lifecycle.runtime(image(text), judging.lifecycle(), when)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("golang:1.26", "docker.io/library/golang", id="a bare name"),
        pytest.param("team/app", "docker.io/team/app", id="a name with a folder"),
        pytest.param("docker.io/golang", "docker.io/library/golang", id="the registry alone"),
        pytest.param("index.docker.io/library/golang", "docker.io/library/golang", id="another name of the registry"),
        pytest.param("mirror.gcr.io/library/golang", "docker.io/library/golang", id="a mirror"),
        pytest.param("public.ecr.aws/docker/library/golang:1", "docker.io/library/golang", id="a mirror with a folder"),
        pytest.param("localhost:5000/library/golang", "docker.io/library/golang", id="a mirror with a port"),
        pytest.param("GCR.IO/distroless/static", "gcr.io/distroless/static", id="a registry in capitals"),
        pytest.param(
            "example.org/library/team/golang", "example.org/library/team/golang", id="a folder called library"
        ),
        pytest.param("example.org/mylibrary/golang", "example.org/mylibrary/golang", id="a folder that ends so"),
        pytest.param("scratch", "scratch", id="scratch"),
        pytest.param("$NAME:1", "?", id="a name that nobody decides"),
        pytest.param("gcr.io/$NAME", "gcr.io/?", id="a name of a known registry"),
    ],
)
def test_full_name(text: str, name: str) -> None:
    assert image_pattern.canonical(image(text)) == name


@pytest.mark.parametrize(
    ("text", "tier", "family"),
    [
        pytest.param("scratch", "equivalent", "scratch", id="scratch"),
        pytest.param("gcr.io/distroless/static", "distroless", "static", id="distroless"),
        pytest.param(
            "gcr.io/distroless/base-nossl-debian13:debug", "distroless", "base-nossl", id="a release in the name"
        ),
        pytest.param("gcr.io/distroless/nodejs24-debian13", "distroless", "nodejs24", id="a language's version"),
        pytest.param(f"gcr.io/distroless/cc@{DIGEST}", "distroless", "cc", id="a digest alone"),
        pytest.param("cgr.dev/chainguard/go:latest", "equivalent", "go", id="chainguard"),
        pytest.param("cgr.dev/chainguard/go:latest-dev", "minimal", "wolfi", id="chainguard for builds"),
        pytest.param("registry.access.redhat.com/ubi9/ubi-micro", "equivalent", "ubi-micro", id="ubi-micro"),
        pytest.param("registry.redhat.io/ubi8-micro", "equivalent", "ubi-micro", id="ubi-micro by its old name"),
        pytest.param("ubuntu/python:3.12-chiselled", "equivalent", "python", id="a chiselled ubuntu"),
        pytest.param("registry.access.redhat.com/ubi9/ubi-minimal", "minimal", "ubi-minimal", id="ubi-minimal"),
        pytest.param("registry.access.redhat.com/ubi9/ubi", "full", "ubi", id="ubi"),
        pytest.param("golang:1.26-alpine3.23", "minimal", "golang", id="a variant on alpine"),
        pytest.param("golang:1.26-slim", "slim", "golang", id="a slim variant"),
        pytest.param("golang", "full", "golang", id="no tag is the full variant"),
        pytest.param("localhost:5000/library/golang:1.26", "full", "golang", id="a port is not a tag"),
        pytest.param("alpine:3.23", "minimal", "alpine", id="alpine"),
        pytest.param("debian:13-slim", "slim", "debian", id="a slim distribution"),
        pytest.param("redis:7-alpine", "minimal", "redis", id="an official image on alpine"),
        pytest.param("redis:7", "full", "redis", id="an official image"),
        pytest.param("example.org/a:1-slim", "slim", "a", id="slim by its tag alone"),
        pytest.param("example.org/my-alpine:1", "minimal", "my-alpine", id="alpine by its name alone"),
        pytest.param("example.org/base-debian12:1", "unknown", "base", id="an image that nobody lists"),
        pytest.param("example.org/base-debian:1", "unknown", "base-debian", id="a name without a number"),
        pytest.param("nvidia/cuda:12.2-base-ubuntu22.04", "full", "cuda", id="a runtime for training"),
        pytest.param("$NAME", "unknown", "?", id="an image that nobody decides"),
    ],
)
def test_tier_and_family(text: str, tier: str, family: str) -> None:
    found = runtime(text)
    assert (found.tier, found.family) == (tier, family)


@pytest.mark.parametrize(
    ("text", "release", "supported", "until"),
    [
        pytest.param("debian:13", "debian 13", "yes", "2028-08-09", id="supported"),
        pytest.param("debian:12", "debian 12", "lts", "2026-07-11", id="long-term support only"),
        pytest.param("debian:11", "debian 11", "no", "2024-08-14", id="past long-term support"),
        pytest.param("python:3.13-slim-bookworm", "debian 12 python 3.13", "lts", "2026-07-11", id="the worst of two"),
        pytest.param("python:3.10-slim-trixie", "debian 13 python 3.10", "no", "2026-10-31", id="the earliest end"),
        pytest.param("golang:1.26", "go 1.26", "yes", "", id="no end is announced"),
        pytest.param("gcr.io/distroless/static-debian13", "distroless debian13", "yes", "", id="distroless"),
        pytest.param("gcr.io/distroless/cc-debian12", "distroless debian12", "no", "2026-09-01", id="its own dates"),
        pytest.param("gcr.io/distroless/python3-debian12", "distroless debian12", "no", "2026-05-12", id="of python3"),
        pytest.param("gcr.io/distroless/java21-debian12", "distroless debian12", "no", "2026-02-27", id="of java"),
        pytest.param(
            "gcr.io/distroless/nodejs20-debian12",
            "distroless debian12 distroless-nodejs 20",
            "no",
            "2026-02-27",
            id="of node and its version",
        ),
        pytest.param("gcr.io/distroless/nodejs:16", "distroless-nodejs 16", "no", "2023-09-08", id="a version as tag"),
        pytest.param("gcr.io/distroless/static:16", "", "?", "", id="a number as tag of what has no versions"),
        pytest.param("gcr.io/distroless/static-debian11", "distroless debian11", "no", "2024-06-01", id="static of 11"),
        pytest.param(
            "gcr.io/distroless/python3-debian11", "distroless debian11", "no", "2023-12-01", id="others of 11"
        ),
        pytest.param("node:16.20.2-alpine3.18", "alpine 3.18 node 16", "no", "2023-09-11", id="patches"),
        pytest.param("alpine:3.9.4", "alpine 3.9", "no", "2023-11-01", id="older than the oldest"),
        pytest.param("python:2.7.18", "python 2.7", "no", "2020-01-01", id="the more exact release"),
        pytest.param("python:2", "python 2", "no", "2020-01-01", id="a major version that has ended"),
        pytest.param("alpine:3", "", "?", "", id="a major version that has not"),
        pytest.param("ubuntu:noble", "ubuntu 24.04", "yes", "2029-05-31", id="a codename"),
        pytest.param(
            "registry.access.redhat.com/ubi9/go-toolset:1.25", "ubi 9 go 1.25", "no", "2026-08-19", id="vendor"
        ),
        pytest.param("rockylinux:9", "", "?", "", id="a line that is not on record"),
        pytest.param("example.org/a:bookworm", "debian 12", "lts", "2026-07-11", id="a codename of any image"),
        pytest.param("alpine:latest", "", "?", "", id="nothing named"),
        pytest.param("scratch", "", "?", "", id="scratch"),
    ],
)
def test_release(text: str, release: str, supported: str, until: str) -> None:
    found = runtime(text)
    assert (found.release, found.supported, found.supported_until) == (release, supported, until)


@pytest.mark.parametrize(
    ("text", "user"),
    [
        pytest.param("gcr.io/distroless/static", "0", id="no tag is latest"),
        pytest.param("gcr.io/distroless/static:nonroot", "65532", id="a tag"),
        pytest.param(f"gcr.io/distroless/static:nonroot@{DIGEST}", "65532", id="a tag beside a digest"),
        pytest.param(f"gcr.io/distroless/static@{DIGEST}", "", id="a digest alone"),
    ],
)
def test_the_first_pattern_that_fits_counts(text: str, user: str) -> None:
    assert image_pattern.find(image(text), judging.lifecycle()).user == user


@pytest.mark.parametrize(
    ("day", "supported"),
    [
        pytest.param(date(2026, 7, 11), "yes", id="the last day of support is still supported"),
        pytest.param(date(2026, 7, 12), "lts", id="the day after begins long-term support"),
        pytest.param(date(2028, 6, 30), "lts", id="its last day is still in it"),
        pytest.param(date(2028, 7, 1), "no", id="the day after that nothing is left"),
    ],
)
def test_boundary_days(day: date, supported: str) -> None:
    assert runtime("debian:12", day).supported == supported


def test_support_without_an_end() -> None:
    assert lifecycle.support(Release("go", "9"), date(9999, 12, 31)) == "yes"


def test_support_without_long_term_support() -> None:
    assert lifecycle.support(Release("go", "9", ends=date(2026, 1, 1)), date(2026, 1, 2)) == "no"


@pytest.mark.parametrize(
    ("text", "day", "release"),
    [
        pytest.param(
            "gcr.io/distroless/static:nonroot", "2017-06-01", "distroless debian9", id="the first day on record"
        ),
        pytest.param(
            "gcr.io/distroless/static:nonroot", "2021-04-03", "distroless debian9", id="the last day of debian9"
        ),
        pytest.param("gcr.io/distroless/base", "2021-04-04", "distroless debian10", id="the first day of debian10"),
        pytest.param("gcr.io/distroless/cc", "2021-09-27", "distroless debian11", id="the first day of debian11"),
        pytest.param(
            "gcr.io/distroless/base-nossl", "2024-04-22", "distroless debian12", id="the first day of debian12"
        ),
        pytest.param("gcr.io/distroless/static", "2026-01-29", "distroless debian12", id="the last day of debian12"),
        pytest.param("gcr.io/distroless/static", "2026-01-30", "distroless debian13", id="the first day of debian13"),
        pytest.param("gcr.io/distroless/python3", "2026-01-30", "distroless debian13", id="python3"),
        pytest.param("debian:stable", "2025-08-08", "debian 12", id="debian before trixie"),
        pytest.param("debian:stable", "2025-08-09", "debian 13", id="debian since trixie"),
        pytest.param("python:3.12-slim", "2025-08-11", "debian 12", id="python before trixie"),
        pytest.param("python:3.12-slim", "2025-08-12", "debian 13", id="python since trixie"),
        pytest.param("nginx", "2025-08-31", "debian 13", id="another official image since trixie"),
        pytest.param("nginx", "2025-08-30", "debian 12", id="another official image before trixie"),
    ],
)
def test_what_a_name_meant(text: str, day: str, release: str) -> None:
    found = lifecycle.named_on(date.fromisoformat(day), image(text), judging.lifecycle())
    assert found is not None
    assert lifecycle.shown(found) == release


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("gcr.io/distroless/static", "2017-05-31", id="before the first day on record"),
        pytest.param("gcr.io/distroless/python3", "2026-01-29", id="a family without an earlier record"),
        pytest.param("gcr.io/distroless/other", "2026-11-23", id="a family without any"),
        pytest.param("nginx:alpine", "2026-11-23", id="another distribution than the one on record"),
        pytest.param("example.org/a", "2026-11-23", id="an image that nobody lists"),
    ],
)
def test_what_is_not_on_record(text: str, day: str) -> None:
    assert lifecycle.named_on(date.fromisoformat(day), image(text), judging.lifecycle()) is None


@pytest.mark.parametrize(
    ("text", "unrecorded"),
    [
        pytest.param("alpine:3.99", True, id="a release that is not on record"),
        pytest.param("golang:1.99-alpine", True, id="a language's version that is not"),
        pytest.param("alpine:3.23", False, id="one that is"),
        pytest.param("alpine:3", False, id="the beginning of one that is"),
        pytest.param("python:3", False, id="the beginning of some"),
        pytest.param("alpine:3.9", False, id="one older than the oldest"),
        pytest.param("alpine:edge", False, id="no version"),
        pytest.param("debian:trixie", False, id="a codename"),
        pytest.param("redis:7", False, id="an image without a line"),
        pytest.param("gcr.io/distroless/static:99", False, id="a line without numbers"),
    ],
)
def test_unrecorded(text: str, unrecorded: bool) -> None:  # noqa: FBT001 - a table of answers
    assert lifecycle.is_unrecorded(image(text), judging.lifecycle()) is unrecorded
