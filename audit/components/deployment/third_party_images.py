"""Images that a default installation runs and that nobody at hand publishes."""

from collections.abc import Iterable

from audit.dockerfile.syntax.image_reference import canonical, read
from audit.model.component import Facts
from audit.model.deployment import Foreign


def find(facts: Iterable[Facts]) -> tuple[Foreign, ...]:
    """Return what a default installation runs and nobody here publishes, each image once, by name."""
    known = tuple(facts)
    ours = {canonical(read(name)) for branch in known for component in branch.components for name in component.names}
    found: dict[str, Foreign] = {}
    for branch in known:
        for mention in branch.mentions:
            named = mention.default and mention.how in ("field", "values")
            if named and canonical(read(mention.image)) not in ours:
                found.setdefault(mention.image, Foreign(mention.image, branch.repository, mention.evidence))
    return tuple(found[image] for image in sorted(found))
