"""Hold what the first phase returns: the facts of all repositories."""

from dataclasses import dataclass

from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Repository


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold the repositories asked for, their facts by branch, and the repositories and branches that were skipped.

    `unchanged` names the (repository, branch) whose facts are those of an earlier run.
    """

    repositories: tuple[Repository, ...]
    facts: tuple[Facts, ...]
    skipped: tuple[Skipped, ...]
    unchanged: frozenset[tuple[str, str]] = frozenset()


NOTHING_GATHERED = Gathered((), (), ())
