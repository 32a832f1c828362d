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
    assert found.reasoning[0] == "an estimate, not a measurement: nothing was built or scanned anew"
    assert found.reasoning[-1] == (
        "the new base brings vulnerabilities of its own, which are not counted: no report of it was given"
    )


def test_what_the_new_base_brings_is_counted_once() -> None:
    new = report(trivy(flaw("CVE-2026-0002"), flaw("CVE-2026-0009"), ArtifactName="acme/base:2"))
    assert estimate(report(trivy(*ROWS)), SCANNING, KnownBases(replacement=new)).arriving == 1


def test_a_clean_new_base_brings_nothing() -> None:
    assert estimate(report(trivy(*ROWS)), SCANNING, KnownBases(replacement=report(trivy()))).arriving == 0


def test_a_new_base_whose_scan_was_blind_brings_nobody_knows_what() -> None:
    found = estimate(report(trivy(*ROWS)), SCANNING, KnownBases(replacement=report(trivy(packages=None))))
    assert (found.arriving, found.reasoning[-1]) == (
        None,
        (
            "what the new base brings is unknown: it finds nothing and lists no packages; scan with "
            "`trivy image --list-all-pkgs`"
        ),
    )


def test_nothing_attributed_gives_no_share() -> None:
    assert estimate(report(trivy(flaw("CVE-2026-0001", Layer=None))), SCANNING).share is None
