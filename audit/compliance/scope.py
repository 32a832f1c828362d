"""Whether a component is in the guideline's scope: deployed in the cluster as part of the platform."""

from audit.model.component import Component

DEPLOYED = {
    "controller": "a controller is deployed as part of the platform",
    "web-app": "a web application is deployed as part of the platform",
    "service": "a service is deployed by the platform",
}
_OUTSIDE = {
    "workload": "users' own work runs in it",
    "tooling": "it serves build, test, release or development and is not deployed",
    "example": "an example is not part of the platform",
    "vendored": "a copy of a third party's file",
}


def find(component: Component) -> tuple[bool, str]:
    """Return whether the component is in scope, and why."""
    kind = component.kind.value
    sure = "" if component.kind.confidence == "high" else f" (kind: {component.kind.confidence} confidence)"
    return kind in DEPLOYED, (DEPLOYED.get(kind) or _OUTSIDE[kind]) + sure
