"""Two names of one repository that no server told of: the same commit under both is counted once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Folder, Repository
from audit.scoreboard.judge import Gathered


def counted_once(gathered: Gathered, listed: Sequence[Repository]) -> Gathered:
    """Return what was gathered, each commit under one repository's name only; the other name is skipped and says why.

    An active repository goes before an inactive one, then the one that is listed first. The commits of a folder are of
    our own making: equal content is no sign that two folders are one repository.
    """
    places = {each.name: index for index, each in enumerate(listed)}
    own = {each.name: each for each in gathered.repositories}

    def rank(facts: Facts) -> tuple[bool, int, str]:
        name = facts.repository
        return own[name].status != "active", places.get(name, len(places)), name

    first: dict[str, Facts] = {}
    for each in sorted(gathered.facts, key=rank):
        if not isinstance(own[each.repository].origin, Folder):
            first.setdefault(each.commit, each)
    twins = tuple(_twins(gathered.facts, first))
    gone = {(each.repository, each.branch) for each in twins}
    kept = tuple(each for each in gathered.facts if (each.repository, each.branch) not in gone)
    return replace(gathered, facts=kept, skipped=gathered.skipped + twins)


def _twins(found: Sequence[Facts], first: dict[str, Facts]) -> Iterator[Skipped]:
    """Yield what the ledger says of facts that stand under another name already."""
    for each in found:
        other = first.get(each.commit, each)
        if other.repository != each.repository:
            reason = f"the same commit as {other.repository} ({other.branch}), counted there"
            yield Skipped(each.repository, each.branch, "", reason)
