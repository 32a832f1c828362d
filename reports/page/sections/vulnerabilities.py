"""Vulnerabilities: the table that working groups know, by group and by component, and the reports that fit nothing."""

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
class Group:
    """Hold a working group's row; `missing` names the components of which no report was given."""

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
class Row:
    """Hold a component that has a report; cells are dashes where the scan may have been blind."""

    key: str
    component: str
    image: str
    cells: tuple[str, ...]
    base: str
    scanner: str
    database: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Hold a report that fits no component or that nobody could read, with the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Vulnerabilities:
    """Hold the whole section."""

    said: str
    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    total: Group
    rows: tuple[Row, ...]
    unread: tuple[Unread, ...]


def build(scoreboard: Scoreboard) -> Vulnerabilities | None:
    """Return what the section shows; None when no reports were given."""
    scans = scoreboard.scans
    if scans is None:
        return None
    inside = [(each, each.scan) for each in scoreboard.standings if each.in_scope and each.scan]
    return Vulnerabilities(
        said=_said(scans),
        columns=COLUMNS,
        groups=tuple(_group(each) for each in scans.groups),
        total=_group(scans.total),
        rows=tuple(_row(standing, scan) for standing, scan in sorted(inside, key=lambda pair: _order(pair[1]))),
        unread=tuple(_unread(each) for each in (*scans.unmatched, *scans.skipped)),
    )


def _said(scans: Scans) -> str:
    total = scans.total
    read = (
        f"{amount(scans.reports, 'report')} read, {len(scans.skipped):,} unreadable, {len(scans.unmatched):,} unmatched"
    )
    known = f"{total.scanned:,} of {amount(total.expected, 'component')} in scope have one"
    return f"{read}; {known}: {total.clean:,} clean, {total.blind:,} perhaps blind, {len(total.missing):,} not scanned."


def _group(group: GroupScan) -> Group:
    return Group(
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
        found = [each for each in counts if each.severity in levels]
        number, fixable = sum(each.number for each in found), sum(each.fixable for each in found)
        cells.append(f"{number:,} ({fixable:,})" if fixable else f"{number:,}")
    return tuple(cells)


def _order(scan: Scan) -> tuple[int, ...]:
    """Return what puts the gravest first and the blind last."""
    return (int(bool(scan.doubt)), *(-scan.number(*levels) for levels in _LEVELS))


def _row(standing: Standing, scan: Scan) -> Row:
    return Row(
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


def _unread(skipped: Skipped) -> Unread:
    return Unread(name(skipped.path), prose(skipped.reason))
