"""KF501: a scanner's report of the published image was given."""

from dataclasses import replace

from audit.compliance.case.case import Case
from audit.model.evidence import Answer
from audit.model.finding import Result
from tests.cases import cases
from tests.compliance.scanning import HOP, flaw, published, scan
from tests.judging import rule

UNNAMED = replace(published(), component=replace(published().component, image=None))


@cases(
    "given, result, message",
    {
        "a report of the image": (
            published(scan(flaw("CVE-2026-0001"))),
            "pass",
            "grype 0.104.0 found 1 distinct vulnerability in ghcr.io/acme/web:1, database of 2026-11-19",
        ),
        "a clean image, the database untold": (
            published(scan(database="")),
            "pass",
            "grype 0.104.0 found 0 distinct vulnerabilities in ghcr.io/acme/web:1, scanned 2026-11-20",
        ),
        "a scanner that saw nothing": (
            published(scan(doubt="it saw no packages")),
            "partial",
            (
                "grype 0.104.0 found 0 distinct vulnerabilities in ghcr.io/acme/web:1, database of "
                "2026-11-19, but it saw "
                "no packages: blind, not clean"
            ),
        ),
        "reports of others": (published(), "fail", "none of the reports given is of ghcr.io/acme/web"),
        "no reports at all": (published(reports="none"), "unknown", "no scanner's reports were given to the run"),
        "a check of files": (
            published(reports="not asked"),
            "not-applicable",
            "files are checked before anything is published",
        ),
        "a name that nobody knows": (
            UNNAMED,
            "unknown",
            "nobody tells under which name it is published, so no report can be found",
        ),
        "a name that nobody decides": (
            replace(UNNAMED, component=replace(UNNAMED.component, image=Answer("ghcr.io/?/web", "low", ()))),
            "unknown",
            "nobody tells under which name it is published, so no report can be found",
        ),
        "no image": (replace(UNNAMED, unpublished=True), "not-applicable", "nothing publishes an image of it"),
        "the deployed digest without a name": (
            replace(UNNAMED, scan=scan()),
            "pass",
            "grype 0.104.0 found 0 distinct vulnerabilities in ghcr.io/acme/web:1, database of 2026-11-19",
        ),
    },
)
def test_verdict(given: Case, result: Result, message: str) -> None:
    found = rule("KF501").judge(given)
    assert (found.result, found.message, found.line) == (result, message, None)


def test_the_hops_to_the_published_name_are_the_evidence() -> None:
    assert [rule("KF501").judge(published(each)).evidence for each in (scan(), None)] == [(HOP,), (HOP,)]
