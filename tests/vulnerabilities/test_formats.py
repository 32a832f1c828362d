"""What each scanner's report says."""

import base64
import json

import pytest

from audit.model.dockerfile import Image
from audit.model.vulnerabilities.vulnerability import Match, Package
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

PUSHED = "sha256:" + "c" * 64
WEB = Image("ghcr.io/acme/web:1", "ghcr.io", "acme/web", "1", PUSHED)


def test_trivy_s_head_is_read() -> None:
    found = report(EVERY["trivy"])
    assert (found.format, found.scanner, found.version, found.image) == ("trivy", "trivy", "0.66.0", WEB)
    assert (found.scanned, found.database, found.packages, found.is_blind) == ("2026-11-20", "", 3, False)


def test_trivy_s_rows_are_read() -> None:
    row = flaw("CVE-2026-0001", VendorIDs=["DSA-1-1"], FixedVersion="1.1", Layer={"DiffID": OWN})
    assert report(trivy(row)).matches == (
        Match(
            names=("CVE-2026-0001", "DSA-1-1"),
            package=Package("openssl", "1.0", "debian"),
            severity="high",
            severity_source="nvd",
            fixed="1.1",
            place="web (debian 12.5)",
            layer=OWN,
            origin="own",
        ),
    )


def test_a_flaw_of_two_packages_counts_once_and_is_fixable_when_both_are() -> None:
    rows = (flaw("CVE-2026-0001", FixedVersion="1.1"), flaw("CVE-2026-0001", "libssl"))
    found = report(trivy(*rows)).vulnerabilities
    assert [(each.name, each.fixable, len(each.matches)) for each in found] == [("CVE-2026-0001", False, 2)]


def test_the_worst_severity_counts_and_names_its_source() -> None:
    rows = (
        flaw("CVE-2026-0001", Severity="UNKNOWN"),
        flaw("CVE-2026-0001", "libssl", Severity="CRITICAL", SeveritySource="redhat"),
        flaw("CVE-2026-0001", "libcrypto", Severity="LOW"),
    )
    (found,) = report(trivy(*rows)).vulnerabilities
    assert (found.severity, found.severity_source) == ("critical", "redhat")


@pytest.mark.parametrize("word", ["UNKNOWN", "", "SEVERE", None])
def test_an_unknown_severity_is_kept(word: str | None) -> None:
    found = report(trivy(flaw("CVE-2026-0001", Severity=word))).vulnerabilities
    assert [(each.name, each.severity) for each in found] == [("CVE-2026-0001", "unknown")]


def test_a_clean_image_with_packages_is_clean() -> None:
    found = report(trivy())
    assert (found.vulnerabilities, found.packages, found.is_blind) == ((), 3, False)


@pytest.mark.parametrize("document", [trivy(packages=0), trivy(packages=None), trivy(Results=None)])
def test_nothing_found_without_packages_is_blind(document: dict[str, object]) -> None:
    assert report(document).is_blind is True


@pytest.mark.parametrize("missing", ["Metadata", "Results", "Trivy", "CreatedAt"])
def test_a_part_of_trivy_s_that_is_null_or_missing_is_untold(missing: str) -> None:
    without = {key: value for key, value in trivy().items() if key != missing}
    assert report(without).matches == ()


@pytest.mark.parametrize(
    ("artifact", "tags", "text"),
    [
        pytest.param("images/web.tar.gz", [], None, id="an archive is no name"),
        pytest.param("/mnt/rootfs", [], None, id="a folder is no name"),
        pytest.param("images/web.tar", ["acme/web:2"], "acme/web:2", id="the tag inside an archive is one"),
        pytest.param("acme/web:3", ["acme/web:2", "acme/web:3"], "acme/web:3", id="of several tags the one scanned"),
        pytest.param("acme/web:3", [], "acme/web:3", id="what was asked for, without tags"),
    ],
)
def test_the_image_s_name(artifact: str, tags: list[str], text: str | None) -> None:
    found = report(trivy(ArtifactName=artifact, Metadata={"RepoTags": tags})).image
    assert (found.text if found else None) == text


@pytest.mark.parametrize("kind", ["filesystem", "repository", "vm"])
def test_what_is_scanned_and_no_image_names_none(kind: str) -> None:
    assert report(trivy(ArtifactName="acme/web", ArtifactType=kind, Metadata={})).image is None


def test_a_bill_of_materials_of_a_folder_names_no_image() -> None:
    component = {"type": "application", "name": "acme/web"}
    assert report(cyclonedx(metadata={**cyclonedx()["metadata"], "component": component})).image is None


def test_a_version_that_is_not_provided_is_untold() -> None:
    tools = [{"name": "grype", "version": "[not provided]"}]
    assert report(cyclonedx(metadata={"tools": tools})).version == ""


def test_grype_s_report_is_read() -> None:
    config = base64.b64encode(json.dumps(CONFIG).encode()).decode()
    found = report(grype(matched("GHSA-aaaa-bbbb-cccc", "CVE-2026-0001"), config=config))
    assert (found.scanner, found.version, found.scanned, found.database) == (
        "grype", "0.104.0", "2026-11-20", "2026-11-19",
    )  # fmt: skip
    assert found.matches == (
        Match(
            names=("GHSA-aaaa-bbbb-cccc", "CVE-2026-0001"),
            package=Package("openssl", "1.0", "deb"),
            severity="negligible",
            severity_source="debian:distro:debian:12",
            fixed="1.1",
            place="/var/lib/dpkg/status",
            layer=OWN,
            origin="own",
        ),
    )
    assert [each.name for each in found.vulnerabilities] == ["CVE-2026-0001"]


