"""Tabulate vulnerabilities by working group and component, and list unmatched reports."""

from dataclasses import dataclass

from audit.model.evidence import Skipped
from audit.model.scoreboard import Scoreboard, Standing
from audit.model.vulnerabilities.scan import Count, GroupScan, Scan, Scans
from audit.model.vulnerabilities.vulnerability import Level
from reports.page.details.link import key
from reports.page.details.scan import dated
from reports.text.visible import name, prose
from reports.text.wording import DASH, amount, percent

COLUMNS = ("Critical", "High", "Medium", "Low", "Unknown")
# negligible is Grype's and Debian's word below low; the table that people know has no column for it
_LEVELS: tuple[tuple[Level, ...], ...] = (("critical",), ("high",), ("medium",), ("low", "negligible"), ("unknown",))


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Hold a working group's row; `missing` names the components without a report."""

    name: str
    expected: str
    scanned: str
    clean: str
    blind: str
    cells: tuple[str, ...]
    everywhere: str
    scanners: str
    databases: str
    missing: str


@dataclass(frozen=True, slots=True)
class ComponentScan:
    """Hold a component that has a report; cells are dashes where the scan may have been blind."""

    key: str
    component: str
    image: str
    cells: tuple[str, ...]
    base: str
    scanner: str
    database: str


@dataclass(frozen=True, slots=True)
class UnreadReport:
    """Hold a report that matches no component or cannot be read, with the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class VulnerabilitySection:
    """Hold the content of the section."""

    said: str
    columns: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    total: GroupRow
    rows: tuple[ComponentScan, ...]
    unread: tuple[UnreadReport, ...]


def build(scoreboard: Scoreboard) -> VulnerabilitySection | None:
    """Return the content of the section; None without reports."""
    scans = scoreboard.scans
    if scans is None:
        return None
    inside = [(standing, standing.scan) for standing in scoreboard.standings if standing.in_scope and standing.scan]
    return VulnerabilitySection(
        said=_sentence(scans),
        columns=COLUMNS,
        groups=tuple(_group_row(group) for group in scans.groups),
        total=_group_row(scans.total),
        rows=tuple(
            _component_scan(standing, scan) for standing, scan in sorted(inside, key=lambda pair: _order(pair[1]))
        ),
        unread=tuple(_unread(each) for each in (*scans.unmatched, *scans.skipped)),
    )


def _sentence(scans: Scans) -> str:
    total = scans.total
    read = (
        f"{amount(scans.reports, 'report')} read, {len(scans.skipped):,} unreadable, {len(scans.unmatched):,} unmatched"
    )
    known = f"{total.scanned:,} of {amount(total.expected, 'component')} in scope have one"
    return f"{read}; {known}: {total.clean:,} clean, {total.blind:,} perhaps blind, {len(total.missing):,} not scanned."


def _group_row(group: GroupScan) -> GroupRow:
    return GroupRow(
        name=name(group.name),
        expected=f"{group.expected:,}",
        scanned=f"{group.scanned:,}",
        clean=f"{group.clean:,}",
        blind=f"{group.blind:,}",
        cells=_cells(group.counts) if group.scanned > group.blind else (DASH,) * len(COLUMNS),
        everywhere=f"{group.everywhere:,}",
        scanners=name(", ".join(group.scanners)) or DASH,
        databases=" to ".join(group.databases) or DASH,
        missing=prose(", ".join(group.missing)) or DASH,
    )


def _cells(counts: tuple[Count, ...]) -> tuple[str, ...]:
    """Return the number of each column, with how many of them are fixable in brackets."""
    cells = []
    for levels in _LEVELS:
        found = [count for count in counts if count.severity in levels]
        number, fixable = sum(each.number for each in found), sum(each.fixable for each in found)
        cells.append(f"{number:,} ({fixable:,})" if fixable else f"{number:,}")
    return tuple(cells)


def _order(scan: Scan) -> tuple[int, ...]:
    """Return a sort key: the gravest first, blind scans last."""
    return (int(bool(scan.doubt)), *(-scan.number(*levels) for levels in _LEVELS))


def _component_scan(standing: Standing, scan: Scan) -> ComponentScan:
    return ComponentScan(
        key=key(standing),
        component=name(standing.component.name),
        image=name(scan.image),
        cells=(DASH,) * len(COLUMNS) if scan.doubt else _cells(scan.counts),
        base=_base(scan),
        scanner=name(" ".join(filter(None, (scan.scanner, scan.version)))),
        database=name(f"perhaps blind: {scan.doubt}" if scan.doubt else dated(scan)),
    )


def _base(scan: Scan) -> str:
    """Return the share that is expected to leave with the base image."""
    estimate = scan.estimate
    if estimate is None or estimate.share is None:
        return DASH
    return f"about {estimate.leaving:,} ({percent(estimate.share)})"


def _unread(skipped: Skipped) -> UnreadReport:
    return UnreadReport(name(skipped.path), prose(skipped.reason))
