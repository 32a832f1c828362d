"""Judge the newest run under another profile, other weights, another base image, or with findings fixed.

The rules, scores and ranks are those of a run (`audit.compliance`). Deployed tags are not judged again:
`released_score` is missing in a scenario.
"""

from collections.abc import Collection
from dataclasses import replace
from fnmatch import fnmatchcase

from audit.dockerfile.syntax import image_reference
from audit.errors import UserError
from audit.library.analysis import judging_config, scenario_diff
from audit.library.analysis.scenario_diff import ScenarioDiff
from audit.library.frames.frames import Frames
from audit.model.finding import Severity
from audit.model.scoreboard import Standing
from audit.scoreboard import scenario
from audit.scoreboard.rescore import rescore
from audit.scoreboard.scenario import Choice, Scenario


def profile(frames: Frames, name: str) -> ScenarioDiff:
    """Return the newest run under another profile; raise UserError for an unknown one, or one that changes verdicts.

    Severities and weights change, verdicts do not: a profile with other numbers or passing tiers needs a run.
    """
    scoreboard = frames.newest()
    old, new = judging_config.of(scoreboard), judging_config.read(name)
    judged_by = (old.profile.numbers, old.profile.passing_tiers)
    if judged_by != (new.profile.numbers, new.profile.passing_tiers):
        raise UserError(f"profile {name} gives other verdicts than {old.profile.name}; expected a run with --profile")
    return scenario_diff.between(scoreboard, Scenario(rescore(scoreboard, new)))


def weights(frames: Frames, given: dict[Severity, float]) -> ScenarioDiff:
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


def base(frames: Frames, image: str, *, repository: str = "*", language: str = "*") -> ScenarioDiff:
    """Return the newest run with components in scope on another base.

    `repository` and `language` are globs that choose components. Those that cannot move by changing lines of their
    Dockerfile stay; `notes` has the assumptions of each move, or why the component stays.
    """
    if not image_reference.is_valid(image):
        raise UserError(f"{image!r} names no image; expected one such as gcr.io/distroless/static-debian13:nonroot")
    scoreboard = frames.newest()
    chosen = _fitting(repository, language)
    moved = scenario.rebased(scoreboard, chosen, image_reference.read(image), judging_config.of(scoreboard))
    return scenario_diff.between(scoreboard, moved)


def fixed(
    frames: Frames, *, priorities: Collection[str] = ("P1",), efforts: Collection[str] = ("S", "M")
) -> ScenarioDiff:
    """Return the newest run with failed and partial findings fixed in components of these priorities and efforts."""
    scoreboard = frames.newest()
    chosen = scenario.of(priorities, efforts)
    return scenario_diff.between(scoreboard, scenario.fixed(scoreboard, chosen, judging_config.of(scoreboard)))


def _fitting(repository: str, language: str) -> Choice:
    def chosen(standing: Standing) -> bool:
        return (
            standing.in_scope
            and fnmatchcase(standing.place.repository, repository)
            and fnmatchcase(standing.component.language.value, language)
        )

    return chosen
