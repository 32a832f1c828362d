"""Explain components in one of two runs alone: new or gone, or read in only one of them."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from audit.history.difference import attribution, finding_changes
from audit.history.difference.attribution import ComponentPair
from audit.model.history.difference import Cause, Change, Kind, Reason
from audit.model.history.past_component import PastComponent, Where
from audit.model.history.past_run import PastBranch, PastRun


class BranchIndex:
    """Index the branches of both runs by repository and name, and their unreadable files by path."""

    def __init__(self, old: PastRun, new: PastRun, renamed: Mapping[Where, Where]) -> None:
        """Take both runs, and the new names of branches by their old names."""
        self.runs = old.run, new.run
        self.renamed = renamed
        self.old_names = {new: old for old, new in renamed.items()}
        self.old = {branch.where: branch for branch in old.branches}
        self.new = {branch.where: branch for branch in new.branches}
        self.unread = (_files(old), _files(new))

    def pair(self, old: PastComponent, new: PastComponent) -> ComponentPair:
        """Return a component of both runs with its branches."""
        return ComponentPair(self.runs, old, new, self.old.get(old.where), self.new.get(new.where))


def _files(run: PastRun) -> dict[tuple[str, str, str], str]:
    return {(skipped.repository, skipped.branch, skipped.path): skipped.reason for skipped in run.skipped}


def removed(component: PastComponent, branches: BranchIndex) -> Change:
    """Return the change of a component that only the old run has."""
    where = branches.renamed.get(component.where, component.where)
    now, was = branches.new.get(where) or branches.new.get((where[0], "")), branches.old.get(where)
    # a repository that was skipped as a whole has one line without a branch
    unread = branches.unread[1].get((*where, component.dockerfile))
    if now is not None and now.outcome != "read":
        return change("lost", component, "looked at", "", Reason("coverage", now.reason))
    if unread is not None:
        return change("lost", component, "looked at", "", Reason("coverage", unread))
    return change("gone", component, _summary(component), "", _reason_of_end(component, was, now, branches))


def _reason_of_end(
    component: PastComponent, was: PastBranch | None, now: PastBranch | None, branches: BranchIndex
) -> Reason:
    if now is None:
        only = branches.runs[1].only
        if only and not any(fnmatchcase(component.repository, glob) for glob in only):
            return Reason("coverage", f"not asked for: --only {' '.join(only)}")
        return Reason("configuration", "the branch is not audited any more")
    return _by_commit(was, now, branches)


def added(component: PastComponent, branches: BranchIndex) -> Iterator[Change]:
    """Yield the changes of a component that only the new run has."""
    where = branches.old_names.get(component.where, component.where)
    was, now = branches.old.get(where) or branches.old.get((where[0], "")), branches.new.get(component.where)
    unread = branches.unread[0].get((*where, component.dockerfile))
    if (was is not None and was.outcome != "read") or unread is not None:
        why = unread if unread is not None else was.reason if was else ""
        yield change("back", component, "", "looked at", Reason("coverage", f"it could not be: {why}"))
        return
    reason = _reason_of_beginning(was, now, branches)
    yield change("new", component, "", _summary(component), reason)
    yield from finding_changes.introduced(component, reason)


def _reason_of_beginning(was: PastBranch | None, now: PastBranch | None, branches: BranchIndex) -> Reason:
    if was is None:
        only = branches.runs[0].only
        if only:
            return Reason("coverage", f"not asked for before: --only {' '.join(only)}")
        return Reason("configuration", "the branch is audited since then")
    return _by_commit(was, now, branches)


def _by_commit(was: PastBranch | None, now: PastBranch | None, branches: BranchIndex) -> Reason:
    """Return the commits as the reason; where they are the same, another version of the program or the settings."""
    if was is not None and now is not None and was.commit == now.commit:
        known = attribution.differences(branches.runs)
        first: Cause = "rules"
        name = next(iter(known), first)
        return Reason(name, known.get(name, "another edition of the program takes it otherwise"))
    return attribution.of_code(was, now)


def change(kind: Kind, component: PastComponent, before: str, after: str, reason: Reason) -> Change:
    """Return a change of a whole component."""
    return Change(
        kind=kind,
        repository=component.repository,
        branch=component.branch,
        dockerfile=component.dockerfile,
        target=component.target,
        component=component.judged.name,
        counts=component.in_scope or kind == "left",
        before=before,
        after=after,
        reason=reason,
    )


def _summary(component: PastComponent) -> str:
    score = "no score" if component.score is None else f"score {component.score:.1f}"
    return f"{component.judged.kind}, {score}" if component.in_scope else f"{component.judged.kind}, not in scope"
