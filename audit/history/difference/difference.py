"""From two runs on record to what changed: a pure function."""

from collections.abc import Iterator

from audit.history.difference import added_removed, attribution, finding_changes
from audit.history.difference.added_removed import Branches
from audit.history.difference.attribution import Grounds
from audit.history.difference.pairing import pair
from audit.history.records import scan_record
from audit.model.history.difference import Change, Difference, Kind, Reason, Side
from audit.model.history.past_run import PastComponent, PastRun
from audit.model.scoreboard import Run

_ORDER = ("lost", "back", "gone", "moved", "new", "entered", "left")


def between(old: PastRun, new: PastRun) -> Difference:
    """Return what changed from one run to another, by place, each with its reason."""
    paired = pair(old, new)
    branches = Branches(old, new, paired.renamed)
    found = [
        *(each for two in paired.both for each in _kept(branches.grounds(*two))),
        *(added_removed.gone(each, branches) for each in paired.gone),
        *(change for each in paired.new for change in added_removed.came(each, branches)),
    ]
    shifts = tuple(
        sorted(filter(None, (scan_record.shifted(*two) for two in paired.both)), key=lambda shift: shift.key)
    )
    changes, notes = tuple(sorted(found, key=_key)), tuple(_notes(old.run, new.run))
    return Difference(_side(old), _side(new), changes, notes, shifts)


def _kept(grounds: Grounds) -> Iterator[Change]:
    """Yield the changes of a component that is in both runs; what stands otherwise for no verdict's sake last."""
    old, new = grounds.old, grounds.new
    if old.key != new.key:
        yield added_removed.change("moved", new, _where(old), _where(new), _reason_of_move(grounds))
    found = tuple(finding_changes.changes(grounds))
    yield from found
    if old.in_scope != new.in_scope:
        kind: Kind = "entered" if new.in_scope else "left"
        yield added_removed.change(
            kind, new, old.judged.scope_reason, new.judged.scope_reason, attribution.of_component(grounds)
        )
    elif new.in_scope and not any(each.counts for each in found):
        if old.score != new.score:
            yield added_removed.change(
                "score", new, _number(old.score), _number(new.score), attribution.of_component(grounds)
            )
        elif old.priority != new.priority:
            yield added_removed.change("priority", new, old.priority, new.priority, attribution.of_component(grounds))


def _reason_of_move(grounds: Grounds) -> Reason:
    if grounds.same_commit:
        return Reason("configuration", "the same commit under another name")
    return attribution.of_code(grounds.was, grounds.now)


def _where(component: PastComponent) -> str:
    return f"{component.repository} ({component.branch}) {component.dockerfile}"


def _number(score: float | None) -> str:
    return "none" if score is None else f"{score:.1f}"


def _side(past: PastRun) -> Side:
    return Side(past.id, past.run, past.total, past.outcomes)


def _key(change: Change) -> tuple[str, str, str, bool, str, str]:
    return (*change.key, change.kind not in _ORDER, change.rule, change.kind)


def _notes(old: Run, new: Run) -> Iterator[str]:
    if old.organization != new.organization:
        yield f"two organisations: {old.organization} and {new.organization}"
    if old.profile != new.profile:
        yield f"two profiles: {old.profile} and {new.profile}"
    if old.only != new.only:
        yield "another choice of repositories (--only)"
    yield from (f"{sentence}" for sentence in attribution.edited((old, new)).values())
