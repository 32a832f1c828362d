"""What each scanner's report says."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from audit.model.dockerfile import Image
from audit.model.vulnerabilities.vulnerability import Match, Package, Report, Vulnerability
from tests.vulnerabilities.written import (
    BASE,
    CONFIG,
    EVERY,
    OWN,
    cyclonedx,
    flaw,
    grype,
    installed,
    matched,
    osv,
    report,
    trivy,
)

WEB = Image("ghcr.io/acme/web:1", "ghcr.io", "acme/web", "1", "sha256:" + "c" * 64)
NAMED_BY_GRYPE = {"metadata": {"tools": [{"name": "grype", "version": "[not provided]"}]}}
FOLDER = {"metadata": {**cyclonedx()["metadata"], "component": {"type": "application", "name": "acme/web"}}}
UNNAMED_BASE = {"layer_metadata": [{"diff_id": BASE, "base_image_index": 0}], "base_images": [{}]}


def head(found: Report) -> tuple[object, ...]:
    """Return what the head of a report says."""
    return found.format, found.scanner, found.version, found.scanned, found.database, found.image, found.packages


def is_blind(found: Report) -> bool:
    return found.is_blind


def names(found: Report) -> list[str]:
    return [flaw.name for flaw in found.vulnerabilities]


def image(found: Report) -> str | None:
    return found.image.text if found.image else None


def severity(found: Report) -> tuple[str, str]:
    (flaw,) = found.vulnerabilities
    return flaw.severity, flaw.severity_source


def origin(found: Report) -> str:
    (flaw,) = found.vulnerabilities
    return flaw.origin


def without(document: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != key}


def named_trivy(artifact: str, *tags: str, kind: str = "container_image") -> dict[str, Any]:
    return trivy(ArtifactName=artifact, ArtifactType=kind, Metadata={"RepoTags": list(tags)})


def built(database: object) -> dict[str, Any]:
    document = grype()
    document["descriptor"]["db"] = database
    return document


def osv_record(**record: object) -> dict[str, Any]:
    return osv(installed({"id": "GHSA-aaaa-bbbb-cccc", **record}))


def analysed(state: str) -> dict[str, Any]:
    return cyclonedx({"id": "CVE-2026-0001", "analysis": {"state": state}})


SAID: list[tuple[str, dict[str, Any], Callable[[Report], object], object]] = [
    ("trivy's head", EVERY["trivy"], head, ("trivy", "trivy", "0.66.0", "2026-11-20", "", WEB, 3)),
    ("cyclonedx's head", EVERY["cyclonedx"], head, ("cyclonedx", "trivy", "0.66.0", "2026-11-20", "", WEB, 2)),
    ("osv-scanner's head", EVERY["osv-scanner"], head, ("osv-scanner", "osv-scanner", "", "", "", None, None)),
    ("grype's version", EVERY["grype"], lambda r: (r.scanner, r.version), ("grype", "0.104.0")),
    ("grype's dates", EVERY["grype"], lambda r: (r.scanned, r.database), ("2026-11-20", "2026-11-19")),
    ("a version that is not provided", cyclonedx(**NAMED_BY_GRYPE), lambda r: r.version, ""),
    ("grype's older databases", built({"built": "2026-11-19T06:00:00Z"}), lambda r: r.database, "2026-11-19"),
    ("a database without a date", built({}), lambda r: r.database, ""),
    ("no database", built(None), lambda r: r.database, ""),
    ("Go's zero time is no date", built({"built": "0001-01-01T00:00:00Z"}), lambda r: r.database, ""),
    ("a day that is none", built({"built": "2026-13-77"}), lambda r: r.database, ""),
    ("packages and no flaw are clean", trivy(), is_blind, False),
    ("no flaw among no packages is blind", trivy(packages=0), is_blind, True),
    ("no flaw and no list of packages is blind", trivy(packages=None), is_blind, True),
    ("no results are blind", trivy(Results=None), is_blind, True),
    ("grype finding nothing is blind, for it lists no packages", grype(), is_blind, True),
    ("a bill of materials with no flaws is blind", cyclonedx(), is_blind, True),
    ("a bill of materials without a list of flaws is blind", cyclonedx(vulnerabilities=None), is_blind, True),
    ("grype writes no bill of materials without scanning", cyclonedx(**NAMED_BY_GRYPE), is_blind, False),
    ("grype's is blind without packages", cyclonedx(components=[], **NAMED_BY_GRYPE), is_blind, True),
    ("trivy without metadata", without(trivy(), "Metadata"), names, []),
    ("trivy without results", without(trivy(), "Results"), names, []),
    ("trivy without its version", without(trivy(), "Trivy"), names, []),
    ("trivy without a date", without(trivy(), "CreatedAt"), names, []),
    ("an archive is no name", named_trivy("images/web.tar.gz"), image, None),
    ("a folder is no name", named_trivy("/mnt/rootfs"), image, None),
    ("the tag inside an archive is one", named_trivy("images/web.tar", "acme/web:2"), image, "acme/web:2"),
    ("of several tags the one scanned", named_trivy("acme/web:3", "acme/web:2", "acme/web:3"), image, "acme/web:3"),
    ("what was asked for, without tags", named_trivy("acme/web:3"), image, "acme/web:3"),
    ("a file system is no image", named_trivy("acme/web", kind="filesystem"), image, None),
    ("a repository is no image", named_trivy("acme/web", kind="repository"), image, None),
    ("a virtual machine is no image", named_trivy("acme/web", kind="vm"), image, None),
    ("a bill of materials of a folder names no image", cyclonedx(**FOLDER), image, None),
    ("a folder that grype scanned names no image", {**grype(), "source": {"target": "/srv"}}, image, None),
    ("grype's names are joined", EVERY["grype"], names, ["CVE-2026-0001"]),
    ("an unknown severity is kept", trivy(flaw("CVE-2026-0001", Severity="UNKNOWN")), severity, ("unknown", "nvd")),
    ("an empty severity is kept", trivy(flaw("CVE-2026-0001", Severity="")), severity, ("unknown", "nvd")),
    ("a word for no severity is kept", trivy(flaw("CVE-2026-0001", Severity="SEVERE")), severity, ("unknown", "nvd")),
    ("no severity is kept", trivy(flaw("CVE-2026-0001", Severity=None)), severity, ("unknown", "nvd")),
    ("osv's own word", osv_record(database_specific={"severity": "MODERATE"}), severity, ("medium", "GHSA")),
    ("osv's other type than a word", osv_record(database_specific={"severity": [1]}), severity, ("unknown", "")),
    ("a distribution's word", osv_record(severity=[{"type": "Ubuntu", "score": "low"}]), severity, ("low", "Ubuntu")),
    ("a vector", osv_record(severity=[{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N"}]), severity, ("unknown", "")),
    ("osv's layer of the base", osv(installed("GO-2026-0001", layer=0)), origin, "base"),
    ("osv's layer of the image", osv(installed("GO-2026-0001", layer=1)), origin, "own"),
    ("a layer beyond the list", osv(installed("GO-2026-0001", layer=2)), origin, "unknown"),
    ("a layer before the list", osv(installed("GO-2026-0001", layer=-1)), origin, "unknown"),
    ("an unnamed base", osv(installed("GO-2026-0001", layer=0), image_metadata=UNNAMED_BASE), origin, "unknown"),
    ("not affected, says the analysis", analysed("not_affected"), names, []),
    ("a false positive, says the analysis", analysed("false_positive"), names, []),
    ("exploitable, says the analysis", analysed("exploitable"), names, ["CVE-2026-0001"]),
    ("the analysis says nothing", analysed(""), names, ["CVE-2026-0001"]),
    (
        "a component that is not listed keeps the flaw",
        cyclonedx({"id": "CVE-2026-0001", "affects": [{"ref": "gone"}]}),
        lambda r: [(match.package, match.severity) for match in r.matches],
        [(Package("gone", "", ""), "unknown")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("document", "read", "said"), [case[1:] for case in SAID], ids=[case[0] for case in SAID])
def test_a_report_says(document: dict[str, Any], read: Callable[[Report], object], said: object) -> None:
    assert read(report(document)) == said


OSV_RECORD = {
    "id": "GO-2026-0001",
    "aliases": ["CVE-2026-0001", "GHSA-aaaa-bbbb-cccc"],
    "affected": [
        {
            "package": {"name": "stdlib", "ecosystem": "Go"},
            "ranges": [
                {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.25.9"}, {"fixed": "1.26.1"}]},
                {"type": "GIT", "events": [{"fixed": "0f0f0f"}]},
            ],
        },
        {"package": {"name": "other"}, "ranges": [{"type": "SEMVER", "events": [{"fixed": "9"}]}]},
    ],
}
OSV_GROUPS = [{"ids": ["GO-2026-0001"], "aliases": [], "max_severity": "9.8"}]
CYCLONEDX_ROW = {
    "id": "CVE-2026-0001",
    "source": {"name": "debian"},
    "references": [{"id": "GHSA-aaaa-bbbb-cccc", "source": {"name": "ghsa"}}],
    "ratings": [
        {"source": {"name": "nvd"}, "severity": "critical"},
        {"source": {"name": "debian"}, "score": 5.5, "method": "CVSSv31"},
    ],
    "recommendation": "Upgrade libssl to version 2; Upgrade openssl to version 1.1",
    "affects": [{"ref": "urn:cdx:3e671687/1#pkg:deb/debian/openssl@1.0"}],
}
ENCODED = base64.b64encode(json.dumps(CONFIG).encode()).decode()


@pytest.mark.parametrize(
    ("document", "match"),
    [
        pytest.param(
            trivy(flaw("CVE-2026-0001", VendorIDs=["DSA-1-1"], FixedVersion="1.1", Layer={"DiffID": OWN})),
            Match(
                ("CVE-2026-0001", "DSA-1-1"), Package("openssl", "1.0", "debian"), "high", "nvd", "1.1",
                "web (debian 12.5)", OWN, "own",
            ),
            id="trivy",
        ),
        pytest.param(
            grype(matched("GHSA-aaaa-bbbb-cccc", "CVE-2026-0001"), config=ENCODED),
            Match(
                ("GHSA-aaaa-bbbb-cccc", "CVE-2026-0001"), Package("openssl", "1.0", "deb"), "negligible",
                "debian:distro:debian:12", "1.1", "/var/lib/dpkg/status", OWN, "own",
            ),
            id="grype",
        ),
        pytest.param(
            osv(installed(OSV_RECORD, groups=OSV_GROUPS), installed(layer=0)),
            Match(
                ("GO-2026-0001", "CVE-2026-0001", "GHSA-aaaa-bbbb-cccc"), Package("stdlib", "1.26.0", "Go"),
                "critical", "CVSS 9.8", "1.25.9, 1.26.1", "/app/web", OWN, "own",
            ),
            id="osv-scanner",
        ),
        pytest.param(
            cyclonedx(CYCLONEDX_ROW),
            Match(
                ("CVE-2026-0001", "GHSA-aaaa-bbbb-cccc"), Package("openssl", "1.0", "deb"), "medium", "debian", "1.1",
                "", BASE, "unknown",
            ),
            id="cyclonedx",
        ),
    ],
)  # fmt: skip
def test_a_row_is_read(document: dict[str, Any], match: Match) -> None:
    assert report(document).matches == (match,)


def test_osv_scanner_counts_packages_where_it_lists_one_without_flaws() -> None:
    assert report(osv(installed("GO-2026-0001"), installed(layer=0))).packages == 2


def test_a_flaw_of_several_packages_counts_once_at_its_worst_and_is_fixable_when_all_are() -> None:
    rows = (
        flaw("CVE-2026-0001", Severity="UNKNOWN", FixedVersion="1.1"),
        flaw("CVE-2026-0001", "libssl", Severity="CRITICAL", SeveritySource="redhat"),
        flaw("CVE-2026-0001", "libcrypto", Severity="LOW"),
    )
    found = report(trivy(*rows))
    assert found.vulnerabilities == (
        Vulnerability("CVE-2026-0001", (), "critical", "redhat", False, "base", found.matches),  # noqa: FBT003 - fixable
    )


def test_word_of_exploitation_stands_among_the_ratings_of_cyclonedx() -> None:
    rated = [
        {"severity": "low", "method": "CVSSv31"},
        {"score": 0.42, "method": "other", "source": {"name": "FIRST", "url": "https://www.first.org/epss/"}},
        {"score": 1, "method": "other", "source": {"name": "CISA KEV Catalog"}},
    ]
    (found,) = report(cyclonedx({"id": "CVE-2026-0001", "ratings": rated})).vulnerabilities
    assert (found.severity, found.epss, found.exploited) == ("low", 0.42, True)
