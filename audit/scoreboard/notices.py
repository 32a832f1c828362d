"""Write the notices that every reader of a report must see before its numbers."""

from collections.abc import Iterator, Sequence
from datetime import date

from audit.compliance.base_image import lifecycle
from audit.model.override import OverrideState
from audit.model.scoreboard import Standing
from audit.policy.policy import Policy


def sentences(
    policy: Policy, when: date, overrides: Sequence[OverrideState], standings: Sequence[Standing]
) -> Iterator[str]:
    """Yield notices on the list of repositories, on the age and the gaps of the facts on base images, on overrides."""
    yield from policy.organization.notices
    age = (when - policy.lifecycle.reviewed).days
    if age > policy.lifecycle.review_within_days:
        yield (
            f"What is known of base images and their support was reviewed {age} days ago "
            f"({policy.lifecycle.reviewed.isoformat()}); verdicts on them may be out of date."
        )
    if unmatched := sorted(set(_unmatched(policy, standings))):
        yield f"What is known of base images has no line for {', '.join(unmatched)}: is the data to be renewed?"
    wrong = [state for state in overrides if state.status in ("needless", "stale", "faulty")]
    if wrong:
        listed = ", ".join(f"{state.override.place} is {state.status}" for state in wrong)
        yield f"Answers in the configuration need a hand: {listed}."


def _unmatched(policy: Policy, standings: Sequence[Standing]) -> Iterator[str]:
    """Yield the images of stages whose tag names a version of a known line that is newer than any on record."""
    for standing in standings:
        for stage in standing.component.dockerfile.stages:
            if stage.parent is None and lifecycle.is_unrecorded(stage.image, policy.lifecycle):
                yield stage.image.text
