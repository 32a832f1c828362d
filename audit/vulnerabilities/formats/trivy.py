"""Read Trivy's JSON report, schema version 2 (https://trivy.dev/latest/docs/configuration/reporting/#json)."""

from collections.abc import Iterator
from typing import Any

import msgspec

from audit.errors import ReportError
from audit.model.vulnerabilities.vulnerability import Match, Package, Report
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities.deduplication import aliases
from audit.vulnerabilities.deduplication.deduplicate import deduplicate
from audit.vulnerabilities.formats import json_document, layers, severity
from audit.vulnerabilities.formats import metadata as heading
from audit.vulnerabilities.formats.json_document import Name, Text

_SCHEMA = 2
# what is scanned that is no image, so that its name is a folder's or an address
_NO_IMAGE = frozenset({"filesystem", "repository", "vm"})
_BLIND = "it finds nothing and lists no packages; scan with `trivy image --list-all-pkgs`"


class _Layer(msgspec.Struct, rename="pascal"):
    diff_id: Text | None = msgspec.field(default=None, name="DiffID")


class _Vulnerability(msgspec.Struct, rename="pascal"):
    name: Name = msgspec.field(name="VulnerabilityID")
    pkg_name: Text
    vendor_ids: list[Text] | None = msgspec.field(default=None, name="VendorIDs")
    installed_version: Text = ""
    fixed_version: Text | None = None
    pkg_path: Text | None = None
    severity: Text | None = None
    severity_source: Text | None = None
    layer: _Layer | None = None


class _Installed(msgspec.Struct, rename="pascal"):
    name: Text | None = None


class _Result(msgspec.Struct, rename="pascal"):
    target: Text = ""
    type: Text = ""
    packages: list[_Installed] | None = None
    vulnerabilities: list[_Vulnerability] | None = None


class _Metadata(msgspec.Struct, rename="pascal"):
    repo_tags: list[Text] | None = None
    repo_digests: list[Text] | None = None
    image_config: layers.ImageConfig | None = None


class _Tool(msgspec.Struct, rename="pascal"):
    version: Text = ""


class _Report(msgspec.Struct, rename="pascal"):
    schema_version: int
    artifact_name: Text = ""
    artifact_type: Text = ""
    created_at: Text = ""
    trivy: _Tool | None = None
    metadata: _Metadata | None = None
    results: list[_Result] | None = None


def is_meant(found: dict[str, Any]) -> bool:
    """Tell whether the document has the head of a Trivy report."""
    return "SchemaVersion" in found or ("ArtifactName" in found and "ArtifactType" in found)


def read(path: str, found: dict[str, Any], scanning: Scanning) -> Report:
    """Return the report; raise ReportError for one of another schema."""
    document = json_document.fit(path, found, _Report)
    if document.schema_version != _SCHEMA:
        raise ReportError(path, "/SchemaVersion", f"another schema of Trivy's; expected {_SCHEMA}")
    metadata = document.metadata or _Metadata()
    tags, digests = metadata.repo_tags or [], metadata.repo_digests or []
    asked = "" if document.artifact_type in _NO_IMAGE else document.artifact_name
    config = metadata.image_config or layers.ImageConfig()
    base = layers.of_base(config)
    matches = tuple(_matches(document, base, scanning))
    packages = _packages(document)
    return Report(
        path=path,
        format="trivy",
        image=heading.image((*(tag for tag in tags if tag == asked), *tags, *digests, asked), digests),
        scanner="trivy",
        version=document.trivy.version if document.trivy else "",
        scanned=heading.day(document.created_at),
        database="",
        packages=packages,
        doubt="" if packages else _BLIND,
        matches=matches,
        vulnerabilities=deduplicate(matches, scanning),
        built=heading.built(config.created),
        layers=config.diffs,
    )


def _packages(document: _Report) -> int | None:
    """Return how many packages are listed; None when no result lists any, as without --list-all-pkgs."""
    lists = [result.packages for result in document.results or () if result.packages is not None]
    return sum(map(len, lists)) if lists else None


def _matches(document: _Report, base: frozenset[str], scanning: Scanning) -> Iterator[Match]:
    for result in document.results or ():
        for found in result.vulnerabilities or ():
            layer = (found.layer.diff_id if found.layer else None) or ""
            yield Match(
                names=aliases.spelled((found.name, *(found.vendor_ids or ()))),
                package=Package(found.pkg_name, found.installed_version, result.type),
                severity=severity.of_word(found.severity or "", scanning),
                severity_source=found.severity_source or "",
                fixed=found.fixed_version or "",
                place=found.pkg_path or result.target,
                layer=layer,
                origin=layers.origin(layer, base),
            )
