"""What stays on record of a component's scan, and what came and left between two of them."""

from collections.abc import Iterable

from audit.dockerfile.syntax import image_reference
from audit.model.history.past_run import PastComponent, PastFlaw, PastScan
from audit.model.vulnerabilities.scan import Scan
from audit.model.vulnerabilities.shift import ImageShift, ScanState
from audit.model.vulnerabilities.vulnerability import LEVELS, Level
from audit.vulnerabilities.comparison import flaw_changes


def of(scan: Scan | None) -> PastScan | None:
    """Return what stays of a scan; nothing of one that may have been blind, or whose image nobody can name."""
    image = image_reference.canonical(image_reference.read(scan.image)) if scan and not scan.doubt else ""
    if scan is None or not image:
        return None
    worst = _worst((flaw.name, flaw.severity) for flaw in scan.flaws)
    return PastScan(image, scan.digest, scan.scanner, tuple(PastFlaw(*flaw) for flaw in sorted(worst.items())))


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
    found = flaw_changes.between(old.scan, new.scan)
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
        flaws=found,
    )


def _state(scan: PastScan, database: str) -> ScanState:
    return ScanState(scan.digest, scan.scanner, database)
