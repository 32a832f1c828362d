"""Read Grype's JSON report (https://github.com/anchore/grype/tree/main/schema/grype/json)."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from audit.errors import ReportError
from audit.model.dockerfile import Image
from audit.model.vulnerabilities.vulnerability import Match, Package, Report
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities.deduplication import aliases
from audit.vulnerabilities.deduplication.deduplicate import deduplicate
from audit.vulnerabilities.formats import grype_schema as record
from audit.vulnerabilities.formats import json_document, layers, metadata, severity

_BLIND = "it finds nothing, and Grype's JSON lists no packages; scan with `grype -o cyclonedx-json` beside it"
_CONFIG = "/source/target/config"


def is_meant(found: dict[str, Any]) -> bool:
    """Tell whether the document has the head of a Grype report."""
    return "matches" in found and ("descriptor" in found or "source" in found)


def read(path: str, found: dict[str, Any], scanning: Scanning) -> Report:
    """Return the report; raise ReportError for one of another schema."""
    document = json_document.fit(path, found, record.GrypeDocument)
    target = _target(document)
    tool = document.descriptor or record.Descriptor()
    config = _config(path, target.config) if target.config else layers.ImageConfig()
    base = layers.of_base(config)
    matches = tuple(_matches(document, base, scanning))
    return Report(
        path=path,
        format="grype",
        image=_image(target),
        scanner="grype",
        version=metadata.version(tool.version),
        scanned=metadata.day(tool.timestamp),
        database=metadata.day(_built(tool.db)),
        packages=None,
        doubt=_BLIND,
        matches=matches,
        vulnerabilities=deduplicate(matches, scanning),
        built=metadata.built(config.created),
        layers=config.diffs,
    )


def _target(document: record.GrypeDocument) -> record.Target:
    """Return the image that was scanned, empty for anything else."""
    target = document.source.target if document.source else None
    return target if isinstance(target, record.Target) else record.Target()


def _image(target: record.Target) -> Image | None:
    tags, digests = target.tags or [], target.repo_digests or []
    scanned = [tag for tag in tags if tag == target.user_input]
    return metadata.image((*scanned, *tags, *digests, target.user_input), (*digests, target.manifest_digest))


def _built(database: record.GrypeDatabase | None) -> str:
    """Return when the database was built; it moved into `status` with version 0.88."""
    if database is None:
        return ""
    return database.built or (database.status.built if database.status else None) or ""


def _config(path: str, text: str) -> layers.ImageConfig:
    """Return the image configuration that Grype keeps as base64."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ReportError(path, _CONFIG, f"not base64: {error}") from error
    try:
        return json_document.fit(path, json_document.parse(path, content), layers.ImageConfig, _CONFIG)
    except ReportError as error:
        raise ReportError(path, _CONFIG, "no image configuration; expected JSON as base64") from error


def _matches(document: record.GrypeDocument, base: frozenset[str], scanning: Scanning) -> Iterator[Match]:
    for match in document.matches or ():
        found, artifact = match.vulnerability, match.artifact
        where = (artifact.locations or [record.GrypeLocation()])[0]
        yield Match(
            names=aliases.spelled((found.id, *(other.id for other in match.related or ()))),
            package=Package(artifact.name, artifact.version, artifact.type),
            severity=severity.of_word(found.severity, scanning),
            severity_source=found.namespace,
            fixed=", ".join(found.fix.versions or ()) if found.fix else "",
            place=where.path,
            layer=where.layer,
            origin=layers.origin(where.layer, base),
            exploited=any(one.exploited for one in (found, *(match.related or ()))),
            epss=_likelihood(match),
        )


def _likelihood(match: record.GrypeMatch) -> float | None:
    """Return the highest EPSS score (0-1), which may be in a related entry only; None where there is none."""
    scores = (score.epss for one in (match.vulnerability, *(match.related or ())) for score in one.epss or ())
    return max((score for score in scores if score is not None and 0 <= score <= 1), default=None)
