"""What would be if: another profile, other weights, another base, or what falls short mended.

Every answer is judged by the rules, scores and ranks of a run (`audit.compliance`) from the newest record that was
loaded. What was deployed is not judged again, so `released_score` is missing in it.
"""

from collections.abc import Collection
from dataclasses import replace
from fnmatch import fnmatchcase

from audit.dockerfile.syntax import image_reference
from audit.errors import UserError
from audit.library.analysis import judging_config, scenario_diff
from audit.library.analysis.scenario_diff import Change
from audit.library.frames.run_frames import Frames
from audit.model.finding import Severity
from audit.model.scoreboard import Standing
from audit.scoreboard import scenario
from audit.scoreboard.rescore import rescore
from audit.scoreboard.scenario import Choice, Scenario


def profile(frames: Frames, name: str) -> Change:
    """Return the newest run under another profile; raise UserError for one that is not there, or that judges otherwise.

    Severities and weights change, verdicts do not: a profile with other numbers or passing tiers needs a run.
    """
    scoreboard = frames.newest()
    old, new = judging_config.of(scoreboard), judging_config.read(name)
    judged_by = (old.profile.numbers, old.profile.passing_tiers)
    if judged_by != (new.profile.numbers, new.profile.passing_tiers):
        raise UserError(f"profile {name} gives other verdicts than {old.profile.name}; expected a run with --profile")
    return scenario_diff.between(scoreboard, Scenario(rescore(scoreboard, new)))


def weights(frames: Frames, given: dict[Severity, float]) -> Change:
    """Return the newest run with other weights of some severities (must, should, may, info)."""
    scoreboard = frames.newest()
    old = judging_config.of(scoreboard)
    unknown = sorted(set(given) - set(old.numbers.score.weights))
    if unknown or any(weight < 0 for weight in given.values()):
        expected = f"expected weights from 0 for {', '.join(old.numbers.score.weights)}"
        raise UserError(f"weights {given}: {expected}")
    score = replace(old.numbers.score, weights={**old.numbers.score.weights, **given})
    changed = replace(old, numbers=replace(old.numbers, score=score))
    return scenario_diff.between(scoreboard, Scenario(rescore(scoreboard, changed)))


def base(frames: Frames, image: str, *, repository: str = "*", language: str = "*") -> Change:
    """Return the newest run with components in scope on another base: those of the globs that lines can move.

    `notes` says of each what is taken for granted, or why it is left alone.
    """
    if not image_reference.is_valid(image):
        raise UserError(f"{image!r} names no image; expected one such as gcr.io/distroless/static-debian13:nonroot")
    scoreboard = frames.newest()
    chosen = _fitting(repository, language)
    moved = scenario.rebased(scoreboard, chosen, image_reference.read(image), judging_config.of(scoreboard))
    return scenario_diff.between(scoreboard, moved)


def mended(frames: Frames, *, priorities: Collection[str] = ("P1",), efforts: Collection[str] = ("S", "M")) -> Change:
    """Return the newest run with all that falls short mended in components of these priorities and efforts."""
    scoreboard = frames.newest()
    chosen = scenario.of(priorities, efforts)
    return scenario_diff.between(scoreboard, scenario.fixed(scoreboard, chosen, judging_config.of(scoreboard)))


def _fitting(repository: str, language: str) -> Choice:
    def chosen(one: Standing) -> bool:
        return (
            one.in_scope
            and fnmatchcase(one.place.repository, repository)
            and fnmatchcase(one.component.language.value, language)
        )

    return chosen
