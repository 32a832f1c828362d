"""Small reports in the scanners' formats, as plain values; and what is read of them and kept of an image."""

import json
from typing import Any

from audit.model.deployment import Deployment
from audit.model.vulnerabilities.scan import Scan
from audit.model.vulnerabilities.vulnerability import Report
from audit.policy.vulnerabilities import shipped
from audit.vulnerabilities import scan
from audit.vulnerabilities.estimate import NO_BASES, KnownBases
from audit.vulnerabilities.report_files import load, report_index
from audit.vulnerabilities.report_files.report_index import ReportIndex

SCANNING = shipped()
NAME = "ghcr.io/acme/web"
DEPLOYED = Deployment("default", "a default installation runs it", "acme/manifests d.yaml:7", "1.4.2")
BASE, OWN = "sha256:" + "a" * 64, "sha256:" + "b" * 64
HISTORY = [
    {"created_by": "/bin/sh -c #(nop) ADD file:1 in / "},
    {"created_by": '/bin/sh -c #(nop)  CMD ["bash"]', "empty_layer": True},
    {"created_by": "COPY web /web # buildkit"},
    {"created_by": 'ENTRYPOINT ["/web"]', "empty_layer": True},
]
PUSHED = f"{NAME}@sha256:{'c' * 64}"
CONFIG = {"history": HISTORY, "rootfs": {"type": "layers", "diff_ids": [BASE, OWN]}}


def report(document: Any, path: str = "report.json") -> Report:
    """Return what a document says."""
    return load.report(path, json.dumps(document).encode(), SCANNING)


def flaw(name: str, package: str = "openssl", **more: Any) -> dict[str, Any]:
    """Return a row of Trivy's."""
    return {
        "VulnerabilityID": name,
        "PkgName": package,
        "InstalledVersion": "1.0",
        "Severity": "HIGH",
        "SeveritySource": "nvd",
        "Layer": {"DiffID": BASE},
        **more,
    }


