"""Judge a recorded scoreboard as it would be with other base images, or with findings fixed."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date

from audit.compliance import catalogue, evaluate
from audit.compliance.base_image import lifecycle
from audit.compliance.case.case import Case, Conditions
from audit.compliance.exceptions import waive
from audit.dockerfile.syntax import image_reference
from audit.migration import rebase
from audit.migration.rebase import NotRebased
from audit.model.dockerfile import Image
from audit.model.finding import Finding, Verdict
from audit.model.priority.ranking import Gate, Letter
from audit.model.runtime import Runtime
from audit.model.scoreboard import Scoreboard, Standing
from audit.priorities import ranking
from audit.scoreboard import rescore, row
from audit.scoreboard.rescore import JudgingConfig

Choice = Callable[[Standing], bool]
_IN_FORCE = ("active", "expiring")


@dataclass(frozen=True, slots=True)
class ScenarioNote:
    """Hold the row that one chosen component would have, the outcome, and its reason or assumptions."""

    standing: Standing
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """Hold the scoreboard that would be, and a note for each component that was chosen."""

    scoreboard: Scoreboard
    notes: tuple[ScenarioNote, ...] = ()


def rebased(scoreboard: Scoreboard, chosen: Choice, image: Image, config: JudgingConfig) -> Scenario:
    """Move the chosen components to a base image and judge them by every rule.

    One that cannot move by lines of its Dockerfile is left alone. Images built on a moved one stay as they are.
    """
    found = rescore.conditions(scoreboard, config)
    return _with(
        scoreboard,
        tuple(_rebase(row, image, scoreboard, config, found) for row in scoreboard.standings if chosen(row)),
        config,
    )


def fixed(scoreboard: Scoreboard, chosen: Choice, config: JudgingConfig) -> Scenario:
    """Let everything of the profile that fails or is partial pass in the chosen components."""
    notes = tuple(_fix(standing, scoreboard, config) for standing in scoreboard.standings if chosen(standing))
    return _with(scoreboard, notes, config)


def of(priorities: Collection[str], efforts: Collection[str]) -> Choice:
    """Choose the components of these priorities and efforts."""
    return lambda standing: standing.priority in priorities and standing.effort in efforts


def _with(scoreboard: Scoreboard, notes: tuple[ScenarioNote, ...], config: JudgingConfig) -> Scenario:
    """Put the changed rows in place of the old ones, rank, and sum up."""
    changed = {note.standing.key: note.standing for note in notes}
    standings = (replace(changed.get(old.key, old), released=None) for old in scoreboard.standings)
    return Scenario(rescore.with_standings(scoreboard, standings, config), notes)


def _rebase(
    old: Standing, image: Image, scoreboard: Scoreboard, config: JudgingConfig, found: Conditions
) -> ScenarioNote:
    moved = rebase.onto(old.component, image, old.blockers)
    if isinstance(moved, NotRebased):
        return ScenarioNote(old, "left alone", moved.reason)
    new = replace(old, component=moved.component)
    judged = _judged(new, rescore.case(new, found), scoreboard, config)
    return ScenarioNote(judged, "moved", "; ".join(moved.assumptions))


def _judged(new: Standing, looked_at: Case, scoreboard: Scoreboard, config: JudgingConfig) -> Standing:
    waivers = [state.waiver for state in scoreboard.waivers if state.status in _IN_FORCE]
    found = evaluate.findings(looked_at, config.numbers.score)
    changed = replace(
        new,
        runtime=row.runtime(looked_at),
        multi_stage=new.component.dockerfile.is_multi_stage,
        findings=waive.waive(found, looked_at.dockerfile, new.place, waivers, looked_at.when),
    )
    return row.assessed(row.weighed(changed, config.numbers), looked_at, config.priorities)


def _fix(old: Standing, scoreboard: Scoreboard, config: JudgingConfig) -> ScenarioNote:
    codes = tuple(finding.rule for finding in old.findings if _falls_short(finding))
    findings = tuple(_passing(finding) if _falls_short(finding) else finding for finding in old.findings)
    changed = replace(old, findings=findings)
    if catalogue.judging_runtime().intersection(codes):
        changed = replace(changed, blockers=(), runtime=_target(old, scoreboard, config))
    why = f"passes {', '.join(codes)}" if codes else "nothing falls short"
    outcome = "mended" if codes else "left alone"
    weighed = row.weighed(changed, config.numbers)
    return ScenarioNote(_done(weighed, config) if codes and weighed.in_scope else weighed, outcome, why)


def _done(fixed_: Standing, config: JudgingConfig) -> Standing:
    """Return the row as done: its letters say that there is nothing left to move."""
    value = Letter("none", "supposed to be mended")
    done = replace(fixed_.ranking, value=value, effort=Letter("S", value.why), gate=Gate("done", value.why), ended="")
    return ranking.decided(replace(fixed_, ranking=done, next_step=""), config.priorities.book)


def _falls_short(finding: Finding) -> bool:
    """Return whether a finding falls short for certain; what is unknown stays so."""
    return finding.weight > 0 and finding.waiver is None and finding.verdict.result in ("fail", "partial")


def _passing(finding: Finding) -> Finding:
    verdict = Verdict("pass", f"supposed to be mended; now: {finding.verdict.message}", finding.verdict.line)
    return replace(finding, verdict=verdict)


def _target(old: Standing, scoreboard: Scoreboard, config: JudgingConfig) -> Runtime:
    """Return the base to move to; where none fits the recommended one of the language, or the old one."""
    language = old.component.language.value
    target = old.ranking.target.image or config.lifecycle.recommended.get(language)
    if not target:
        return old.runtime
    return lifecycle.runtime(image_reference.read(target), config.lifecycle, date.fromisoformat(scoreboard.run.date))
