"""Find the work trees that `check` judges, survey them, and judge them at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from audit import __version__, facts
from audit.compliance import catalogue
from audit.facts import Surveyed
from audit.model.repository import Local, Repository
from audit.model.scoreboard import Run, Scoreboard
from audit.policy.policy import Policy
from audit.policy.signals import Signals
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge
from audit.sources.working_tree import WorkingTree, root_of

Survey = tuple[Repository, Surveyed]


@dataclass(frozen=True, slots=True)
class Tree:
    """Hold one work tree and the paths in it that are to be judged."""

    root: Path
    files: WorkingTree
    chosen: frozenset[str]

    @property
    def repository(self) -> Repository:
        """Return the work tree as a repository."""
        return Repository(
            name=self.files.snapshots[0].repository,
            origin=Local(str(self.root)),
            branches=(),
            status="active",
            reason="",
            working_group="",
            web="",
        )

    def survey(self, signals: Signals) -> Survey:
        """Return the facts of the chosen files as they lie on disk."""
        return self.repository, facts.gather(self.files, signals, self.chosen) if self.chosen else ((), ())


def work_trees(paths: Iterable[Path]) -> tuple[Tree, ...]:
    """Return the work trees that the paths lie in, sorted; a folder means all Dockerfiles below it."""
    places: dict[Path, list[Path]] = {}
    for path in paths:
        # where a link leads decides which work tree a file belongs to
        place = path.resolve()
        places.setdefault(root_of(place), []).append(place)
    return tuple(_tree(root, inside) for root, inside in sorted(places.items()))


def _tree(root: Path, places: Iterable[Path]) -> Tree:
    files = WorkingTree(root)
    chosen: set[str] = set()
    for place in places:
        inner = place.relative_to(root).as_posix()
        chosen.update([inner] if place.is_file() else files.below("" if inner == "." else inner))
    return Tree(root, files, frozenset(chosen))


def judge_trees(surveys: Iterable[Survey], policy: Policy, date: str) -> Scoreboard:
    """Judge all work trees at once: one scoreboard, of all their repositories."""
    known = tuple(surveys)
    gathered = Gathered(
        tuple(repository for repository, _ in known),
        tuple(facts for _, (found, _) in known for facts in found),
        tuple(skip for _, (_, skipped) in known for skip in skipped),
    )
    run = Run(policy.organization.name, date, __version__, catalogue.VERSION, policy.profile.name, policy.digest)
    return judge(join(gathered, policy), policy, run)
