"""Components that are in one of two runs alone: new or gone, or only looked at in one of them."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from audit.history.difference import attribution, finding_changes
from audit.history.difference.attribution import Grounds
from audit.history.difference.pairing import Where
from audit.model.history.difference import Cause, Change, Kind, Reason
from audit.model.history.past_run import PastBranch, PastComponent, PastRun


class Branches:
    """Hold the branches of both runs, and the files of them that could not be looked at, by place."""

    def __init__(self, old: PastRun, new: PastRun, renamed: Mapping[Where, Where]) -> None:
        """Take both runs, and where branches of the old one are in the new."""
        self.runs = old.run, new.run
        self.renamed = renamed
        self.back = {to: one for one, to in renamed.items()}
        self.old = {(each.repository, each.branch): each for each in old.branches}
        self.new = {(each.repository, each.branch): each for each in new.branches}
        self.unread = (_files(old), _files(new))

    def grounds(self, old: PastComponent, new: PastComponent) -> Grounds:
        """Return what is known of a component that is in both."""
        was, now = self.old.get((old.repository, old.branch)), self.new.get((new.repository, new.branch))
        return Grounds(self.runs, old, new, was, now)


def _files(run: PastRun) -> dict[tuple[str, str, str], str]:
    return {(each.repository, each.branch, each.path): each.reason for each in run.skipped}


def gone(component: PastComponent, branches: Branches) -> Change:
    """Return what became of a component that only the old run has."""
    where = branches.renamed.get((component.repository, component.branch), (component.repository, component.branch))
    now, was = branches.new.get(where) or _whole(branches.new, where[0]), branches.old.get(where)
    unread = branches.unread[1].get((*where, component.dockerfile))
    if now is not None and now.outcome != "read":
        return change("lost", component, "looked at", "", Reason("coverage", now.reason))
    if unread is not None:
        return change("lost", component, "looked at", "", Reason("coverage", unread))
    return change("gone", component, _failing(component), "", _reason_of_end(component, was, now, branches))


def _reason_of_end(
    component: PastComponent, was: PastBranch | None, now: PastBranch | None, branches: Branches
) -> Reason:
    if now is None:
        only = branches.runs[1].only
        if only and not any(fnmatchcase(component.repository, each) for each in only):
            return Reason("coverage", f"not asked for: --only {' '.join(only)}")
        return Reason("configuration", "the branch is not audited any more")
    return _by_commit(was, now, branches)


def came(component: PastComponent, branches: Branches) -> Iterator[Change]:
    """Yield what is to be said of a component that only the new run has."""
    where = branches.back.get((component.repository, component.branch), (component.repository, component.branch))
    was, now = branches.old.get(where) or _whole(branches.old, where[0]), branches.new.get(_at(component))
    unread = branches.unread[0].get((*where, component.dockerfile))
    if (was is not None and was.outcome != "read") or unread is not None:
        said = unread if unread is not None else was.reason if was else ""
        yield change("back", component, "", "looked at", Reason("coverage", f"it could not be: {said}"))
        return
    reason = _reason_of_beginning(was, now, branches)
    yield change("new", component, "", _failing(component), reason)
    yield from finding_changes.introduced(component, reason)


def _reason_of_beginning(was: PastBranch | None, now: PastBranch | None, branches: Branches) -> Reason:
    if was is None:
        only = branches.runs[0].only
        said = f"not asked for before: --only {' '.join(only)}" if only else "the branch is audited since then"
        return Reason("coverage" if only else "configuration", said)
    return _by_commit(was, now, branches)


def _by_commit(was: PastBranch | None, now: PastBranch | None, branches: Branches) -> Reason:
    """Return the commits as the reason; where they are the same, another edition or the settings."""
    if was is not None and now is not None and was.commit == now.commit:
        known = attribution.edited(branches.runs)
        first: Cause = "rules"
        name = next(iter(known), first)
        return Reason(name, known.get(name, "another edition of the program takes it otherwise"))
    return attribution.of_code(was, now)


def _whole(branches: dict[Where, PastBranch], repository: str) -> PastBranch | None:
    """Return the line of a repository that was skipped whole, if there is one."""
    return branches.get((repository, ""))


def _at(component: PastComponent) -> Where:
    return component.repository, component.branch


def change(kind: Kind, component: PastComponent, before: str, after: str, reason: Reason) -> Change:
    """Return a change of a whole component."""
    return Change(
        kind=kind,
        repository=component.repository,
        branch=component.branch,
        dockerfile=component.dockerfile,
        component=component.judged.name,
        counts=component.in_scope or kind == "left",
        before=before,
        after=after,
        reason=reason,
    )


def _failing(component: PastComponent) -> str:
    score = "no score" if component.score is None else f"score {component.score:.1f}"
    return f"{component.judged.kind}, {score}" if component.in_scope else f"{component.judged.kind}, not in scope"
