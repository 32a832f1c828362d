"""Give the exposure: who runs the image."""

from audit.model.deployment import Deployment
from audit.model.priority.ranking import Letter
from audit.priorities.move_facts import MoveFacts

_UP = {"C": "B", "B": "A", "A": "A"}
_DOWN = {"A": "B", "B": "C", "C": "C"}
_INJECTED = "the platform puts it into users' pods"
_RAISED = {"controller": "it acts with rights in the cluster", "web-app": "browsers reach it"}


def of(facts: MoveFacts) -> Letter:
    """Return A, B or C with the reason; B goes up where more depends on it, a maintenance branch goes down, last."""
    deployment, table = facts.deployment, facts.book.exposure
    letter, why = str(table.by_deployment[deployment.value]), [deployment.why]
    if letter == "C" and injected(deployment):
        letter, why = "B", [*why, _INJECTED]
    is_known = deployment.value != "unknown"
    if letter == "B" and is_known and facts.kind in table.raised:
        letter, why = "A", [*why, _RAISED.get(facts.kind, f"a {facts.kind}")]
    elif letter == "B" and injected(deployment):
        letter, why = "A", list(dict.fromkeys([*why, _INJECTED]))
    if deployment.maintenance:
        letter, why = _DOWN[letter], [*why, f"a maintenance branch: {deployment.maintenance}"]
    return Letter(letter, "; ".join(why), deployment.evidence[:2], unknown=not is_known)


def injected(deployment: Deployment) -> bool:
    """Return whether the platform puts the image into users' pods."""
    return deployment.value == "runtime" or deployment.injection.value == "yes"
