"""What stays on record of a component's scan, and what came and left between two of them."""

from collections.abc import Iterable

from audit.model.history.past_run import PastComponent, PastFlaw, PastScan
from audit.model.vulnerabilities.scan import Scan, Seen
from audit.model.vulnerabilities.shift import FlawShift, ImageShift, ScanState
from audit.model.vulnerabilities.vulnerability import LEVELS, Level
from audit.vulnerabilities.comparison import flaw_changes


def of(scan: Scan | None) -> PastScan | None:
    """Return what stays of a scan; nothing of one that may have been blind, or whose image nobody can name."""
    found = flaw_changes.seen([scan] if scan else [])
    if scan is None or not found:
        return None
    worst = _worst((each.name, each.severity) for each in scan.flaws)
    (seen,) = found
    return PastScan(seen.image, seen.digest, seen.scanner, tuple(PastFlaw(*each) for each in sorted(worst.items())))


def _worst(named: Iterable[tuple[str, Level]]) -> dict[str, Level]:
    """Return the worst severity under each name."""
    found: dict[str, Level] = {}
    for name, level in named:
        found[name] = min(found.get(name, level), level, key=LEVELS.index)
    return found


def counted(components: Iterable[PastComponent]) -> tuple[tuple[Level, int], ...]:
    """Count the distinct vulnerabilities of what is in scope by severity; nothing where nothing was scanned."""
    scans = [each.scan for each in components if each.in_scope and each.scan]
    worst = _worst((flaw.name, flaw.severity) for each in scans for flaw in each.flaws)
    levels = list(worst.values())
    return tuple((level, levels.count(level)) for level in LEVELS) if scans else ()


def shifted(old: PastComponent, new: PastComponent) -> ImageShift | None:
    """Return what came to a component's image and what left it; None where nothing did or one run saw nothing."""
    if not old.scan or not new.scan:
        return None
    levels = {each.name: each.severity for each in (*old.scan.flaws, *new.scan.flaws)}
    found = [
        FlawShift(each.flaw, levels[each.flaw], each.how, each.appeared)
        for each in flaw_changes.shifts([_seen(old.scan)], [_seen(new.scan)])
    ]
    if not found:
        return None
    return ImageShift(
        repository=new.repository,
        branch=new.branch,
        dockerfile=new.dockerfile,
        component=new.judged.name,
        image=new.scan.image,
        counts=new.in_scope,
        before=_state(old.scan, old.scan_database),
        after=_state(new.scan, new.scan_database),
        flaws=tuple(sorted(found, key=lambda each: (LEVELS.index(each.severity), not each.appeared, each.name))),
    )


def _seen(scan: PastScan) -> Seen:
    return Seen(scan.image, scan.digest, scan.scanner, frozenset(each.name for each in scan.flaws))


def _state(scan: PastScan, database: str) -> ScanState:
    return ScanState(scan.digest, scan.scanner, database)
