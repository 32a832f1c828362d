"""Two reports -> a verdict."""

from typing import Any

import pytest

from audit.model.vulnerabilities.comparison import Comparison, ComparisonVerdict, OriginCounts, SeverityCounts
from audit.vulnerabilities.comparison.comparable import ComparisonTerms
from audit.vulnerabilities.comparison.compare import compare
from tests.vulnerabilities.written import (
    BASE,
    EVERY,
    OWN,
    SCANNING,
    flaw,
    grype,
    installed,
    matched,
    osv,
    report,
    trivy,
)

ONE, TWO = flaw("CVE-2026-0001"), flaw("CVE-2026-0002", "libssl", FixedVersion="1.1", Severity="LOW")


def compared(old: Any, new: Any, **terms: Any) -> Comparison:
    """Compare two documents."""
    given = ComparisonTerms(**{"database_gap_days": 1, **terms})
    return compare(report(old, "old.json"), report(new, "new.json"), given, SCANNING)


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        pytest.param((ONE, TWO), (TWO,), "reduced", id="fewer"),
        pytest.param((ONE,), (TWO,), "equal", id="as many others"),
        pytest.param((ONE,), (ONE, TWO), "increased", id="more"),
        pytest.param((ONE,), (), "reduced", id="none left, with packages seen"),
        pytest.param((ONE, flaw("CVE-2026-0001", "libssl")), (ONE,), "equal", id="fewer packages with the same flaw"),
    ],
)
def test_the_verdict(
    old: tuple[dict[str, Any], ...], new: tuple[dict[str, Any], ...], verdict: ComparisonVerdict
) -> None:
    found = compared(trivy(*old), trivy(*new))
    assert (found.verdict, found.reasons) == (verdict, ())


def test_the_table_counts_by_severity_and_fixable() -> None:
    found = compared(trivy(ONE, TWO), trivy(TWO))
    assert found.rows == (SeverityCounts("high", 1, 0, 0, 0), SeverityCounts("low", 1, 1, 1, 1))


def test_what_is_gone_new_and_kept_stands_by_package() -> None:
    found = compared(trivy(ONE, TWO), trivy(TWO, flaw("CVE-2026-0003"), flaw("CVE-2026-0003", "libssl")))
    listed = [
        [(each.package.name, [flaw.name for flaw in each.vulnerabilities]) for each in change.packages]
        for change in (found.gone, found.added, found.kept)
    ]
    assert listed == [
        [("openssl", ["CVE-2026-0001"])],
        [("libssl", ["CVE-2026-0003"]), ("openssl", ["CVE-2026-0003"])],
        [("libssl", ["CVE-2026-0002"])],
    ]
    assert (found.gone.count, found.added.count, found.kept.count) == (1, 1, 1)


def test_how_much_comes_from_the_base_is_told() -> None:
    own = flaw("CVE-2026-0003", Layer={"DiffID": OWN})
    found = compared(trivy(ONE, TWO, own), trivy(own, flaw("CVE-2026-0004", Layer=None)))
    assert (found.old_share, found.new_share) == (OriginCounts(2, 1, 0), OriginCounts(0, 1, 1))
    assert (found.gone.share, found.added.share, found.kept.share) == (
        OriginCounts(2, 0, 0),
        OriginCounts(0, 0, 1),
        OriginCounts(0, 1, 0),
    )


def test_a_name_that_only_one_report_explains_is_one_flaw_in_both() -> None:
    found = compared(grype(matched("GHSA-aaaa-bbbb-cccc")), grype(matched("CVE-2026-0001", "GHSA-aaaa-bbbb-cccc")))
    assert (found.verdict, found.kept.count, found.gone.count, found.added.count) == ("equal", 1, 0, 0)


def test_more_critical_ones_are_told_though_the_total_is_lower() -> None:
    found = compared(trivy(ONE, TWO), trivy(flaw("CVE-2026-0003", Severity="CRITICAL")))
    assert (found.verdict, found.notes[-1]) == ("reduced", "more critical ones: 0, then 1")


