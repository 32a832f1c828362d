"""Read OSV-Scanner's JSON report.

https://google.github.io/osv-scanner/output/#json, with records as https://ossf.github.io/osv-schema has them.
"""

from collections.abc import Iterator
from typing import Any

from audit.model.vulnerabilities.vulnerability import Level, Match, Origin, Package, Report
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities.deduplication import aliases
from audit.vulnerabilities.deduplication.deduplicate import deduplicate
from audit.vulnerabilities.formats import json_document, severity
from audit.vulnerabilities.formats import osv_schema as record

_BLIND = "it finds nothing and lists no packages; scan with `osv-scanner scan image --all-packages`"


def is_meant(found: dict[str, Any]) -> bool:
    """Tell whether the document has the head of an OSV-Scanner report."""
    return "results" in found and not ("runs" in found or "matches" in found)


def read(path: str, found: dict[str, Any], scanning: Scanning) -> Report:
    """Return the report, which names neither image nor version nor dates; raise ReportError for another schema."""
    document = json_document.fit(path, found, record.OsvDocument)
    entries = [package for result in document.results or () for package in result.packages or ()]
    lists_all = any(not entry.vulnerabilities for entry in entries)
    matches = tuple(_matches(document, scanning))
    return Report(
        path=path,
        format="osv-scanner",
        image=None,
        scanner="osv-scanner",
        version="",
        scanned="",
        database="",
        packages=len(entries) if lists_all else None,
        doubt="" if lists_all else _BLIND,
        matches=matches,
        vulnerabilities=deduplicate(matches, scanning),
        layers=tuple(layer.diff_id for layer in (document.image_metadata or record.OsvImage()).layer_metadata or ()),
    )


def _matches(document: record.OsvDocument, scanning: Scanning) -> Iterator[Match]:
    image = document.image_metadata or record.OsvImage()
    for result in document.results or ():
        for entry in result.packages or ():
            layer, origin = _origin(entry.package.image_origin_details, image)
            for listed in entry.vulnerabilities or ():
                found = record.OsvVulnerability(listed) if isinstance(listed, str) else listed
                level, source = _level(found, entry.groups, scanning)
                yield Match(
                    names=aliases.spelled((found.id, *(found.aliases or ()), *(found.upstream or ()))),
                    package=Package(
                        entry.package.name, entry.package.version or entry.package.commit, entry.package.ecosystem
                    ),
                    severity=level,
                    severity_source=source,
                    fixed=_fixed(found, entry.package.name),
                    place=result.source.path if result.source else "",
                    layer=layer,
                    origin=origin,
                )


def _origin(details: record.Origin | None, image: record.OsvImage) -> tuple[str, Origin]:
    """Return the layer and its origin; base image 0 is the image itself, when another one is known."""
    listed = image.layer_metadata or []
    if details is None or not 0 <= details.index < len(listed):
        return "", "unknown"
    layer = listed[details.index]
    if not any(base.name for base in image.base_images or ()):
        return layer.diff_id, "unknown"
    return layer.diff_id, "base" if layer.base_image_index > 0 else "own"


def _level(
    found: record.OsvVulnerability, groups: list[record.Group] | int | None, scanning: Scanning
) -> tuple[Level, str]:
    """Return the severity and whose word it is: the scanner's score, the record's word, a distribution's word."""
    lists = groups if isinstance(groups, list) else []
    score = next((group.max_severity for group in lists if found.id in (group.ids or ())), "")
    said = found.database_specific.severity if found.database_specific else None
    candidates = [(severity.of_score(score, scanning), f"CVSS {score}")]
    if isinstance(said, str):
        candidates.append((severity.of_word(said, scanning), found.id.partition("-")[0]))
    candidates += [(severity.of_word(rating.score, scanning), rating.type) for rating in found.severity or ()]
    return next((candidate for candidate in candidates if candidate[0] != "unknown"), ("unknown", ""))


def _fixed(found: record.OsvVulnerability, package: str) -> str:
    """Return the versions that mend a package, as the record's ranges of versions (not of commits) name them."""
    versions = [
        event.fixed
        for affected in found.affected or ()
        if affected.package and affected.package.name == package
        for span in affected.ranges or ()
        if span.type != "GIT"
        for event in span.events or ()
        if event.fixed
    ]
    return ", ".join(dict.fromkeys(versions))
