"""Find the branches that get fixes only, by the organisation's file, or by their names beside another branch."""

import re
from collections.abc import Iterable, Mapping

from audit.dockerfile.syntax import image_reference
from audit.model.component import Facts
from audit.model.repository import TAGS, Repository

_RELEASE = re.compile(r"(?:release|stable|maint(?:enance)?|support|hotfix)s?[-/_.]v?\d[\w.-]*|v?\d+\.(?:\d+|x)(?:\.x)?")
_VERSION = re.compile(r"(?P<name>.*?[-/_]?)v(?P<number>\d+)")
Branch = tuple[str, str]  # repository, branch


def find(repositories: Iterable[Repository], facts: Iterable[Facts]) -> Mapping[Branch, str]:
    """Return why each branch that gets fixes only is one; a release's tag is no branch.

    A branch named for a release is one where a branch without such a name is audited beside it. Of two that are named
    for versions the lower one is, unless a default installation runs its images and not those of the higher one.
    """
    known = tuple(facts)
    configured = {(item.name, branch) for item in repositories for branch in item.maintenance}
    by_repository: dict[str, list[Facts]] = {}
    for branch in known:
        by_repository.setdefault(branch.repository, []).append(branch)
    default = _applied(known)
    found: dict[Branch, str] = {}
    for repository, branches in by_repository.items():
        for branch in branches:
            key = (repository, branch.branch)
            if key in configured:
                found[key] = "the organisation's file says that the branch gets fixes only"
            elif why := _by_name(branch, branches, default):
                found[key] = why
    return found


def _applied(facts: Iterable[Facts]) -> frozenset[str]:
    """Return the names of all images that a default installation applies."""
    mentions = (mention for branch in facts for mention in branch.mentions if mention.default)
    return frozenset(image_reference.canonical(image_reference.read(mention.image)) for mention in mentions)


def _by_name(branch: Facts, branches: list[Facts], default: frozenset[str]) -> str:
    name = branch.branch
    others = [other for other in branches if other is not branch and not other.branch.startswith(TAGS)]
    if name.startswith(TAGS) or not others:
        return ""
    if _RELEASE.fullmatch(name):
        ahead = [other for other in others if not _RELEASE.fullmatch(other.branch)]
        return (
            f"it is named for a release, and {ahead[0].branch} is developed beside it{_same(branch, ahead)}"
            if ahead
            else ""
        )
    version = _VERSION.fullmatch(name)
    if version is None or _runs(branch, default):
        return ""
    higher = [other for other in others if _number(other.branch, version["name"]) > int(version["number"])]
    return f"{higher[0].branch} has taken its place: a default installation runs none of its images" if higher else ""


def _number(name: str, prefix: str) -> int:
    match = _VERSION.fullmatch(name)
    return int(match["number"]) if match and match["name"] == prefix else -1


def _runs(branch: Facts, default: frozenset[str]) -> bool:
    names = (name for component in branch.components for name in component.names)
    return any(image_reference.canonical(image_reference.read(name)) in default for name in names)


def _same(branch: Facts, ahead: list[Facts]) -> str:
    """Return a clause where the other branch publishes an image of the same name."""
    own = {name for component in branch.components for name in component.names}
    both = own & {name for other in ahead for component in other.components for name in component.names}
    return f", which publishes {min(both)} too" if both else ""
