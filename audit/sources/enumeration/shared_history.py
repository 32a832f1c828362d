"""Find repositories with the same first commit under several names; each is counted."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from audit.errors import HostError
from audit.model.repository import Hosted, Repository


class Commits(Protocol):
    """Know the first commit of a repository."""

    def first_commit(self, name: str) -> str:
        """Return the oldest commit of the default branch, empty when there is none."""


def sentences(repositories: Iterable[Repository], known: Mapping[str, Hosted], host: Commits) -> Iterator[str]:
    """Yield a sentence for each first commit that several of the repositories have.

    A clone one commit deep cannot tell: the host is asked, two small requests for each repository.
    """
    names: dict[str, list[str]] = {}
    for each in repositories:
        found = known.get(each.name.lower())
        if found:
            try:
                names.setdefault(host.first_commit(found.name), []).append(each.name)
            except HostError as error:
                yield f"{error}. Which repositories began as one is known in part only."
                break
    for commit, group in sorted(names.items()):
        if commit and len(group) > 1:
            listed = f"{', '.join(group[:-1])} and {group[-1]}"
            yield f"{listed} began as one repository (first commit {commit[:10]}); each is counted for itself."
