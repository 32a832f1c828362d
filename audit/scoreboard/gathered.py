"""Hold what the first phase returns: the facts of all repositories."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Repository


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold the repositories asked for, their facts by branch, and the repositories and branches that were skipped.

    `unchanged` names the (repository, branch) whose facts are those of an earlier run; `seconds` is what reading each
    repository took, where a clock was given.
    """

    repositories: tuple[Repository, ...]
    facts: tuple[Facts, ...]
    skipped: tuple[Skipped, ...]
    unchanged: frozenset[tuple[str, str]] = frozenset()
    seconds: Mapping[str, float] = field(default_factory=dict)

    def without(self, repository: str, reason: str) -> "Gathered":
        """Return the same with a repository failed: no facts of it, and the reason why."""
        return replace(
            self,
            facts=tuple(facts for facts in self.facts if facts.repository != repository),
            skipped=(*self.skipped, Skipped(repository, "", "", reason, failed=True)),
        )


NOTHING_GATHERED = Gathered((), (), ())
