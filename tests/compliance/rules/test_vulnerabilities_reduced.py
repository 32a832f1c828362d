"""KF502: the newer image has fewer distinct vulnerabilities than the one before it."""

from dataclasses import replace

import pytest

from audit.compliance.case.case import Case
from audit.model.finding import Result
from audit.model.vulnerabilities.comparison import ComparisonVerdict
from audit.model.vulnerabilities.scan import Update
from tests.compliance.scanning import HOP, published, scan
from tests.judging import rule


def updated(verdict: ComparisonVerdict, before: int, after: int, *reasons: str) -> Case:
    return published(scan(update=Update(verdict, reasons, "web:1", "web:2", before, after)))


@pytest.mark.parametrize(
    ("given", "result", "message"),
    [
        pytest.param(updated("reduced", 12, 2), "pass", "reduced: 12 in web:1, then 2 in web:2", id="fewer"),
        pytest.param(updated("equal", 12, 12), "fail", "equal: 12 in web:1, then 12 in web:2", id="as many"),
        pytest.param(updated("increased", 0, 2), "fail", "increased: 0 in web:1, then 2 in web:2", id="more"),
        pytest.param(
            updated("equal", 0, 0),
            "not-applicable",
            "neither the older nor the newer image has a known vulnerability",
            id="nothing to reduce",
        ),
        pytest.param(
            updated("not comparable", 9, 2, "another database", "OLD saw no packages"),
            "unknown",
            "not comparable: another database; OLD saw no packages",
            id="two that cannot be compared",
        ),
        pytest.param(
            published(scan()),
            "unknown",
            "the reports are of one image only; none is of the one before it",
            id="one report",
        ),
        pytest.param(published(), "unknown", "no report is of this image", id="reports of others"),
        pytest.param(
            published(reports="none"), "unknown", "no scanner's reports were given to the run", id="no reports at all"
        ),
        pytest.param(
            published(reports="not asked"),
            "not-applicable",
            "files are checked before anything is published",
            id="a check of files",
        ),
        pytest.param(
            replace(published(), unpublished=True), "not-applicable", "nothing publishes an image of it", id="no image"
        ),
    ],
)
def test_verdict(given: Case, result: Result, message: str) -> None:
    found = rule("KF502").judge(given)
    assert (found.result, found.message, found.line) == (result, message, None)


def test_the_hops_to_the_published_name_are_the_evidence() -> None:
    assert rule("KF502").judge(updated("reduced", 2, 1)).evidence == (HOP,)
