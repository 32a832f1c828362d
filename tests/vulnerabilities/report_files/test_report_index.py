"""Reports are found by the name, tag or digest of an image."""

from dataclasses import replace

import pytest

from audit.dockerfile.syntax import image_reference
from audit.vulnerabilities.report_files import report_index, report_path
from audit.vulnerabilities.report_files.report_index import ReportIndex
from tests.vulnerabilities.written import DEPLOYED, NAME, indexed, osv, scanned

ONE, TWO = "sha256:" + "1" * 64, "sha256:" + "2" * 64


FIRST = indexed(scanned("1.4.1"), scanned("1.5.0"), scanned("1.4.2"), scanned("1.10.0"))
PINNED = indexed(scanned("2.0", digest=TWO), scanned("1.0", digest=ONE))
BY_PATH = indexed(**{"nightly/ghcr.io/acme/web/1.4.2.json": osv(), "web.json": osv()})


@pytest.mark.parametrize(
    ("reports", "name", "tag", "expected"),
    [
        pytest.param(
            FIRST, NAME, "1.4.2", [("2.json", "tag"), ("3.json", "name"), ("1.json", "name"), ("0.json", "name")],
            id="the deployed tag comes first, then the newest",
        ),
        pytest.param(
            PINNED, "docker.io/mirror/web", ONE, [("1.json", "digest")], id="the deployed digest, whatever the name"
        ),
        pytest.param(PINNED, NAME, ONE, [("1.json", "digest"), ("0.json", "name")], id="the digest, then others"),
        pytest.param(
            BY_PATH, NAME, "1.4.2", [("nightly/ghcr.io/acme/web/1.4.2.json", "tag")],
            id="a report that names no image is of the one that its path names",
        ),
    ],
)  # fmt: skip
def test_the_reports_of_an_image(reports: ReportIndex, name: str, tag: str, expected: list[tuple[str, str]]) -> None:
    found = reports.take((name,), replace(DEPLOYED, tag=tag))
    assert [(each.report.path, each.matched) for each in found] == expected


@pytest.mark.parametrize(
    ("names", "number"),
    [
        pytest.param((NAME,), 1, id="the full name"),
        pytest.param(("quay.io/a/b", f"{NAME}:main"), 1, id="one of several names, a tag beside it"),
        pytest.param(("docker.io/acme/web",), 0, id="another registry is another image"),
        pytest.param(("ghcr.io/acme/web-app",), 0, id="a longer name is another image"),
        pytest.param(("web",), 0, id="the last part alone is no name"),
        pytest.param((), 0, id="no name"),
    ],
)
def test_a_name_is_compared_whole(names: tuple[str, ...], number: int) -> None:
    assert len(indexed(scanned("1.4.2")).take(names, DEPLOYED)) == number


@pytest.mark.parametrize(
    ("where", "image"),
    [
        ("ghcr.io/acme/web/1.4.2.json", "ghcr.io/acme/web:1.4.2"),
        ("a/b/docker.io/library/nginx/1.27.json", "docker.io/library/nginx:1.27"),
        (f"ghcr.io/acme/web/sha256-{'1' * 64}.json", f"ghcr.io/acme/web@{ONE}"),
        ("localhost%3A5000/web/1.json", "localhost:5000/web:1"),
    ],
)
def test_an_image_that_a_path_names(where: str, image: str) -> None:
    found = report_path.image(where)
    assert found is not None
    assert found.text == image
    assert report_path.image(report_path.path(found, "trivy")) == found


@pytest.mark.parametrize("where", ["web.json", "acme/web/1.json", "ghcr.io/1.json", "ghcr.io/A B/1.json", ".json", ""])
def test_a_path_that_names_no_image(where: str) -> None:
    assert report_path.image(where) is None


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("v1.9.0", "v1.10.0"),
        ("1.4.2-rc.1", "1.4.2"),
        ("1.4.2-rc.1", "1.4.2-rc.2"),
        ("1.4", "1.4.1"),
        ("main", "0.1"),
    ],
)
def test_versions_are_in_order(older: str, newer: str) -> None:
    assert report_index.version(older) < report_index.version(newer)


def test_the_report_of_a_base_is_that_of_its_tag_or_digest() -> None:
    found = indexed(scanned("1", digest=ONE), scanned("2", digest=TWO))
    paths = [
        each and each.path
        for each in map(found.of, map(image_reference.read, (f"{NAME}:1", f"{NAME}@{TWO}", f"{NAME}:3", "alpine:1")))
    ]
    assert paths == ["0.json", "1.json", None, None]
