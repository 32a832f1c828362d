"""Why something changed: what differs between two runs, and which of it can have had a say."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.history.difference import Cause, Reason
from audit.model.history.past_run import PastBranch, PastComponent, PastFinding
from audit.model.scoreboard import Run


@dataclass(frozen=True, slots=True)
class Grounds:
    """Hold one component in two runs, and the branches it lay on; a branch is None where the ledger lacks it."""

    runs: tuple[Run, Run]
    old: PastComponent
    new: PastComponent
    was: PastBranch | None
    now: PastBranch | None

    @property
    def same_commit(self) -> bool:
        """Tell whether the commit is the same, under whatever name."""
        return self.was is not None and self.now is not None and self.was.commit == self.now.commit

    @property
    def same_base(self) -> bool:
        """Tell whether the final stage stands on the same image, as it is written."""
        return self.old.judged.runtime.image == self.new.judged.runtime.image


def edited(runs: tuple[Run, Run]) -> dict[Cause, str]:
    """Return what beside the code differs between two runs, with a sentence for each, the likeliest first."""
    return dict(_edited(*runs))


def _edited(old: Run, new: Run) -> Iterator[tuple[Cause, str]]:
    if (old.rule_set, old.tool_version) != (new.rule_set, new.tool_version):
        before, after = f"{old.tool_version} with rule set {old.rule_set}", f"{new.tool_version} with {new.rule_set}"
        yield "rules", f"judged by {after} instead of {before}"
    elif old.profile != new.profile:
        yield "rules", f"judged by the profile {new.profile} instead of {old.profile}"
    elif old.weights_digest != new.weights_digest:
        yield "rules", "the profile or the weights were edited"
    if old.lifecycle_digest != new.lifecycle_digest:
        yield "lifecycle", "what is known of base images was edited"
    if old.settings_digest != new.settings_digest:
        yield "configuration", "the configuration was edited"
    elif old.config_digest != new.config_digest and not (old.weights_digest and new.weights_digest):
        yield "configuration", "the configuration differs; the older record does not say in which part"


def of_finding(grounds: Grounds, before: PastFinding | None, after: PastFinding | None) -> Reason:
    """Return why a verdict changed."""
    if before is None or after is None:
        return _without_code(grounds, "the rule is not in both rule sets", first="rules")
    days = sorted(each.date for each in grounds.runs)
    if days[0] <= after.ended < days[1]:
        return Reason("lifecycle", after.message)
    same_read = before.read == after.read != ""
    known = edited(grounds.runs)
    ended = _ended(grounds)
    if _is_untouched(grounds) or (same_read and (known or ended)):
        reason = _without_code(grounds, "")
        is_sure = _is_untouched(grounds)
        return reason if is_sure else Reason(reason.cause, reason.why, reason.link, (*reason.also, "code"))
    return _of_code(grounds)


def of_component(grounds: Grounds) -> Reason:
    """Return why a component stands otherwise while none of its verdicts changed."""
    return _without_code(grounds, "") if _is_untouched(grounds) else _of_code(grounds)


def of_code(was: PastBranch | None, now: PastBranch | None) -> Reason:
    """Return the commits between two states of a branch as the reason."""
    if was is None or now is None:
        return Reason("code", "the branch was not there before" if was is None else "the branch is gone")
    said = f"{was.commit[:12]} to {now.commit[:12]}"
    web = now.web or was.web
    return Reason("code", said, f"{web}/compare/{was.commit}...{now.commit}" if web else "")


def _is_untouched(grounds: Grounds) -> bool:
    """Tell whether nothing that was read of the component can have changed."""
    same_facts = grounds.old.facts == grounds.new.facts
    return grounds.same_commit or (same_facts and grounds.same_base)


def _of_code(grounds: Grounds) -> Reason:
    reason = of_code(grounds.was, grounds.now)
    if grounds.old.judged.text == grounds.new.judged.text:
        return Reason("code", f"{reason.why}: not the Dockerfile, but what is around it", reason.link)
    return reason


def _without_code(grounds: Grounds, otherwise: str, first: Cause | None = None) -> Reason:
    """Return the reason among those that are not the component's own code."""
    known = edited(grounds.runs)
    if ended := _ended(grounds):
        return Reason("lifecycle", ended)
    if first:
        return Reason(first, known.get(first, otherwise))
    if known:
        cause, *also = known
        return Reason(cause, known[cause], "", tuple(also))
    if not grounds.same_base or grounds.old.judged.deployment != grounds.new.judged.deployment:
        return Reason("code", "what it stands on, or what deploys it, changed in another place")
    if grounds.old.facts != grounds.new.facts:
        return Reason("rules", "the same commit is read otherwise by another edition of the program")
    days = f"{grounds.runs[0].date} to {grounds.runs[1].date}"
    return Reason("lifecycle", f"time passed ({days}): what the release that it stands on or is built with is worth")


def _ended(grounds: Grounds) -> str:
    """Say how the support of the same base image is another than before, where it is."""
    old, new = grounds.old.judged.runtime, grounds.new.judged.runtime
    if not grounds.same_base or (old.tier, old.release, old.supported) == (new.tier, new.release, new.supported):
        return ""
    days = [each.date for each in grounds.runs]
    if new.supported_until and min(days) <= new.supported_until < max(days) and old.supported != new.supported:
        return f"the support of {new.release or new.image} ended on {new.supported_until}"
    if (old.tier, old.release) != (new.tier, new.release):
        return f"{new.image} is known as {new.tier} {new.release} instead of {old.tier} {old.release}".strip()
    return f"the support of {new.release or new.image} is {new.supported} instead of {old.supported}"
