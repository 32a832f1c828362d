"""KF501: a scanner's report of the published image was given."""

from dataclasses import replace

import pytest

from audit.compliance.case.case import Case
from audit.model.evidence import Answer
from audit.model.finding import Result
from tests.compliance.scanning import HOP, flaw, published, scan
from tests.judging import rule

UNNAMED = replace(published(), component=replace(published().component, image=None))


@pytest.mark.parametrize(
    ("given", "result", "message"),
    [
        pytest.param(
            published(scan(flaw("CVE-2026-0001"))),
            "pass",
            "grype 0.104.0 found 1 distinct vulnerability in ghcr.io/acme/web:1, database of 2026-11-19",
            id="a report of the image",
        ),
        pytest.param(
            published(scan(database="")),
            "pass",
            "grype 0.104.0 found 0 distinct vulnerabilities in ghcr.io/acme/web:1, scanned 2026-11-20",
            id="a clean image, the database untold",
        ),
        pytest.param(
            published(scan(doubt="it saw no packages")),
            "partial",
            "grype 0.104.0 found 0 distinct vulnerabilities in ghcr.io/acme/web:1, database of 2026-11-19, but it saw "
            "no packages: blind, not clean",
            id="a scanner that saw nothing",
        ),
        pytest.param(published(), "fail", "none of the reports given is of ghcr.io/acme/web", id="reports of others"),
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
            UNNAMED,
            "unknown",
            "nobody tells under which name it is published, so no report can be found",
            id="a name that nobody knows",
        ),
        pytest.param(
            replace(UNNAMED, component=replace(UNNAMED.component, image=Answer("ghcr.io/?/web", "low", ()))),
            "unknown",
            "nobody tells under which name it is published, so no report can be found",
            id="a name that nobody decides",
        ),
        pytest.param(
            replace(UNNAMED, unpublished=True), "not-applicable", "nothing publishes an image of it", id="no image"
        ),
        pytest.param(
            replace(UNNAMED, scan=scan()),
            "pass",
            "grype 0.104.0 found 0 distinct vulnerabilities in ghcr.io/acme/web:1, database of 2026-11-19",
            id="the deployed digest without a name",
        ),
    ],
)
def test_verdict(given: Case, result: Result, message: str) -> None:
    found = rule("KF501").judge(given)
    assert (found.result, found.message, found.line) == (result, message, None)


def test_the_hops_to_the_published_name_are_the_evidence() -> None:
    assert [rule("KF501").judge(published(each)).evidence for each in (scan(), None)] == [(HOP,), (HOP,)]
