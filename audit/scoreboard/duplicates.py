"""Drop branches whose commit was already counted under another repository name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Folder, Repository
from audit.scoreboard.gathered import Gathered


def counted_once(gathered: Gathered, listed: Sequence[Repository]) -> Gathered:
    """Return each commit under one repository's name only; under the other name it is skipped, with the reason.

    An active repository goes before an inactive one, then the one that is listed first. Commits of a `Folder` are made
    by the program itself: equal content is no sign that two folders are one repository.
    """
    places = {repository.name: index for index, repository in enumerate(listed)}
    own = {repository.name: repository for repository in gathered.repositories}

    def precedence(facts: Facts) -> tuple[bool, int, str]:
        name = facts.repository
        return own[name].status != "active", places.get(name, len(places)), name

    first: dict[str, Facts] = {}
    for facts in sorted(gathered.facts, key=precedence):
        if not isinstance(own[facts.repository].origin, Folder):
            first.setdefault(facts.commit, facts)
    duplicates = tuple(_duplicates(gathered.facts, first))
    dropped = {(skipped.repository, skipped.branch) for skipped in duplicates}
    kept = tuple(facts for facts in gathered.facts if (facts.repository, facts.branch) not in dropped)
    return replace(gathered, facts=kept, skipped=gathered.skipped + duplicates)


def _duplicates(found: Sequence[Facts], first: dict[str, Facts]) -> Iterator[Skipped]:
    """Yield the ledger's reason for each branch that is counted under another name."""
    for facts in found:
        other = first.get(facts.commit, facts)
        if other.repository != facts.repository:
            reason = f"the same commit as {other.repository} ({other.branch}), counted there"
            yield Skipped(facts.repository, facts.branch, "", reason)
