"""Reports on a reports, taken for a component's image."""

from typing import Any

from audit.model.deployment import Deployment
from audit.model.vulnerabilities.scan import Scan
from audit.vulnerabilities import scan
from audit.vulnerabilities.estimate import NO_BASES, KnownBases
from audit.vulnerabilities.report_files import report_index
from audit.vulnerabilities.report_files.report_index import ReportIndex
from tests.vulnerabilities.written import CONFIG, SCANNING, report, trivy

NAME = "ghcr.io/acme/web"
DEPLOYED = Deployment("default", "a default installation runs it", "acme/manifests d.yaml:7", "1.4.2")


def scanned(tag: str, *rows: dict[str, Any], digest: str = "", day: str = "2026-11-20", **more: Any) -> dict[str, Any]:
    """Return a report of Trivy's on a tag of ghcr.io/acme/web."""
    digests = [f"{NAME}@{digest}"] if digest else []
    metadata = {"RepoTags": [f"{NAME}:{tag}"], "RepoDigests": digests, "ImageConfig": CONFIG}
    return trivy(*rows, ArtifactName=f"{NAME}:{tag}", Metadata=metadata, CreatedAt=f"{day}T03:00:00Z", **more)


def shelved(*documents: Any, **named: Any) -> ReportIndex:
    """Return documents on a reports: as 0.json, 1.json, ... and under the paths that keywords give."""
    found = {**{f"{index}.json": each for index, each in enumerate(documents)}, **named}
    return report_index.gather(report(document, path) for path, document in found.items())


def taken(where: ReportIndex, deployment: Deployment = DEPLOYED, bases: KnownBases = NO_BASES) -> Scan | None:
    """Return what the reports say of ghcr.io/acme/web."""
    return scan.of(where.take((NAME,), deployment), where, SCANNING, bases)
