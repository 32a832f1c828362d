"""Write the notices that every reader of a report must see before its numbers."""

from collections.abc import Iterator, Sequence
from datetime import date

from audit.model.override import OverrideState
from audit.policy.policy import Policy


def sentences(policy: Policy, when: date, overrides: Sequence[OverrideState]) -> Iterator[str]:
    """Yield notices on the list of repositories, on the age of the facts on base images, and on overrides."""
    yield from policy.organization.notices
    age = (when - policy.lifecycle.reviewed).days
    if age > policy.lifecycle.review_within_days:
        yield (
            f"What is known of base images and their support was reviewed {age} days ago "
            f"({policy.lifecycle.reviewed.isoformat()}); verdicts on them may be out of date."
        )
    wrong = [state for state in overrides if state.status in ("needless", "stale", "faulty")]
    if wrong:
        listed = ", ".join(f"{state.override.place} is {state.status}" for state in wrong)
        yield f"Answers in the configuration need a hand: {listed}."
