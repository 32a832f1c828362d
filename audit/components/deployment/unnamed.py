"""The deployment of a component whose image no manifest names."""

import posixpath

from audit.components.deployment.placed_mentions import Manifests, canonical
from audit.dockerfile.syntax import image_reference
from audit.model.component import Component
from audit.model.deployment import Deployment
from audit.model.evidence import Answer


def answer(component: Component, near: tuple[str, str], manifests: Manifests) -> Deployment:
    """Answer for a component whose image no manifest names."""
    if component.image is None:
        if near not in manifests.publishing:
            return Deployment("unknown", "no workflow tells under which name it is published")
        if component.undecided:
            why = "the name under which it is built is not decided"
            return Deployment("unknown", why, evidence=component.undecided)
        return _nameless(component, near, manifests)
    if manifests.expected and not manifests.distributed:
        return Deployment("unknown", "the manifests of a default installation could not be read")
    said = f"no manifest names it{_hint(component.image, manifests)}"
    if not component.pushed:
        return Deployment("unknown", f"it is built, not pushed, and {said}", evidence=component.image.evidence)
    return Deployment("published", f"it is pushed, and {said}", evidence=component.image.evidence)


def _nameless(component: Component, near: tuple[str, str], manifests: Manifests) -> Deployment:
    """Answer for a component without a name beside ones with names, from a manifest whose image resembles it.

    A name that another build claims is that one's. The likeness decides nothing: the deployment is unknown then.
    """
    nothing = "nothing publishes it: workflows of the branch push other images only"
    folder = posixpath.basename(posixpath.dirname(component.dockerfile.path))
    for word in {folder, component.program.name, component.name} - {""}:
        for placement in manifests.resembling.get(word, ()):
            is_ours = placement.repository == near[0] and placement.mention.how in ("field", "values")
            if is_ours and canonical(placement.mention.image) not in manifests.claimed:
                said = (
                    f"no workflow is known to publish it; {placement.by} names {placement.mention.image}, perhaps this"
                )
                return Deployment("unknown", said, evidence=placement.mention.evidence)
    return Deployment("none", nothing)


def _hint(image: Answer, manifests: Manifests) -> str:
    last = image_reference.read(image.value).name.rpartition("/")[2]
    near = manifests.resembling.get(last, ())
    return f"; {near[0].by} names {near[0].mention.image}, perhaps the same" if near else ""
