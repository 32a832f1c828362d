"""What came to images and left them between two runs: the image's doing, or the database's."""

from collections.abc import Iterable, Iterator

from audit.dockerfile.syntax import image_reference
from audit.model.vulnerabilities.scan import How, Scan, Seen, Shift


def seen(scans: Iterable[Scan]) -> tuple[Seen, ...]:
    """Return what a run's scans say of images, sorted, each once by its last reference; a blind scan says nothing."""
    found = {
        name: Seen(name, each.digest, each.scanner, frozenset(flaw.name for flaw in each.flaws))
        for each in sorted(scans, key=lambda one: one.image)
        if not each.doubt and (name := image_reference.canonical(image_reference.read(each.image)))
    }
    return tuple(found[name] for name in sorted(found))


def shifts(before: Iterable[Seen], after: Iterable[Seen]) -> tuple[Shift, ...]:
    """Tell what appeared and what is gone, sorted; an image that only one run saw shifts nothing.

    What appears in the same digest was disclosed since; what appears with another digest is a regression of the image,
    as far as two runs can tell: it may have been disclosed at the same time.
    """
    old = {each.image: each for each in before}
    found = [shift for each in after if each.image in old for shift in _of(old[each.image], each)]
    return tuple(sorted(found, key=lambda each: (each.image, not each.appeared, each.flaw)))


def _of(old: Seen, new: Seen) -> Iterator[Shift]:
    for flaw in new.flaws - old.flaws:
        yield Shift(new.image, flaw, _how(old, new, "disclosed", "regression"), appeared=True)
    for flaw in old.flaws - new.flaws:
        yield Shift(new.image, flaw, _how(old, new, "withdrawn", "mended"), appeared=False)


def _how(old: Seen, new: Seen, same: How, other: How) -> How:
    if old.scanner != new.scanner or not old.digest or not new.digest:
        return "unclear"
    return same if old.digest == new.digest else other
