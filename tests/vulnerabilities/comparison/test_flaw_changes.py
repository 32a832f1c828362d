"""New disclosures and regressions are told apart by the digest."""

from dataclasses import replace

import pytest

from audit.model.vulnerabilities.scan import How, Seen, Shift
from audit.vulnerabilities.comparison.flaw_changes import seen, shifts
from tests.vulnerabilities.shelved import NAME, scanned, shelved, taken
from tests.vulnerabilities.written import flaw

OLD = Seen(NAME, "sha256:1", "trivy", frozenset({"CVE-2026-0001", "CVE-2026-0002"}))
NEW = frozenset({"CVE-2026-0002", "CVE-2026-0003"})


@pytest.mark.parametrize(
    ("after", "came", "left"),
    [
        pytest.param(replace(OLD, flaws=NEW), "disclosed", "withdrawn", id="the same digest"),
        pytest.param(replace(OLD, flaws=NEW, digest="sha256:2"), "regression", "mended", id="another digest"),
        pytest.param(replace(OLD, flaws=NEW, digest=""), "unclear", "unclear", id="no digest"),
        pytest.param(replace(OLD, flaws=NEW, scanner="grype"), "unclear", "unclear", id="another scanner"),
    ],
)
def test_what_came_and_what_left(after: Seen, came: How, left: How) -> None:
    assert shifts((OLD,), (after,)) == (
        Shift(NAME, "CVE-2026-0003", came, appeared=True),
        Shift(NAME, "CVE-2026-0001", left, appeared=False),
    )


def test_an_image_that_only_one_run_saw_shifts_nothing() -> None:
    other = replace(OLD, image="ghcr.io/acme/other")
    assert shifts((OLD,), (other,)) == shifts((), (OLD,)) == shifts((OLD,), ()) == shifts((OLD,), (OLD,)) == ()


def test_what_a_scan_says_of_its_image() -> None:
    digest = "sha256:" + "1" * 64
    found = taken(shelved(scanned("1.4.2", flaw("CVE-2026-0001"), digest=digest)))
    blind = taken(shelved(scanned("1.4.2", packages=0)))
    assert found is not None
    assert blind is not None
    assert seen((found, blind)) == (Seen(NAME, digest, "trivy", frozenset({"CVE-2026-0001"})),)
