"""Grype's JSON report (https://github.com/anchore/grype/tree/main/schema/grype/json)."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any

import msgspec

from audit.errors import ReportError
from audit.model.vulnerability import Match, Package, Report
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities import aliases, document, heading, layers, severity
from audit.vulnerabilities.distinct import distinct
from audit.vulnerabilities.document import Name, Text

_BLIND = "it finds nothing, and Grype's JSON lists no packages; scan with `grype -o cyclonedx-json` beside it"
_CONFIG = "/source/target/config"


class _Fix(msgspec.Struct):
    versions: list[Text] | None = None


class _Vulnerability(msgspec.Struct):
    id: Name
    severity: Text = ""
    namespace: Text = ""
    fix: _Fix | None = None


class _Related(msgspec.Struct):
    id: Text


class _Location(msgspec.Struct):
    path: Text = ""
    layer: Text = msgspec.field(default="", name="layerID")


class _Artifact(msgspec.Struct):
    name: Text
    version: Text = ""
    type: Text = ""
    locations: list[_Location] | None = None


class _Match(msgspec.Struct):
    vulnerability: _Vulnerability
    artifact: _Artifact
    related: list[_Related] | None = msgspec.field(default=None, name="relatedVulnerabilities")


class _Target(msgspec.Struct, rename="camel"):
    user_input: Text = ""
    manifest_digest: Text = ""
    tags: list[Text] | None = None
    repo_digests: list[Text] | None = None
    config: str | None = None


class _Source(msgspec.Struct):
    target: _Target | str | None = None


class _Status(msgspec.Struct):
    built: Text | None = None


class _Database(msgspec.Struct):
    built: Text | None = None
    status: _Status | None = None


class _Descriptor(msgspec.Struct):
    version: Text = ""
    timestamp: Text = ""
    db: _Database | None = None


class _Report(msgspec.Struct):
    matches: list[_Match] | None
    source: _Source | None = None
    descriptor: _Descriptor | None = None


def is_meant(found: dict[str, Any]) -> bool:
    """Tell whether the document has the head of a Grype report."""
    return "matches" in found and ("descriptor" in found or "source" in found)


def read(path: str, found: dict[str, Any], scanning: Scanning) -> Report:
    """Return the report; raise ReportError for one of another schema."""
    held = document.fit(path, found, _Report)
    target = held.source.target if held.source and isinstance(held.source.target, _Target) else _Target()
    tool = held.descriptor or _Descriptor()
    tags, digests = target.tags or [], target.repo_digests or []
    base = layers.of_base(_config(path, target.config)) if target.config else frozenset[str]()
    matches = tuple(_matches(held, base, scanning))
    return Report(
        path=path,
        format="grype",
        image=heading.image(
            (*(each for each in tags if each == target.user_input), *tags, *digests, target.user_input),
            (*digests, target.manifest_digest),
        ),
        scanner="grype",
        version=heading.version(tool.version),
        scanned=heading.day(tool.timestamp),
        database=heading.day(_built(tool.db)),
        packages=None,
        doubt=_BLIND,
        matches=matches,
        vulnerabilities=distinct(matches, scanning),
    )


def _built(database: _Database | None) -> str:
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
        return document.fit(path, document.parse(path, content), layers.ImageConfig, _CONFIG)
    except ReportError as error:
        raise ReportError(path, _CONFIG, "no image configuration; expected JSON as base64") from error


def _matches(held: _Report, base: frozenset[str], scanning: Scanning) -> Iterator[Match]:
    for each in held.matches or ():
        found, artifact = each.vulnerability, each.artifact
        where = (artifact.locations or [_Location()])[0]
        yield Match(
            names=aliases.spelled((found.id, *(other.id for other in each.related or ()))),
            package=Package(artifact.name, artifact.version, artifact.type),
            severity=severity.of_word(found.severity, scanning),
            severity_source=found.namespace,
            fixed=", ".join(found.fix.versions or ()) if found.fix else "",
            place=where.path,
            layer=where.layer,
            origin=layers.origin(where.layer, base),
        )
