"""New disclosures and regressions are told apart by the digest."""

from dataclasses import replace

import pytest

from audit.model.history.past_component import PastFlaw, PastScan
from audit.model.vulnerabilities.shift import FlawShift, ShiftKind
from audit.vulnerabilities.comparison import flaw_changes

FIRST, BOTH, LAST = (
    PastFlaw("CVE-2026-0001", "low"),
    PastFlaw("CVE-2026-0002", "high"),
    PastFlaw("CVE-2026-0003", "low"),
)
OLD = PastScan("ghcr.io/acme/web", "sha256:1", "trivy", (FIRST, BOTH))
NEW = replace(OLD, flaws=(BOTH, LAST))


@pytest.mark.parametrize(
    ("after", "came", "left"),
    [
        pytest.param(NEW, "disclosed", "withdrawn", id="the same digest"),
        pytest.param(replace(NEW, digest="sha256:2"), "regression", "mended", id="another digest"),
        pytest.param(replace(NEW, digest=""), "unclear", "unclear", id="no digest"),
        pytest.param(replace(NEW, scanner="grype"), "unclear", "unclear", id="another scanner"),
    ],
)
def test_what_came_and_what_left(after: PastScan, came: ShiftKind, left: ShiftKind) -> None:
    assert flaw_changes.between(OLD, after) == (
        FlawShift("CVE-2026-0003", "low", came, appeared=True),
        FlawShift("CVE-2026-0001", "low", left, appeared=False),
    )


def test_the_same_flaws_or_another_image_shift_nothing() -> None:
    assert flaw_changes.between(OLD, OLD) == flaw_changes.between(OLD, replace(NEW, image="ghcr.io/acme/other")) == ()
