"""Compare two recorded runs."""

from collections.abc import Iterator

from audit.history.difference import added_removed, attribution, finding_changes, pairing
from audit.history.difference.added_removed import BranchIndex
from audit.history.difference.attribution import ComponentPair
from audit.history.records import scan_record
from audit.model.evidence import label
from audit.model.history.difference import Change, Difference, Kind, Reason, Side
from audit.model.history.past_component import PastComponent
from audit.model.history.past_run import PastRun
from audit.model.scoreboard import Run

_ORDER = ("lost", "back", "gone", "moved", "new", "entered", "left")


def between(old: PastRun, new: PastRun) -> Difference:
    """Return the changes from one run to another, sorted by place, each with its reason."""
    paired = pairing.pair(old, new)
    branches = BranchIndex(old, new, paired.renamed)
    found = [
        *(change for components in paired.both for change in _changes(branches.pair(*components))),
        *(added_removed.removed(component, branches) for component in paired.gone),
        *(change for component in paired.new for change in added_removed.added(component, branches)),
    ]
    shifts = tuple(
        sorted(
            filter(None, (scan_record.image_shift(*components) for components in paired.both)),
            key=lambda shift: shift.key,
        )
    )
    changes, notes = tuple(sorted(found, key=_key)), tuple(_notes(old.run, new.run))
    return Difference(_side(old), _side(new), changes, notes, shifts)


def _changes(pair: ComponentPair) -> Iterator[Change]:
    """Yield the changes of a component in both runs; score or priority only when no verdict explains it."""
    old, new = pair.old, pair.new
    if old.key != new.key:
        yield added_removed.change("moved", new, _where(old), _where(new), _reason_of_move(pair))
    found = tuple(finding_changes.changes(pair))
    yield from found
    if old.in_scope != new.in_scope:
        kind: Kind = "entered" if new.in_scope else "left"
        yield added_removed.change(
            kind, new, old.judged.scope_reason, new.judged.scope_reason, attribution.of_component(pair)
        )
    elif new.in_scope:
        yield from _rated(pair, explained=any(change.counts for change in found))


def _rated(pair: ComponentPair, *, explained: bool) -> Iterator[Change]:
    """Yield the change of class or score; where verdicts explain it, the class only if another rule book ranked."""
    old, new = pair.old, pair.new
    reranked = pair.runs[0].priorities_digest != pair.runs[1].priorities_digest
    if old.priority != new.priority and (reranked or not (explained or old.score != new.score)):
        yield added_removed.change("priority", new, old.priority, new.priority, attribution.of_priority(pair))
    if old.score != new.score and not explained:
        yield added_removed.change("score", new, _number(old.score), _number(new.score), attribution.of_component(pair))


def _reason_of_move(pair: ComponentPair) -> Reason:
    if pair.same_commit:
        return Reason("configuration", "the same commit under another name")
    return attribution.of_code(pair.was, pair.now)


def _where(component: PastComponent) -> str:
    return f"{component.repository} ({component.branch}) {label(component.dockerfile, component.target)}"


def _number(score: float | None) -> str:
    return "none" if score is None else f"{score:.1f}"


def _side(past: PastRun) -> Side:
    return Side(past.id, past.run, past.total, past.outcomes)


def _key(change: Change) -> tuple[str, str, str, str, bool, str, str]:
    return (*change.key, change.kind not in _ORDER, change.rule, change.kind)


def _notes(old: Run, new: Run) -> Iterator[str]:
    if old.organization != new.organization:
        yield f"two organisations: {old.organization} and {new.organization}"
    if old.profile != new.profile:
        yield f"two profiles: {old.profile} and {new.profile}"
    if old.only != new.only:
        yield "another choice of repositories (--only)"
    yield from attribution.differences((old, new)).values()
