"""Compare the flaws of one image in two recorded runs."""

from audit.model.history.past_component import PastScan
from audit.model.vulnerabilities.shift import FlawShift, ShiftKind
from audit.model.vulnerabilities.vulnerability import LEVELS


def between(old: PastScan, new: PastScan) -> tuple[FlawShift, ...]:
    """Return the flaws that appeared or disappeared, the gravest first; none for scans of two different images.

    A flaw that appears in the same digest was disclosed since; one that appears with another digest is a regression of
    the image, as far as two runs can tell: it may have been disclosed at the same time.
    """
    if old.image != new.image:
        return ()
    before, after = ({flaw.name: flaw.severity for flaw in scan.flaws} for scan in (old, new))
    appeared = _kind(old, new, "disclosed", "regression")
    gone = _kind(old, new, "withdrawn", "mended")
    found = [
        *(FlawShift(name, after[name], appeared, appeared=True) for name in after.keys() - before.keys()),
        *(FlawShift(name, before[name], gone, appeared=False) for name in before.keys() - after.keys()),
    ]
    return tuple(sorted(found, key=lambda shift: (LEVELS.index(shift.severity), not shift.appeared, shift.name)))


def _kind(old: PastScan, new: PastScan, same_digest: ShiftKind, other_digest: ShiftKind) -> ShiftKind:
    if old.scanner != new.scanner or not old.digest or not new.digest:
        return "unclear"
    return same_digest if old.digest == new.digest else other_digest
