"""Read CycloneDX (JSON) with vulnerabilities, as scanners write it (https://cyclonedx.org/docs/1.6/json)."""

import re
from collections.abc import Iterator
from typing import Any

from audit.errors import ReportError
from audit.model.vulnerabilities.vulnerability import Level, Match, Package, Report
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities.deduplication import aliases
from audit.vulnerabilities.deduplication.deduplicate import deduplicate
from audit.vulnerabilities.formats import cyclonedx_schema as record
from audit.vulnerabilities.formats import json_document, severity
from audit.vulnerabilities.formats import metadata as heading

_BLIND = "it lists no vulnerability, as a bill of materials does that nobody has scanned"
# writes no bill of materials without scanning; Trivy does, with an empty list of vulnerabilities
_SCANS_ALWAYS = frozenset({"grype"})
# states of an analysis (VEX) in which the image is not affected
_SETTLED = frozenset({"not_affected", "false_positive", "resolved", "resolved_with_pedigree"})
_LAYER = re.compile(r"aquasecurity:trivy:LayerDiffID|syft:location:0:layerID")
_EPSS = re.compile(r"\bEPSS\b|first\.org/epss", re.IGNORECASE)
_EXPLOITED = re.compile(r"\bKEV\b|known-exploited", re.IGNORECASE)
_TAG = "aquasecurity:trivy:RepoTag"
_DIGEST = "aquasecurity:trivy:RepoDigest"


def is_meant(found: dict[str, Any]) -> bool:
    """Tell whether the document is CycloneDX by its own word."""
    return found.get("bomFormat") == "CycloneDX"


def read(path: str, found: dict[str, Any], scanning: Scanning) -> Report:
    """Return the report; raise ReportError for one without the tool that made it, or of another schema."""
    document = json_document.fit(path, found, record.CycloneDxDocument)
    metadata = document.metadata or record.Metadata()
    tools = (metadata.tools.components if isinstance(metadata.tools, record.Tools) else metadata.tools) or []
    if not tools or not tools[0].name:
        raise ReportError(path, "/metadata/tools", "names no tool; expected the scanner's name")
    subject = metadata.component or record.CycloneDxComponent()
    parts = _flat(document.components or [])
    matches = tuple(_matches(document, parts, scanning))
    return Report(
        path=path,
        format="cyclonedx",
        image=heading.image(
            (*_values(subject, _TAG), subject.name if subject.type == "container" else ""),
            (*_values(subject, _DIGEST), subject.version if subject.version.startswith("sha256:") else ""),
        ),
        scanner=tools[0].name.lower(),
        version=heading.version(tools[0].version),
        scanned=heading.day(metadata.timestamp),
        database="",
        packages=None if document.components is None else sum(part.type == "library" for part in parts),
        doubt="" if tools[0].name.lower() in _SCANS_ALWAYS else _BLIND,
        matches=matches,
        vulnerabilities=deduplicate(matches, scanning),
    )


def _flat(components: list[record.CycloneDxComponent]) -> list[record.CycloneDxComponent]:
    """Return the components with those inside them."""
    found: list[record.CycloneDxComponent] = []
    waiting = [*components]
    while waiting:
        component = waiting.pop()
        found.append(component)
        waiting += component.components or []
    return found


def _values(component: record.CycloneDxComponent, name: str) -> list[str]:
    return [added.value for added in component.properties or () if added.name == name]


def _matches(
    document: record.CycloneDxDocument, parts: list[record.CycloneDxComponent], scanning: Scanning
) -> Iterator[Match]:
    known = {part.ref: part for part in parts if part.ref}
    for found in document.vulnerabilities or ():
        if found.analysis and found.analysis.state in _SETTLED:
            continue
        level, source = _level(found, scanning)
        for affect in found.affects or (record.Affect(""),):
            # a BOM-Link names the component behind the `#`
            part = (
                known.get(affect.ref)
                or known.get(affect.ref.rpartition("#")[2])
                or record.CycloneDxComponent(name=affect.ref)
            )
            yield Match(
                names=aliases.spelled((found.id, *(reference.id for reference in found.references or ()))),
                package=Package(part.name, part.version, part.purl.removeprefix("pkg:").partition("/")[0]),
                severity=level,
                severity_source=source,
                fixed=_fixed(found.recommendation, part.name),
                place="",
                layer=_layer(part),
                origin="unknown",
                exploited=any(_is_about(rating, _EXPLOITED) for rating in found.ratings or ()),
                epss=_likelihood(found),
            )


def _is_about(rating: record.Rating, what: re.Pattern[str]) -> bool:
    """Tell by its method and source whether a rating is about exploitation instead of severity."""
    source = rating.source or record.CycloneDxSource()
    return any(what.search(word) for word in (rating.method, source.name, source.url))


def _likelihood(found: record.CycloneDxVulnerability) -> float | None:
    """Return the EPSS score (0-1) among the ratings, as Grype writes it; None where there is none."""
    scores = (rating.score for rating in found.ratings or () if _is_about(rating, _EPSS))
    return max((score for score in scores if score is not None and 0 <= score <= 1), default=None)


def _level(found: record.CycloneDxVulnerability, scanning: Scanning) -> tuple[Level, str]:
    """Return the severity and its source: that of the vulnerability's own source, else the worst."""
    ratings = [
        (_rated(rating, scanning), rating.source.name if rating.source else "") for rating in found.ratings or ()
    ]
    own = [rating for rating in ratings if found.source and rating[1] == found.source.name and rating[0] != "unknown"]
    chosen = own or ratings or [("unknown", "")]
    worst = scanning.worst(tuple(level for level, _ in chosen))
    return next(rating for rating in chosen if rating[0] == worst)


def _rated(rating: record.Rating, scanning: Scanning) -> Level:
    level = severity.of_word(rating.severity, scanning)
    if level != "unknown" or rating.score is None or not rating.method.startswith("CVSS"):
        return level
    return severity.of_score(rating.score, scanning)


def _fixed(recommendation: str, package: str) -> str:
    """Return the version in `Upgrade libssl to version 1.2; Upgrade ...`, Trivy's way to say it."""
    for advice in recommendation.split("; "):
        head, found, version = advice.partition(" to version ")
        if found and head == f"Upgrade {package}":
            return version
    return ""


def _layer(part: record.CycloneDxComponent) -> str:
    return next((added.value for added in part.properties or () if _LAYER.fullmatch(added.name)), "")