@pytest.mark.parametrize(
    ("old", "new", "terms", "reasons"),
    [
        pytest.param(trivy(ONE), grype(matched("CVE-2026-0001")), {}, ("another scanner: trivy, then grype",),
                     id="another scanner"),
        pytest.param(trivy(ONE), trivy(CreatedAt="2026-11-22T00:00:00Z"), {},
                     ("another database: 2026-11-20, then 2026-11-22, 2 days apart; at most 1 is allowed",),
                     id="another database"),
        pytest.param(trivy(ONE), trivy(CreatedAt="2026-11-18T00:00:00Z"), {"database_gap_days": 2}, (),
                     id="a gap that is allowed, to either side"),
        pytest.param(trivy(ONE), trivy(CreatedAt="2020-01-01T00:00:00Z"), {"same_database": True}, (),
                     id="a database that the caller vouches for"),
        pytest.param(trivy(ONE, CreatedAt=""), trivy(), {},
                     ("no date of the database in OLD; --same-database says that it was the same",),
                     id="no date"),
        pytest.param(trivy(ONE), trivy(ArtifactName="acme/api:1", Metadata={}), {},
                     ("another image: acme/web, then acme/api; --same-image says that it is meant",),
                     id="another image"),
        pytest.param(trivy(ONE), trivy(ArtifactName="acme/api:1", Metadata={}), {"same_image": True}, (),
                     id="another name that is meant"),
        pytest.param(trivy(ONE), trivy(ArtifactName="docker.io/acme/web:2-distroless", Metadata={}), {}, (),
                     id="another registry and tag are the same line"),
        pytest.param(trivy(ONE), trivy(ArtifactName="web.tar", Metadata={}), {},
                     ("no image is named in NEW; --same-image says that both are of one",), id="an unnamed image"),
        pytest.param(trivy(ONE), trivy(packages=0), {}, ("NEW saw no packages: blind, not clean",), id="a blind scan"),
        pytest.param(trivy(packages=None), trivy(ONE), {},
                     (("OLD may be blind, not clean: it finds nothing and lists no packages; scan with "
                      "`trivy image --list-all-pkgs`"),), id="a scan that may have been blind"),
        pytest.param(EVERY["cyclonedx"], {**EVERY["cyclonedx"], "vulnerabilities": []}, {},
                     (("NEW may be blind, not clean: it lists no vulnerability, as a bill of materials does that "
                      "nobody has scanned"),), id="a bill of materials"),
        pytest.param(osv(installed("GO-2026-0001")), osv(installed("GO-2026-0001")), {},
                     ("no image is named in OLD and NEW; --same-image says that both are of one",
                      "no date of the database in OLD and NEW; --same-database says that it was the same"),
                     id="a report that tells neither image nor date"),
    ],
)  # fmt: skip
def test_what_is_not_comparable(old: Any, new: Any, terms: dict[str, Any], reasons: tuple[str, ...]) -> None:
    found = compared(old, new, **terms)
    assert (found.reasons, found.verdict == "not comparable") == (reasons, bool(reasons))


def test_grype_s_dates_are_its_database_s() -> None:
    old, new = grype(matched("CVE-2026-0001")), grype(matched("CVE-2026-0001"))
    new["descriptor"]["timestamp"] = "2026-12-24T00:00:00Z"
    assert compared(old, new).reasons == ()


def test_what_weakens_a_comparison_is_noted() -> None:
    new = {**trivy(ONE, packages=None, CreatedAt="2026-11-19T00:00:00Z"), "Trivy": {"Version": "0.67.0"}}
    assert compared(trivy(ONE), new).notes == (
        "the date of the scan stands for that of the database, which is not in OLD and NEW",
        "another version of the scanner: 0.66.0, then 0.67.0",
        "both reports are of the same digest",
        "NEW was scanned before OLD: 2026-11-19, 2026-11-20",
        "NEW does not say how many packages were seen",
    )


def test_the_same_scanner_in_another_format_is_comparable_and_noted() -> None:
    found = compared(trivy(flaw("CVE-2026-0001", Layer={"DiffID": BASE})), EVERY["cyclonedx"])
    assert (found.verdict, found.kept.count, found.notes[1]) == ("equal", 1, "another format: trivy, then cyclonedx")
