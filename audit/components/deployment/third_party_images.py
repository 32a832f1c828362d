"""Images that a default installation runs and that nobody at hand publishes."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from fnmatch import fnmatchcase

from audit.dockerfile.syntax.image_reference import canonical, read
from audit.model.component import Facts
from audit.model.deployment import Foreign
from audit.policy.organization.organization import BuiltElsewhere

_NOT_PUBLISHED = "no Dockerfile of its repository is known to publish it"
_NOT_AUDITED = "its repository was not audited in this run"


def find(facts: Iterable[Facts], reviewed: Iterable[BuiltElsewhere] = ()) -> tuple[Foreign, ...]:
    """Return what a default installation runs and nobody here publishes, each image once, by name.

    `reviewed` says which repository builds an image; one that was audited, and whose Dockerfiles do not publish it, is
    named in the reason.
    """
    known, listed = tuple(facts), tuple(reviewed)
    ours = {canonical(read(name)) for branch in known for component in branch.components for name in component.names}
    found: dict[str, Foreign] = {}
    for branch in known:
        for mention in branch.mentions:
            named = mention.default and mention.how in ("field", "values")
            if named and canonical(read(mention.image)) not in ours:
                found.setdefault(mention.image, Foreign(mention.image, branch.repository, mention.evidence))
    audited = {branch.repository for branch in known}
    return tuple(_explained(found[image], listed, audited) for image in sorted(found))


def _explained(foreign: Foreign, reviewed: tuple[BuiltElsewhere, ...], audited: Collection[str]) -> Foreign:
    """Add the repository that builds the image, and the reason why no row shows it."""
    name = canonical(read(foreign.image))
    for entry in reviewed:
        if any(fnmatchcase(name, canonical(read(glob))) for glob in entry.images):
            silent = _NOT_PUBLISHED if entry.repository in audited else _NOT_AUDITED
            return replace(foreign, built_in=entry.repository, reason=entry.reason or silent)
    return foreign
