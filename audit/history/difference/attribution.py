"""Attribute a change to its cause: code, rules, lifecycle data, configuration or coverage."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.model.history.difference import Cause, Reason
from audit.model.history.past_component import PastComponent, PastFinding
from audit.model.history.past_run import PastBranch
from audit.model.scoreboard import Run


@dataclass(frozen=True, slots=True)
class ComponentPair:
    """Hold one component in two runs, and its branch in both; None where the ledger lacks the branch."""

    runs: tuple[Run, Run]
    old: PastComponent
    new: PastComponent
    was: PastBranch | None
    now: PastBranch | None

    @property
    def same_commit(self) -> bool:
        """Tell whether the commit is the same, also of a renamed branch."""
        return self.was is not None and self.now is not None and self.was.commit == self.now.commit

    @property
    def same_base(self) -> bool:
        """Tell whether the final stage has the same base image, as it is written."""
        return self.old.judged.runtime.image == self.new.judged.runtime.image


def differences(runs: tuple[Run, Run]) -> dict[Cause, str]:
    """Return what differs between two runs beside the code, the likeliest cause first, each with a sentence."""
    return dict(_differences(*runs))


def _differences(old: Run, new: Run) -> Iterator[tuple[Cause, str]]:
    if (old.rule_set, old.tool_version) != (new.rule_set, new.tool_version):
        before, after = f"{old.tool_version} with rule set {old.rule_set}", f"{new.tool_version} with {new.rule_set}"
        yield "rules", f"judged by {after} instead of {before}"
    elif old.profile != new.profile:
        yield "rules", f"judged by the profile {new.profile} instead of {old.profile}"
    elif old.weights_digest != new.weights_digest:
        yield "rules", "the profile or the weights were edited"
    if old.priorities_digest != new.priorities_digest:
        yield "priorities", _rule_book(old)
    if old.lifecycle_digest != new.lifecycle_digest:
        yield "lifecycle", "what is known of base images was edited"
    if old.settings_digest != new.settings_digest:
        yield "configuration", "the configuration was edited"
    elif old.config_digest != new.config_digest and not (old.weights_digest and new.weights_digest):
        yield "configuration", "the configuration differs; the older record does not say in which part"


def _of_verdicts(runs: tuple[Run, Run]) -> dict[Cause, str]:
    """Return what can change a verdict or a score: the rule book of priorities cannot."""
    return {cause: said for cause, said in differences(runs).items() if cause != "priorities"}


def _rule_book(old: Run) -> str:
    if not old.priorities_digest:
        return "ranked by the rule book of priorities instead of the impact formula"
    return "the rule book of priorities was edited"


def of_priority(pair: ComponentPair) -> Reason:
    """Return why a class changed: the rule book where another one ranked, else what changed the component."""
    old, new = pair.runs
    if old.priorities_digest == new.priorities_digest:
        return of_component(pair)
    also: tuple[Cause, ...] = () if _is_untouched(pair) else ("code",)
    return Reason("priorities", _rule_book(old), "", also)


def of_finding(pair: ComponentPair, before: PastFinding | None, after: PastFinding | None) -> Reason:
    """Return why a verdict changed."""
    if before is None or after is None:
        return _without_code(pair, "the rule is not in both rule sets", first="rules")
    days = sorted(run.date for run in pair.runs)
    if days[0] <= after.ended < days[1]:
        return Reason("lifecycle", after.message)
    same_read = before.read == after.read != ""
    known = _of_verdicts(pair.runs)
    is_untouched = _is_untouched(pair)
    if is_untouched or (same_read and (known or _support_change(pair))):
        reason = _without_code(pair, "")
        return reason if is_untouched else replace(reason, also=(*reason.also, "code"))
    return _of_code(pair)


def of_component(pair: ComponentPair) -> Reason:
    """Return why a component's score, priority or scope changed while none of its verdicts did."""
    return _without_code(pair, "") if _is_untouched(pair) else _of_code(pair)


def of_code(was: PastBranch | None, now: PastBranch | None) -> Reason:
    """Return the commits between two states of a branch as the reason."""
    if was is None or now is None:
        return Reason("code", "the branch was not there before" if was is None else "the branch is gone")
    said = f"{was.commit[:12]} to {now.commit[:12]}"
    web = now.web or was.web
    return Reason("code", said, f"{web}/compare/{was.commit}...{now.commit}" if web else "")


def _is_untouched(pair: ComponentPair) -> bool:
    """Tell whether the component's facts cannot have changed."""
    same_facts = pair.old.facts == pair.new.facts
    return pair.same_commit or (same_facts and pair.same_base)


def _of_code(pair: ComponentPair) -> Reason:
    reason = of_code(pair.was, pair.now)
    if pair.old.judged.text == pair.new.judged.text:
        return Reason("code", f"{reason.why}: not the Dockerfile, but what is around it", reason.link)
    return reason


def _without_code(pair: ComponentPair, fallback: str, first: Cause | None = None) -> Reason:
    """Return the cause that is not the component's own code; `first` where that cause is known."""
    known = _of_verdicts(pair.runs)
    if ended := _support_change(pair):
        return Reason("lifecycle", ended)
    if first:
        return Reason(first, known.get(first, fallback))
    if known:
        cause, *also = known
        return Reason(cause, known[cause], "", tuple(also))
    if not pair.same_base or pair.old.judged.deployment != pair.new.judged.deployment:
        return Reason("code", "what it stands on, or what deploys it, changed in another place")
    if pair.old.facts != pair.new.facts:
        return Reason("rules", "the same commit is read otherwise by another edition of the program")
    days = f"{pair.runs[0].date} to {pair.runs[1].date}"
    return Reason("lifecycle", f"time passed ({days}): what the release that it stands on or is built with is worth")


def _support_change(pair: ComponentPair) -> str:
    """Return how the support of the same base image changed, empty when it did not."""
    old, new = pair.old.judged.runtime, pair.new.judged.runtime
    if not pair.same_base or (old.tier, old.release, old.supported) == (new.tier, new.release, new.supported):
        return ""
    days = [run.date for run in pair.runs]
    if new.supported_until and min(days) <= new.supported_until < max(days) and old.supported != new.supported:
        return f"the support of {new.release or new.image} ended on {new.supported_until}"
    if (old.tier, old.release) != (new.tier, new.release):
        return f"{new.image} is known as {new.tier} {new.release} instead of {old.tier} {old.release}".strip()
    return f"the support of {new.release or new.image} is {new.supported} instead of {old.supported}"
