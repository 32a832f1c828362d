"""What would be if: components on another base, or mended. Judged by the very rules and numbers of a run."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date

from audit.compliance import evaluate
from audit.compliance.base_image import lifecycle
from audit.compliance.case.rule import Case
from audit.compliance.exceptions import waive
from audit.components import graph
from audit.components.graph import Graph
from audit.dockerfile.syntax import image_reference
from audit.migration import rebase
from audit.migration.rebase import Left
from audit.model.component import Facts
from audit.model.dockerfile import Image
from audit.model.finding import Finding, Verdict
from audit.model.runtime import Runtime
from audit.model.scoreboard import Scoreboard, Standing
from audit.policy.judgement import Judgement
from audit.policy.lifecycle import Lifecycle
from audit.policy.profile import Profile
from audit.policy.vulnerabilities import Threat
from audit.priorities import effort, rank
from audit.scoreboard import rescore, row

Chosen = Callable[[Standing], bool]
_HOLDING = ("active", "expiring")


@dataclass(frozen=True, slots=True)
class Ground:
    """Hold what a scoreboard is judged by."""

    profile: Profile
    numbers: Judgement
    opinions: Threat
    lifecycle: Lifecycle


@dataclass(frozen=True, slots=True)
class Note:
    """Hold what became of one chosen component, and why or on which assumptions."""

    standing: Standing
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class Supposed:
    """Hold the scoreboard that would be, and a note for each component that was chosen."""

    scoreboard: Scoreboard
    notes: tuple[Note, ...]


def moved(scoreboard: Scoreboard, chosen: Chosen, image: Image, ground: Ground) -> Supposed:
    """Move the chosen components onto a base and judge them by every rule.

    One that cannot move by lines of its Dockerfile is left alone. Images that stand on a moved one stay as they are.
    """
    images = images_of(scoreboard)
    notes = tuple(_move(each, image, ground, scoreboard, images) for each in scoreboard.standings if chosen(each))
    return _with(scoreboard, notes, ground)


def mended(scoreboard: Scoreboard, chosen: Chosen, ground: Ground) -> Supposed:
    """Let everything of the profile that fails or is kept in part pass in the chosen components."""
    notes = tuple(_mend(each, ground, scoreboard) for each in scoreboard.standings if chosen(each))
    return _with(scoreboard, notes, ground)


def of(priorities: Collection[str], efforts: Collection[str]) -> Chosen:
    """Choose the components of these priorities and efforts."""
    return lambda one: one.priority in priorities and one.effort in efforts


def images_of(scoreboard: Scoreboard) -> Graph:
    """Return which image of the organisation stands on which, from the record."""
    return graph.build(
        Facts(each.place.repository, each.place.branch, each.place.commit, "", (each.component,), ())
        for each in scoreboard.standings
    )


def case(one: Standing, scoreboard: Scoreboard, ground: Ground, images: Graph) -> Case:
    """Return a component as rules look at it, as of the run's day; the day of its commit is not on record."""
    when = date.fromisoformat(scoreboard.run.date)
    near = (one.place.repository, one.place.branch)
    return Case(
        component=one.component,
        lifecycle=ground.lifecycle,
        profile=ground.profile,
        when=when,
        committed=when,
        graph=images,
        near=near,
        reports="none" if scoreboard.scans is None else "given",
        scan=one.scan,
        unpublished=one.deployment.value == "none",
    )


def _with(scoreboard: Scoreboard, notes: tuple[Note, ...], ground: Ground) -> Supposed:
    """Put the changed standings in place of the old ones, rank, and sum up."""
    changed = {key(each.standing): each.standing for each in notes}
    standings = (replace(changed.get(key(each), each), released=None) for each in scoreboard.standings)
    return Supposed(rescore.summed(replace(scoreboard, method=()), standings, ground.profile, ground.numbers), notes)


def key(one: Standing) -> tuple[str, str, str]:
    """Return what tells a component from others: repository, branch, path of the Dockerfile."""
    return one.place.repository, one.place.branch, one.component.dockerfile.path


def _move(one: Standing, image: Image, ground: Ground, scoreboard: Scoreboard, images: Graph) -> Note:
    found = rebase.onto(one.component, image, one.blockers)
    if isinstance(found, Left):
        return Note(one, "left alone", found.reason)
    new = replace(one, component=found.component)
    judged = _judged(new, case(new, scoreboard, ground, images), scoreboard, ground)
    return Note(judged, "moved", "; ".join(found.assumptions))


def _judged(new: Standing, as_judged: Case, scoreboard: Scoreboard, ground: Ground) -> Standing:
    holding = [each.waiver for each in scoreboard.waivers if each.status in _HOLDING]
    found = evaluate.findings(as_judged, ground.numbers.score)
    changed = replace(
        new,
        runtime=row.runtime(as_judged),
        multi_stage=new.component.dockerfile.is_multi_stage,
        findings=waive.waive(found, as_judged.dockerfile, new.place, holding, as_judged.when),
        blockers=effort.blockers(as_judged, found, ground.numbers.effort),
    )
    return row.weighed(changed, ground.numbers, ground.opinions)


def _mend(one: Standing, ground: Ground, scoreboard: Scoreboard) -> Note:
    codes = tuple(each.rule for each in one.findings if _short(each))
    findings = tuple(_passing(each) if _short(each) else each for each in one.findings)
    changed = replace(one, findings=findings)
    if any(_short(each) and each.slug == "distroless-runtime" for each in one.findings):
        changed = replace(changed, blockers=(), runtime=_recommended(one, ground, scoreboard))
    why = f"passes {', '.join(codes)}" if codes else "nothing falls short"
    return Note(row.weighed(changed, ground.numbers, ground.opinions), "mended" if codes else "left alone", why)


def _short(finding: Finding) -> bool:
    """Tell whether a finding falls short for certain; what nobody knows stays so."""
    return rank.to_mend(finding) and finding.verdict.result != "unknown"


def _passing(finding: Finding) -> Finding:
    said = Verdict("pass", f"supposed to be mended; now: {finding.verdict.message}", finding.verdict.line)
    return replace(finding, verdict=said)


def _recommended(one: Standing, ground: Ground, scoreboard: Scoreboard) -> Runtime:
    """Return the base that is recommended for the language, or the old one where none is."""
    target = ground.lifecycle.recommended.get(one.component.language.value)
    if target is None:
        return one.runtime
    return lifecycle.runtime(image_reference.read(target), ground.lifecycle, date.fromisoformat(scoreboard.run.date))
