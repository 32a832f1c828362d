"""Record the scan of a component, and compare two recorded scans."""

from collections.abc import Iterable

from audit.dockerfile.syntax import image_reference
from audit.model.history.past_component import PastComponent, PastFlaw, PastScan
from audit.model.vulnerabilities.scan import Scan
from audit.model.vulnerabilities.shift import ImageShift, ScanState
from audit.model.vulnerabilities.vulnerability import LEVELS, Level
from audit.vulnerabilities.comparison import flaw_changes


def record(scan: Scan | None) -> PastScan | None:
    """Return the record of a scan; None when the scanner may have been blind, or the image has no full name."""
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


def count_by_severity(components: Iterable[PastComponent]) -> tuple[tuple[Level, int], ...]:
    """Count the distinct vulnerabilities in scope by severity; empty when nothing was scanned."""
    scans = [component.scan for component in components if component.in_scope and component.scan]
    worst = _worst((flaw.name, flaw.severity) for scan in scans for flaw in scan.flaws)
    levels = list(worst.values())
    return tuple((level, levels.count(level)) for level in LEVELS) if scans else ()


def image_shift(old: PastComponent, new: PastComponent) -> ImageShift | None:
    """Return the flaws that appeared in a component's image or disappeared; None without any, or without both scans."""
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
        target=new.target,
    )


def _state(scan: PastScan, database: str) -> ScanState:
    return ScanState(scan.digest, scan.scanner, database)
