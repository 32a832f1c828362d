"""What a change of base would take away."""

from audit.vulnerabilities.estimate import KnownBases, estimate
from tests.vulnerabilities.written import OWN, SCANNING, flaw, report, trivy

ROWS = (
    flaw("CVE-2026-0001"),
    flaw("CVE-2026-0002"),
    flaw("CVE-2026-0002", "libssl", Layer={"DiffID": OWN}),
    flaw("CVE-2026-0003"),
    flaw("CVE-2026-0004", Layer=None),
)


def test_a_flaw_leaves_when_every_package_that_has_it_is_in_the_base() -> None:
    found = estimate(report(trivy(*ROWS)), SCANNING)
    assert (found.total, found.leaving, found.staying, found.unattributed) == (4, 2, 1, 1)
    assert (found.share, found.arriving) == (2 / 3, None)
    assert (found.reasoning[0], found.reasoning[-1]) == (
        "an estimate, not a measurement: nothing was built or scanned anew",
        "the new base brings vulnerabilities of its own, which are not counted: no report of it was given",
    )


def test_what_the_new_base_brings_is_counted_once_unless_its_scan_was_blind() -> None:
    news = (
        trivy(flaw("CVE-2026-0002"), flaw("CVE-2026-0009"), ArtifactName="acme/base:2"),
        trivy(),
        trivy(packages=None),
    )
    found = [estimate(report(trivy(*ROWS)), SCANNING, KnownBases(replacement=report(new))) for new in news]
    assert [each.arriving for each in found] == [1, 0, None]
    assert found[2].reasoning[-1] == (
        "what the new base brings is unknown: it finds nothing and lists no packages; "
        "scan with `trivy image --list-all-pkgs`"
    )


def test_nothing_attributed_gives_no_share() -> None:
    assert estimate(report(trivy(flaw("CVE-2026-0001", Layer=None))), SCANNING).share is None
