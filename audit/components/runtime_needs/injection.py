"""Decide whether the platform puts an image into users' pods: by what names it beside the containers that run it."""

import posixpath
from collections.abc import Iterator

from audit.components.deployment.placed_mentions import Manifests, Placed
from audit.dockerfile.syntax import image_reference
from audit.model.component import Component
from audit.model.deployment import Injection
from audit.model.evidence import Evidence

_RUNS = frozenset(
    {"Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod", "ReplicaSet", "Rollout", "Kustomization"}
)
_NO_IMAGES_OF_PODS = frozenset({"ImagePolicy", "Application", "ClusterServiceVersion", "CatalogSource"})


def find(component: Component, near: str, manifests: Manifests) -> Injection:
    """Return yes where a string, a default in source code or an object of the platform's own names the image.

    Strings are the values of variables, ConfigMaps and texts that a program reads; objects are those whose kind is not
    one that Kubernetes itself runs. What users pick from a list does not count.
    """
    placed = list(_mentions(component, manifests))
    is_run = any(item.mention.how == "field" and item.mention.object in _RUNS for item in placed)
    telling = (item for item in placed if not (is_run and _is_parameter(item)))
    found = [(item, why) for item in telling if (why := _why(item, manifests))]
    if found:
        evidence = tuple(_shown(item, near) for item, _ in found)
        return Injection("yes", found[0][1], tuple(dict.fromkeys(evidence)))
    if placed:
        return Injection("no", "manifests name it as the image of their own containers only")
    return Injection("unknown" if not component.names else "no", "nothing names it")


def _mentions(component: Component, manifests: Manifests) -> Iterator[Placed]:
    for name in component.names:
        yield from manifests.named.get(image_reference.canonical(image_reference.read(name)), ())


def _is_parameter(placed: Placed) -> bool:
    """Tell whether a file of parameters names the image: a kustomization writes it into the pod that runs it."""
    return placed.mention.how == "string" and placed.mention.evidence[0].path.endswith(".env")


def _why(placed: Placed, manifests: Manifests) -> str:
    mention = placed.mention
    where = mention.evidence[0]
    places = (mention.object, posixpath.basename(where.path))
    if any(word in place for word in manifests.choices for place in places):
        return ""
    if mention.how == "source":
        return "a default in source code names it for pods that the program makes"
    if mention.how == "string" and mention.object in _RUNS:
        return "a variable of a program names it for pods that the program makes"
    if mention.how == "string" and (mention.object == "ConfigMap" or not mention.object):
        return "a configuration names it for pods that a program makes"
    is_kind = mention.object[:1].isupper()  # a compose file is none
    if mention.how == "field" and is_kind and mention.object not in (_RUNS | _NO_IMAGES_OF_PODS):
        return f"a {mention.object} names it for the pods that are made of it"
    return ""


def _shown(placed: Placed, near: str) -> Evidence:
    where = placed.mention.evidence[0]
    return where if placed.repository == near else Evidence(f"{placed.repository}/{where.path}", where.line, where.text)
