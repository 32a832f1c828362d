"""Word a difference, the same on the page, the terminal and in Markdown."""

from collections import Counter
from collections.abc import Mapping

from audit.model.evidence import label
from audit.model.history.difference import CAUSES, Cause, Change, Difference, Kind, Side
from reports.text.visible import name
from reports.text.wording import DASH, amount, decimal

# what got worse first, then what got better, then what came and went
KINDS: Mapping[Kind, str] = {
    "regressed": "regressed",
    "introduced": "new finding",
    "expired": "waiver expired",
    "withdrawn": "waiver withdrawn",
    "lost": "could not be looked at",
    "blurred": "not known any more",
    "fixed": "fixed",
    "improved": "improved",
    "waived": "waived",
    "new": "new component",
    "gone": "gone",
    "moved": "moved",
    "back": "looked at again",
    "entered": "came into scope",
    "left": "left the scope",
    "priority": "priority",
    "score": "score",
}
NAMES: Mapping[Cause, str] = {
    "code": "code",
    "rules": "rules or weights",
    "priorities": "rule book of priorities",
    "lifecycle": "lifecycle data",
    "configuration": "configuration",
    "coverage": "coverage",
}


def headline(difference: Difference) -> str:
    """Return both scores, what lies between them, and how many changes bear on them."""
    old, new = difference.old.total.score, difference.new.total.score
    moved = f" ({new - old:+.1f})" if old is not None and new is not None else ""
    scores = f"score {decimal(old)} then {decimal(new)}{moved}"
    worse, counting = len(difference.regressions), len(shown(difference))
    nothing = "no verdict changed" if any(shift.counts for shift in difference.shifts) else "nothing changed"
    said = f"{amount(worse, 'regression')} among {amount(counting, 'change')}" if counting else nothing
    return f"{scores}; {said} in scope"


def side(each: Side) -> str:
    """Return one run in words."""
    run, counts = each.run, each.outcomes
    score = f"score {decimal(each.total.score)} {each.total.grade or DASH}"
    known = f"{counts.audited + counts.unchanged:,} of {amount(counts.expected, 'branch', 'branches')}"
    return f"{run.date} ({each.id[:8]}), {name(run.organization)}, {run.profile}, {score}, {known}"


def shown(difference: Difference) -> tuple[Change, ...]:
    """Return the changes that bear on a score, what got worse first."""
    order = list(KINDS)
    return tuple(
        sorted((change for change in difference.changes if change.counts), key=lambda each: order.index(each.kind))
    )


def hidden(difference: Difference) -> str:
    """Count what is not shown, or return an empty text."""
    count = sum(not change.counts for change in difference.changes)
    return f"{amount(count, 'change')} of Dockerfiles out of scope, or of rules that weigh nothing" if count else ""


def causes(difference: Difference) -> str:
    """Return how many of the changes in scope have which cause."""
    counts = Counter(each.reason.cause for each in shown(difference))
    return ", ".join(f"{NAMES[cause]} {counts[cause]:,}" for cause in CAUSES if counts[cause])


def cause(change: Change) -> str:
    """Return the cause, with those that are not ruled out."""
    also = " and ".join(NAMES[each] for each in change.reason.also)
    return NAMES[change.reason.cause] + (f" (or {also})" if also else "")


def subject(change: Change) -> str:
    """Return what changed: the rule, or nothing where it is the component."""
    return f"{name(change.rule)} {name(change.slug)}".strip()


def where(change: Change) -> str:
    """Return repository, branch and path."""
    return f"{name(change.repository)} ({name(change.branch)}) {name(label(change.dockerfile, change.target))}"