def trivy(*rows: dict[str, Any], packages: int | None = 3, **more: Any) -> dict[str, Any]:
    """Return a report of Trivy's on ghcr.io/acme/web:1."""
    result = {"Target": "web (debian 12.5)", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": list(rows)}
    if packages is not None:
        result["Packages"] = [{"Name": f"package-{number}"} for number in range(packages)]
    return {
        "SchemaVersion": 2,
        "Trivy": {"Version": "0.66.0"},
        "CreatedAt": "2026-11-20T03:00:00.5Z",
        "ArtifactName": f"{NAME}:1",
        "ArtifactType": "container_image",
        "Metadata": {
            "RepoTags": [f"{NAME}:1"],
            "RepoDigests": [PUSHED],
            "ImageConfig": CONFIG,
        },
        "Results": [result],
        **more,
    }


def grype(*matches: dict[str, Any], **target: Any) -> dict[str, Any]:
    """Return a report of Grype's on ghcr.io/acme/web:1."""
    return {
        "matches": list(matches),
        "source": {
            "type": "image",
            "target": {"userInput": f"{NAME}:1", "tags": [f"{NAME}:1"], "repoDigests": [], **target},
        },
        "descriptor": {
            "name": "grype",
            "version": "0.104.0",
            "timestamp": "2026-11-20T03:00:00Z",
            "db": {"status": {"built": "2026-11-19T06:00:00Z"}},
        },
    }


def matched(name: str, *related: str, versions: tuple[str, ...] = ("1.1",)) -> dict[str, Any]:
    """Return a match of Grype's."""
    return {
        "vulnerability": {
            "id": name,
            "severity": "Negligible",
            "namespace": "debian:distro:debian:12",
            "fix": {"versions": list(versions), "state": "fixed" if versions else "not-fixed"},
        },
        "relatedVulnerabilities": [{"id": each} for each in related],
        "artifact": {
            "name": "openssl",
            "version": "1.0",
            "type": "deb",
            "locations": [{"path": "/var/lib/dpkg/status", "layerID": OWN}],
        },
    }


def osv(*packages: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a report of OSV-Scanner's."""
    return {
        "results": [{"source": {"path": "/app/web", "type": "artifact"}, "packages": list(packages)}],
        "image_metadata": {
            "os": "Debian GNU/Linux 12",
            "layer_metadata": [{"diff_id": BASE, "base_image_index": 1}, {"diff_id": OWN, "base_image_index": 0}],
            "base_images": [{}, {"name": "debian", "tags": None}],
        },
        **more,
    }


def installed(*vulnerabilities: Any, groups: Any = None, layer: int = 1) -> dict[str, Any]:
    """Return a package of OSV-Scanner's with its records."""
    return {
        "package": {
            "name": "stdlib",
            "version": "1.26.0",
            "ecosystem": "Go",
            "image_origin_details": {"index": layer},
        },
        "groups": groups,
        "vulnerabilities": list(vulnerabilities),
    }


def cyclonedx(*vulnerabilities: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a CycloneDX document of Trivy's on ghcr.io/acme/web:1."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "metadata": {
            "timestamp": "2026-11-20T03:00:00+00:00",
            "tools": {"components": [{"type": "application", "name": "trivy", "version": "0.66.0"}]},
            "component": {
                "type": "container",
                "name": f"{NAME}:1",
                "properties": [
                    {"name": "aquasecurity:trivy:RepoTag", "value": f"{NAME}:1"},
                    {"name": "aquasecurity:trivy:RepoDigest", "value": PUSHED},
                ],
            },
        },
        "components": [
            {
                "bom-ref": "pkg:deb/debian/openssl@1.0",
                "type": "library",
                "name": "openssl",
                "version": "1.0",
                "purl": "pkg:deb/debian/openssl@1.0",
                "properties": [{"name": "aquasecurity:trivy:LayerDiffID", "value": BASE}],
            },
            {"bom-ref": "os", "type": "operating-system", "name": "debian", "components": [{"type": "library"}]},
        ],
        "vulnerabilities": list(vulnerabilities),
        **more,
    }


EVERY = {
    "trivy": trivy(flaw("CVE-2026-0001", VendorIDs=["DSA-1-1"]), flaw("CVE-2026-0002", FixedVersion="1.1")),
    "grype": grype(matched("GHSA-aaaa-bbbb-cccc", "CVE-2026-0001")),
    "osv-scanner": osv(installed({"id": "GO-2026-0001", "aliases": ["CVE-2026-0001"]}), installed("GO-2026-0002")),
    "cyclonedx": cyclonedx(
        {
            "id": "CVE-2026-0001",
            "source": {"name": "debian"},
            "ratings": [{"source": {"name": "debian"}, "severity": "high", "score": 7.5, "method": "CVSSv31"}],
            "affects": [{"ref": "pkg:deb/debian/openssl@1.0"}],
        }
    ),
}


def scanned(tag: str, *rows: dict[str, Any], digest: str = "", day: str = "2026-11-20", **more: Any) -> dict[str, Any]:
    """Return a report of Trivy's on a tag of ghcr.io/acme/web."""
    digests = [f"{NAME}@{digest}"] if digest else []
    metadata = {"RepoTags": [f"{NAME}:{tag}"], "RepoDigests": digests, "ImageConfig": CONFIG}
    return trivy(*rows, ArtifactName=f"{NAME}:{tag}", Metadata=metadata, CreatedAt=f"{day}T03:00:00Z", **more)


def indexed(*documents: Any, **named: Any) -> ReportIndex:
    """Return the index of documents: of 0.json, 1.json, ... and of the paths that keywords give."""
    found = {**{f"{number}.json": document for number, document in enumerate(documents)}, **named}
    return report_index.gather(report(document, path) for path, document in found.items())


def kept(*documents: Any, bases: KnownBases = NO_BASES) -> Scan:
    """Return what the scoreboard keeps of reports on ghcr.io/acme/web."""
    reports = indexed(*documents)
    found = scan.of(reports.take((NAME,), DEPLOYED), reports, SCANNING, bases)
    assert found is not None
    return found
