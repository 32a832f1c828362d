"""Locate results: paths relative to a repository's root, and the address of that repository."""

from typing import Any
from urllib.parse import quote

from audit.model.place import Place
from audit.model.scoreboard import Standing
from reports.code_scanning.finding_location import FindingLocation
from reports.text.visible import visible

ROOT = "%SRCROOT%"
_SAFE = ":/@-._~"


def branch(place: Place) -> tuple[str, str]:
    """Return repository and branch."""
    return place.repository, place.branch


def name(of: tuple[str, str]) -> str:
    """Return the name of a branch's base."""
    return visible("@".join(each for each in of if each))


def physical(where: FindingLocation, base: str) -> dict[str, Any]:
    """Return a location; a whole file is its first line, for code scanning asks for one."""
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": path(where.path), "uriBaseId": base},
            "region": {"startLine": where.line or 1},
        }
    }


def path(text: str) -> str:
    """Return a path as a relative URI reference; a colon in its first part would make it a scheme."""
    return quote(text, safe="/-._~", errors="backslashreplace")


def base(of: tuple[str, str], standing: Standing | None) -> dict[str, Any]:
    """Return what a base stands for: the root of a repository at a commit."""
    at = f" at {standing.place.commit}" if standing and standing.place.commit else ""
    said: dict[str, Any] = {"description": {"text": visible(f"the root of {name(of)}{at}")}}
    root = _root(standing) if standing else ""
    return said | ({"uri": root} if root else {})


def provenance(standing: Standing, base_id: str) -> dict[str, Any]:
    """Return repository, commit and branch, or nothing where no address is known."""
    root = _root(standing)
    if not root:
        return {}
    place = standing.place
    return {
        "repositoryUri": root.rpartition("/blob/")[0],
        "revisionId": visible(place.commit),
        "branch": visible(place.branch),
        "mappedTo": {"uriBaseId": base_id},
    }


def _root(standing: Standing) -> str:
    """Return the address of the commit's root, ending in a slash, or an empty text where there is none."""
    place = standing.place
    root = place.url.removesuffix(standing.component.dockerfile.path)
    if root == place.url or not root.startswith("https://") or f"/blob/{place.commit}/" not in root:
        return ""
    return quote(root, safe=_SAFE, errors="backslashreplace")
