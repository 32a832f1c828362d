"""Compare work trees with the commit where their change began (`image-audit check --base REF`)."""

from collections.abc import Iterable

from audit import facts
from audit.cli.audit_run import trees
from audit.cli.audit_run.trees import Survey, Tree
from audit.errors import UserError
from audit.model.scoreboard import Scoreboard
from audit.policy.policy import Policy
from audit.policy.signals import Signals
from audit.scoreboard import regressions
from audit.scoreboard.regressions import Location
from audit.sources import discover, rename
from audit.sources.git import GitFault
from audit.sources.repository import merge_base
from audit.sources.repository.merge_base import BaseCommit

SECONDS = 60.0
Notes = tuple[str, ...]


def worse(board: Scoreboard, found: Iterable[Tree], name: str, policy: Policy) -> tuple[Scoreboard, Notes]:
    """Return the part of a scoreboard that is worse than at the base, and notes on that base.

    Raise UserError when a work tree has no such commit.
    """
    surveys: list[Survey] = []
    renamed: dict[Location, str] = {}
    notes: Notes = ()
    for tree in found:
        survey, moved, note = _before(tree, name, policy.signals)
        surveys.append(survey)
        renamed |= {(tree.repository.name, path): old for path, old in moved.items()}
        notes += note
    return regressions.worse(board, trees.judge_trees(surveys, policy, board.run.date), renamed), notes


def _before(tree: Tree, name: str, signals: Signals) -> tuple[Survey, dict[str, str], Notes]:
    """Survey one work tree at the base; return its facts, path -> path before of moved Dockerfiles, and notes."""
    try:
        with merge_base.opened(tree.root, tree.repository, name, SECONDS) as opened:
            moved = _moved(tree, opened)
            there = {entry.path for entry in opened.reader.snapshots[0].entries}
            chosen = frozenset({moved.get(path, path) for path in tree.chosen} & there)
            survey = facts.gather(opened.reader, signals, chosen) if chosen else ((), ())
            return (tree.repository, survey), moved, _note(opened, name)
    except GitFault as fault:
        raise UserError(f"--base: no commit {name!r} in {tree.root}: {fault}") from fault


def _moved(tree: Tree, opened: BaseCommit) -> dict[str, str]:
    """Return path -> path before, of those Dockerfiles that the change moved."""
    here = {entry.path for entry in tree.files.snapshots[0].entries}
    before = opened.reader.snapshots[0].entries
    new = tree.chosen - {entry.path for entry in before}
    gone = {entry.path: entry.blob for entry in discover.candidates(before) if entry.path not in here} if new else {}
    contents = opened.reader.read(gone.values())
    return rename.followed(
        {path: text for path, blob in gone.items() if isinstance(text := contents[blob], bytes)},
        {path: text for path, text in tree.files.read(new).items() if isinstance(text, bytes)},
    )


def _note(opened: BaseCommit, name: str) -> Notes:
    if opened.shared:
        return ()
    return (f"no commit that HEAD and {name} have in common is here; compared with {name} itself",)
