"""What every reader of a report must see before its numbers."""

from collections.abc import Iterator
from datetime import date

from audit.policy.policy import Policy


def sentences(policy: Policy, when: date) -> Iterator[str]:
    """Yield what is to say of the list of repositories, and whether the facts on base images are old."""
    yield from policy.organization.notices
    age = (when - policy.lifecycle.reviewed).days
    if age > policy.lifecycle.review_within_days:
        yield (
            f"What is known of base images and their support was reviewed {age} days ago "
            f"({policy.lifecycle.reviewed.isoformat()}); verdicts on them may be out of date."
        )
