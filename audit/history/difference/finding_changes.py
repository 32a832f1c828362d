"""Compare the findings of one component in two runs."""

from collections.abc import Iterator
from itertools import chain

from audit.history.difference import attribution
from audit.history.difference.attribution import ComponentPair
from audit.model.finding import Waiver, shortfall
from audit.model.history.difference import Change, Kind, Reason
from audit.model.history.past_component import PastComponent, PastFinding


def changes(pair: ComponentPair) -> Iterator[Change]:
    """Yield the findings that changed."""
    before = {finding.rule: finding for finding in pair.old.judged.findings}
    after = {finding.rule: finding for finding in pair.new.judged.findings}
    for rule in dict.fromkeys(chain(after, before)):
        if changed := _changed(pair, before.get(rule), after.get(rule)):
            kind, reason = changed
            yield _change(pair.new, kind, before.get(rule), after.get(rule), reason)


def introduced(component: PastComponent, reason: Reason) -> Iterator[Change]:
    """Yield the findings that a new component has to fix."""
    for finding in component.judged.findings:
        if finding.result in ("fail", "partial") and finding.waiver is None:
            yield _change(component, "introduced", None, finding, reason)


def _changed(pair: ComponentPair, before: PastFinding | None, after: PastFinding | None) -> tuple[Kind, Reason] | None:
    kind = _of_waiver(pair, before, after)
    if kind is not None and before is not None and after is not None:
        waiver = before.waiver or after.waiver
        return kind, _accepted(pair, kind, waiver) if waiver else attribution.of_finding(pair, before, after)
    kind = _of_verdict(before, after)
    return (kind, attribution.of_finding(pair, before, after)) if kind else None


def _of_waiver(pair: ComponentPair, before: PastFinding | None, after: PastFinding | None) -> Kind | None:
    if before is None or after is None or bool(before.waiver) == bool(after.waiver):
        return None
    if after.waiver:
        return "waived"
    if before.waiver is None or not shortfall(after.result):
        return None
    return "expired" if before.waiver.until < pair.runs[1].date else "withdrawn"


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


def _accepted(pair: ComponentPair, kind: Kind, waiver: Waiver) -> Reason:
    """Return the waiver as the reason; one in a comment of the Dockerfile is code."""
    said = f"{waiver.place} by {waiver.owner}, until {waiver.until}: {waiver.reason}"
    if kind == "expired":
        return Reason("configuration", f"ended on {waiver.until}: {waiver.place} by {waiver.owner}: {waiver.reason}")
    if waiver.place.rpartition(":")[0] in (pair.old.dockerfile, pair.new.dockerfile):
        return Reason("code", said, attribution.of_code(pair.was, pair.now).link)
    return Reason("configuration", said)


def _change(
    component: PastComponent, kind: Kind, before: PastFinding | None, after: PastFinding | None, reason: Reason
) -> Change:
    shown = after or before
    weight = max(finding.weight for finding in (before, after) if finding)
    return Change(
        kind=kind,
        repository=component.repository,
        branch=component.branch,
        dockerfile=component.dockerfile,
        target=component.target,
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
