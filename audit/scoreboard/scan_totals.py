"""Sum up scanners' reports by working group, and list the reports that match no component."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.compliance import component_scan
from audit.compliance.scoring.summary import NO_GROUP
from audit.dockerfile.syntax import image_reference
from audit.model.evidence import Skipped
from audit.model.scoreboard import Standing
from audit.model.vulnerabilities.scan import Flaw, GroupScan, Scan, Scans
from audit.model.vulnerabilities.vulnerability import Report
from audit.policy.policy import Policy
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities import scan
from audit.vulnerabilities.report_files.report_index import ReportIndex


def of(standings: Sequence[Standing], reports: ReportIndex, policy: Policy) -> Scans | None:
    """Sum up the reports of a run; None when none were given."""
    if reports.state != "given":
        return None
    return Scans(
        reports=len(reports.reports),
        unmatched=tuple(_unmatched(standings, reports, policy)),
        skipped=reports.skipped,
        groups=tuple(_groups(standings, policy.scanning)),
        total=_group(
            policy.organization.name, [standing for standing in standings if standing.in_scope], policy.scanning
        ),
    )


def _groups(standings: Sequence[Standing], scanning: Scanning) -> Iterator[GroupScan]:
    """Yield a line for each group with something in scope, by name; components without a group are last."""
    groups: dict[str, list[Standing]] = {}
    for standing in standings:
        if standing.in_scope:
            groups.setdefault(standing.place.working_group or NO_GROUP, []).append(standing)
    for name in sorted(groups, key=lambda name: (name == NO_GROUP, name)):
        yield _group(name, groups[name], scanning)


def _group(name: str, members: Sequence[Standing], scanning: Scanning) -> GroupScan:
    given = [standing.scan for standing in members if standing.scan]
    readable = [scan_ for scan_ in given if not scan_.doubt]
    days = sorted({day for scan_ in readable if (day := scan_.database or scan_.scanned)})
    return GroupScan(
        name=name,
        expected=len(members),
        scanned=len(given),
        clean=sum(not scan_.flaws for scan_ in readable),
        blind=len(given) - len(readable),
        counts=scan.counts(_distinct(readable, scanning), scanning),
        everywhere=sum(len(scan_.flaws) for scan_ in readable),
        scanners=tuple(sorted({" ".join(filter(None, (scan_.scanner, scan_.version))) for scan_ in given})),
        databases=tuple(dict.fromkeys((*days[:1], *days[-1:]))),
        missing=tuple(sorted(standing.component.name for standing in members if not standing.scan)),
    )


def _distinct(scans: Sequence[Scan], scanning: Scanning) -> Iterator[Flaw]:
    """Yield each flaw once: at its worst, and as fixable where it is in every image."""
    found: dict[str, list[Flaw]] = {}
    for scan_ in scans:
        for flaw in scan_.flaws:
            found.setdefault(flaw.name, []).append(flaw)
    for several in found.values():
        worst = min(several, key=lambda flaw: scanning.severities.index(flaw.severity))
        yield replace(worst, fixable=all(flaw.fixable for flaw in several))


def _unmatched(standings: Sequence[Standing], reports: ReportIndex, policy: Policy) -> Iterator[Skipped]:
    """Yield the reports that no component's image was found for, with the reason."""
    taken = {
        one.report.path
        for standing in standings
        for one in reports.take(component_scan.published(standing.component.names), standing.deployment)
    }
    named = (
        *(standing.runtime.image for standing in standings),
        *map(image_reference.read, policy.lifecycle.recommended.values()),
    )
    bases = {image_reference.canonical(image) for image in named}
    for report in reports.reports:
        if report.path not in taken:
            yield Skipped("", "", report.path, _why(report, bases))


def _why(report: Report, bases: set[str]) -> str:
    if report.image is None:
        return "it names no image; expected a path such as ghcr.io/acme/web/1.4.2.json"
    if image_reference.canonical(report.image) in bases:
        return f"{scan.shown(report.image)} is a base image: it counts where what a change of base brings is estimated"
    return f"no component publishes {scan.shown(report.image)}"
