"""What scanners' reports say of the whole: the working groups' table, and the reports that fit nothing."""

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
        total=_group(policy.organization.name, [each for each in standings if each.in_scope], policy.scanning),
    )


def _groups(standings: Sequence[Standing], scanning: Scanning) -> Iterator[GroupScan]:
    """Yield a line for each group that has something in scope, in their order, what has none last."""
    groups: dict[str, list[Standing]] = {}
    for each in standings:
        if each.in_scope:
            groups.setdefault(each.place.working_group or NO_GROUP, []).append(each)
    for name in sorted(groups, key=lambda name: (name == NO_GROUP, name)):
        yield _group(name, groups[name], scanning)


def _group(name: str, members: Sequence[Standing], scanning: Scanning) -> GroupScan:
    given = [each.scan for each in members if each.scan]
    seen = [each for each in given if not each.doubt]
    days = sorted({day for each in seen if (day := each.database or each.scanned)})
    return GroupScan(
        name=name,
        expected=len(members),
        scanned=len(given),
        clean=sum(not each.flaws for each in seen),
        blind=len(given) - len(seen),
        counts=scan.counts(_distinct(seen, scanning), scanning),
        everywhere=sum(len(each.flaws) for each in seen),
        scanners=tuple(sorted({" ".join(filter(None, (each.scanner, each.version))) for each in given})),
        databases=tuple(dict.fromkeys((*days[:1], *days[-1:]))),
        missing=tuple(sorted(each.component.name for each in members if not each.scan)),
    )


def _distinct(scans: Sequence[Scan], scanning: Scanning) -> Iterator[Flaw]:
    """Yield each flaw once: at its worst, and as one that can be mended where every image's can."""
    found: dict[str, list[Flaw]] = {}
    for each in scans:
        for flaw in each.flaws:
            found.setdefault(flaw.name, []).append(flaw)
    for several in found.values():
        worst = min(several, key=lambda flaw: scanning.severities.index(flaw.severity))
        yield replace(worst, fixable=all(flaw.fixable for flaw in several))


def _unmatched(standings: Sequence[Standing], reports: ReportIndex, policy: Policy) -> Iterator[Skipped]:
    """Yield the reports that no component's image was found for, with the reason."""
    taken = {
        one.report.path
        for each in standings
        for one in reports.take(component_scan.published(each.component.names), each.deployment)
    }
    named = (
        *(each.runtime.image for each in standings),
        *map(image_reference.read, policy.lifecycle.recommended.values()),
    )
    bases = {image_reference.canonical(each) for each in named}
    for report in reports.reports:
        if report.path not in taken:
            yield Skipped("", "", report.path, _why(report, bases))


def _why(report: Report, bases: set[str]) -> str:
    if report.image is None:
        return "it names no image; expected a path such as ghcr.io/acme/web/1.4.2.json"
    if image_reference.canonical(report.image) in bases:
        return f"{scan.shown(report.image)} is a base image: it counts where what a change of base brings is estimated"
    return f"no component publishes {scan.shown(report.image)}"
