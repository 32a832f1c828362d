"""KF502: the newer image has fewer distinct vulnerabilities than the one before it."""

from dataclasses import replace

from audit.compliance.case.case import Case
from audit.model.finding import Result
from audit.model.vulnerabilities.comparison import ComparisonVerdict
from audit.model.vulnerabilities.scan import Update
from tests.cases import cases
from tests.compliance.scanning import HOP, published, scan
from tests.judging import rule


def updated(verdict: ComparisonVerdict, before: int, after: int, *reasons: str) -> Case:
    return published(scan(update=Update(verdict, reasons, "web:1", "web:2", before, after)))


@cases(
    "given, result, message",
    {
        "fewer": (updated("reduced", 12, 2), "pass", "reduced: 12 in web:1, then 2 in web:2"),
        "as many": (updated("equal", 12, 12), "fail", "equal: 12 in web:1, then 12 in web:2"),
        "more": (updated("increased", 0, 2), "fail", "increased: 0 in web:1, then 2 in web:2"),
        "nothing to reduce": (
            updated("equal", 0, 0),
            "not-applicable",
            "neither the older nor the newer image has a known vulnerability",
        ),
        "two that cannot be compared": (
            updated("not comparable", 9, 2, "another database", "OLD saw no packages"),
            "unknown",
            "not comparable: another database; OLD saw no packages",
        ),
        "one report": (published(scan()), "unknown", "the reports are of one image only; none is of the one before it"),
        "reports of others": (published(), "unknown", "no report is of this image"),
        "no reports at all": (published(reports="none"), "unknown", "no scanner's reports were given to the run"),
        "a check of files": (
            published(reports="not asked"),
            "not-applicable",
            "files are checked before anything is published",
        ),
        "no image": (replace(published(), unpublished=True), "not-applicable", "nothing publishes an image of it"),
    },
)
def test_verdict(given: Case, result: Result, message: str) -> None:
    found = rule("KF502").judge(given)
    assert (found.result, found.message, found.line) == (result, message, None)


def test_the_hops_to_the_published_name_are_the_evidence() -> None:
    assert rule("KF502").judge(updated("reduced", 2, 1)).evidence == (HOP,)
