"""What became of the findings of one component."""

from collections.abc import Iterator
from itertools import chain

from audit.history.difference import attribution
from audit.history.difference.attribution import Grounds
from audit.model.finding import Waiver, shortfall
from audit.model.history.difference import Change, Kind, Reason
from audit.model.history.past_run import PastComponent, PastFinding


def changes(grounds: Grounds) -> Iterator[Change]:
    """Yield each finding that is another than before."""
    before = {each.rule: each for each in grounds.old.judged.findings}
    after = {each.rule: each for each in grounds.new.judged.findings}
    for rule in dict.fromkeys(chain(after, before)):
        if told := _told(grounds, before.get(rule), after.get(rule)):
            kind, reason = told
            yield _change(grounds.new, kind, before.get(rule), after.get(rule), reason)


def introduced(component: PastComponent, reason: Reason) -> Iterator[Change]:
    """Yield what a new component leaves to do."""
    for each in component.judged.findings:
        if each.result in ("fail", "partial") and each.waiver is None:
            yield _change(component, "introduced", None, each, reason)


def _told(grounds: Grounds, before: PastFinding | None, after: PastFinding | None) -> tuple[Kind, Reason] | None:
    kind = _of_waiver(grounds, before, after)
    if kind is not None and before is not None and after is not None:
        waiver = before.waiver or after.waiver
        return kind, _accepted(grounds, kind, waiver) if waiver else attribution.of_finding(grounds, before, after)
    kind = _of_verdict(before, after)
    return (kind, attribution.of_finding(grounds, before, after)) if kind else None


def _of_waiver(grounds: Grounds, before: PastFinding | None, after: PastFinding | None) -> Kind | None:
    if before is None or after is None or bool(before.waiver) == bool(after.waiver):
        return None
    if after.waiver:
        return "waived"
    if before.waiver is None or not shortfall(after.result):
        return None
    return "expired" if before.waiver.until < grounds.runs[1].date else "withdrawn"


def _of_verdict(before: PastFinding | None, after: PastFinding | None) -> Kind | None:
    old, new = (shortfall(finding.result) if finding else 0 for finding in (before, after))
    if before is not None and after is not None and before.waiver and after.waiver:
        return None
    if old == new:
        return None
    if new > old:
        if after is not None and after.result == "unknown":
            return "blurred"
        return "regressed" if before is not None and before.result in ("pass", "partial") else "introduced"
    return "improved" if new > 1 else "fixed" if not new else "blurred"


def _accepted(grounds: Grounds, kind: Kind, waiver: Waiver) -> Reason:
    """Return the waiver as the reason; one that stands in the Dockerfile is code."""
    said = f"{waiver.place} by {waiver.owner}, until {waiver.until}: {waiver.reason}"
    if kind == "expired":
        return Reason("configuration", f"ended on {waiver.until}: {waiver.place} by {waiver.owner}: {waiver.reason}")
    if waiver.place.rpartition(":")[0] in (grounds.old.dockerfile, grounds.new.dockerfile):
        return Reason("code", said, attribution.of_code(grounds.was, grounds.now).link)
    return Reason("configuration", said)


def _change(
    component: PastComponent, kind: Kind, before: PastFinding | None, after: PastFinding | None, reason: Reason
) -> Change:
    shown = after or before
    weight = max(each.weight for each in (before, after) if each)
    return Change(
        kind=kind,
        repository=component.repository,
        branch=component.branch,
        dockerfile=component.dockerfile,
        component=component.judged.name,
        counts=component.in_scope and weight > 0,
        before=_said(before),
        after=_said(after),
        reason=reason,
        rule=shown.rule if shown else "",
        slug=shown.slug if shown else "",
    )


def _said(finding: PastFinding | None) -> str:
    if finding is None:
        return ""
    waived = " (waived)" if finding.waiver else ""
    return f"{finding.result}{waived}: {finding.message}" if finding.message else f"{finding.result}{waived}"