@pytest.mark.parametrize(
    ("database", "day"),
    [
        ({"built": "2026-11-19T06:00:00Z"}, "2026-11-19"),
        ({"status": {"built": "2026-11-18"}}, "2026-11-18"),
        ({}, ""),
        (None, ""),
        ({"built": "0001-01-01T00:00:00Z"}, ""),
        ({"built": "2026-13-77"}, ""),
    ],
)
def test_the_date_of_grype_s_database(database: dict[str, object] | None, day: str) -> None:
    document = grype()
    document["descriptor"]["db"] = database
    assert report(document).database == day


def test_grype_finding_nothing_is_blind_for_it_lists_no_packages() -> None:
    assert report(grype()).is_blind is True


def test_a_folder_that_grype_scanned_names_no_image() -> None:
    document = {**grype(matched("CVE-2026-0001")), "source": {"type": "directory", "target": "/srv"}}
    assert report(document).image is None


def test_osv_scanner_s_report_is_read() -> None:
    record = {
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
    groups = [{"ids": ["GO-2026-0001"], "aliases": [], "max_severity": "9.8"}]
    found = report(osv(installed(record, groups=groups), installed(layer=0)))
    assert (found.scanner, found.image, found.packages) == ("osv-scanner", None, 2)
    assert found.matches == (
        Match(
            names=("GO-2026-0001", "CVE-2026-0001", "GHSA-aaaa-bbbb-cccc"),
            package=Package("stdlib", "1.26.0", "Go"),
            severity="critical",
            severity_source="CVSS 9.8",
            fixed="1.25.9, 1.26.1",
            place="/app/web",
            layer=OWN,
            origin="own",
        ),
    )


@pytest.mark.parametrize(
    ("record", "level"),
    [
        pytest.param({"database_specific": {"severity": "MODERATE"}}, ("medium", "GHSA"), id="the record's word"),
        pytest.param({"severity": [{"type": "Ubuntu", "score": "low"}]}, ("low", "Ubuntu"), id="a distribution's word"),
        pytest.param({"severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N"}]}, ("unknown", ""), id="a vector"),
        pytest.param({"database_specific": {"severity": [1]}}, ("unknown", ""), id="what is no word"),
    ],
)
def test_osv_s_severity(record: dict[str, object], level: tuple[str, str]) -> None:
    (found,) = report(osv(installed({"id": "GHSA-aaaa-bbbb-cccc", **record}))).vulnerabilities
    assert (found.severity, found.severity_source) == level


@pytest.mark.parametrize(("layer", "origin"), [(0, "base"), (1, "own"), (2, "unknown"), (-1, "unknown")])
def test_osv_scanner_tells_which_layer_is_the_base_s(layer: int, origin: str) -> None:
    (found,) = report(osv(installed("GO-2026-0001", layer=layer))).vulnerabilities
    assert found.origin == origin


def test_an_unnamed_base_says_nothing_of_the_layers() -> None:
    image = {"layer_metadata": [{"diff_id": BASE, "base_image_index": 0}], "base_images": [{}]}
    (found,) = report(osv(installed("GO-2026-0001", layer=0), image_metadata=image)).vulnerabilities
    assert found.origin == "unknown"


def test_cyclonedx_is_read() -> None:
    row = {
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
    found = report(cyclonedx(row))
    assert (found.format, found.scanner, found.version, found.image) == ("cyclonedx", "trivy", "0.66.0", WEB)
    assert (found.scanned, found.packages) == ("2026-11-20", 2)
    assert found.matches == (
        Match(
            names=("CVE-2026-0001", "GHSA-aaaa-bbbb-cccc"),
            package=Package("openssl", "1.0", "deb"),
            severity="medium",
            severity_source="debian",
            fixed="1.1",
            place="",
            layer=BASE,
            origin="unknown",
        ),
    )


@pytest.mark.parametrize(("state", "count"), [("not_affected", 0), ("false_positive", 0), ("exploitable", 1), ("", 1)])
def test_what_an_analysis_settled_does_not_count(state: str, count: int) -> None:
    found = report(cyclonedx({"id": "CVE-2026-0001", "analysis": {"state": state}}))
    assert len(found.vulnerabilities) == count


def test_a_component_that_is_not_listed_keeps_the_flaw() -> None:
    (found,) = report(cyclonedx({"id": "CVE-2026-0001", "affects": [{"ref": "gone"}]})).matches
    assert (found.package, found.severity) == (Package("gone", "", ""), "unknown")


def test_a_bill_of_materials_without_vulnerabilities_is_blind() -> None:
    assert (report(cyclonedx()).is_blind, report(cyclonedx(vulnerabilities=None)).is_blind) == (True, True)


def test_grype_writes_no_bill_of_materials_without_scanning() -> None:
    document = cyclonedx()
    document["metadata"]["tools"]["components"][0]["name"] = "grype"
    assert (report(document).is_blind, report({**document, "components": []}).is_blind) == (False, True)


def test_word_of_exploitation_stands_among_the_ratings_of_cyclonedx() -> None:
    rated = [
        {"severity": "low", "method": "CVSSv31"},
        {"score": 0.42, "method": "other", "source": {"name": "FIRST", "url": "https://www.first.org/epss/"}},
        {"score": 1, "method": "other", "source": {"name": "CISA KEV Catalog"}},
    ]
    (found,) = report(cyclonedx({"id": "CVE-2026-0001", "ratings": rated})).vulnerabilities
    assert (found.severity, found.epss, found.exploited) == ("low", 0.42, True)
