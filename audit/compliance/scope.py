"""Decide whether a component is in the guideline's scope: deployed in the cluster as part of the platform."""

from collections.abc import Collection

from audit.model.component import Component
from audit.model.deployment import Deployment

_OF_KIND = {
    "controller": "a controller",
    "web-app": "a web application",
    "service": "a service of the platform",
}
_OUTSIDE = {
    "workload": "users' own work runs in it",
    "tooling": "it serves build, test, release or development and is not deployed",
    "example": "an example is not part of the platform",
    "vendored": "a copy of a third party's file",
}


def find(component: Component, deployment: Deployment, counted: Collection[str]) -> tuple[bool, str]:
    """Return whether the component is in scope, and the reason; `counted` are the values that count as deployed.

    A published image counts only where something of the project itself runs or names it.
    """
    kind = component.kind.value
    sure = "" if component.kind.confidence == "high" else f" (kind: {component.kind.confidence} confidence)"
    if kind in _OUTSIDE:
        return False, _OUTSIDE[kind] + sure
    alone = deployment.value == "published" and not deployment.by
    return deployment.value in counted and not alone, f"{_OF_KIND[kind]}{sure}; {deployment.why}"
