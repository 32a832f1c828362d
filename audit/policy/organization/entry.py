"""One entry of an organisation's list of repositories, checked."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from audit.errors import ConfigurationError
from audit.model.repository import Folder, Local, Origin, Project, Remote, Repository
from audit.policy.yaml import document

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/(?!\.{1,2}$)[A-Za-z0-9._-]+")
_URL = re.compile(r"(?:https?|ssh|git|file)://(?!-)[^\s]+|(?!-)[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:(?!/?/)[^\s:]+")
_FORGE = re.compile(
    r"(?:https?://|ssh://(?:git@)?|git@)((?:github|gitlab)\.[A-Za-z0-9.-]+)(?::|/)([^\s]+?)(?:\.git)?/?"
)
_EXPECTED = "a git URL (https, ssh, git, file), user@host:path, or the path of a git repository"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry of `repositories:` as it is written."""

    name: str
    url: str = ""
    folder: str = ""
    branches: tuple[str, ...] = ()
    status: Literal["active", "inactive"] = "active"
    reason: str = ""
    working_group: str = ""
    deploys: tuple[str, ...] = ()
    project: Project = ""
    maintenance: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where an entry stands, for errors about it."""

    path: Path
    index: int
    name: str

    def wrong(self, key: str, message: str) -> ConfigurationError:
        """Compose the error about one key of the entry."""
        line = document.line(self.path, ("repositories", self.index, key))
        return ConfigurationError(str(self.path), line, f"`repositories[{self.index}].{key}` ({self.name}): {message}")


def repository(path: Path, index: int, entry: Entry) -> Repository:
    """Return the repository of an entry; raise ConfigurationError for what cannot be audited as it is written."""
    place = Place(path, index, entry.name)
    if not NAME.fullmatch(entry.name):
        raise place.wrong("name", "expected owner/name")
    if (entry.status == "inactive") != bool(entry.reason):
        raise place.wrong("reason", "expected for an inactive repository, and for no other")
    return Repository(
        name=entry.name,
        origin=_origin(place, entry),
        branches=_branches(place, entry),
        status=entry.status,
        reason=entry.reason,
        working_group=entry.working_group,
        web=_web(entry),
        deploys=entry.deploys,
        project=entry.project,
        maintenance=_maintenance(place, entry),
    )


def _branches(place: Place, entry: Entry) -> tuple[str, ...]:
    if len(set(entry.branches)) != len(entry.branches):
        raise place.wrong("branches", "names a branch twice; expected each once")
    for branch in entry.branches:
        if not _is_branch(branch):
            raise place.wrong("branches", f"{branch!r} is no branch name; expected one that git takes")
    if entry.folder and not entry.branches:
        raise place.wrong("branches", "expected the names of the folders that become branches")
    return entry.branches


def _maintenance(place: Place, entry: Entry) -> tuple[str, ...]:
    for branch in entry.maintenance:
        if branch not in entry.branches:
            raise place.wrong("maintenance", f"{branch!r} is none of `branches`; expected one that is audited")
    return entry.maintenance


def _is_branch(name: str) -> bool:
    """Tell whether git takes the name (the greater part of git-check-ref-format's rules)."""
    return bool(
        re.fullmatch(r"(?![-/.])(?!@$)(?!.*(?:\.\.|//|/\.|@\{|\.lock(?:/|$)|[/.]$))[^\s~^:?*\[\\\x00-\x1f\x7f]+", name)
    )


def _origin(place: Place, entry: Entry) -> Origin:
    if entry.url and entry.folder:
        raise place.wrong("folder", "stands beside `url`; expected one of them")
    if entry.folder:
        return Folder(_existing(place, "folder", entry.folder, "a folder with one folder for each branch"))
    if not entry.url:
        return Remote(f"https://github.com/{entry.name}")
    if _URL.fullmatch(entry.url):
        if re.match(r"https?://[^/]*@|[a-z]+://[^/]*:[^/]*@", entry.url):
            raise place.wrong("url", "holds a user name or password; expected an address without credentials")
        return Remote(entry.url)
    if "://" in entry.url or "::" in entry.url or entry.url.startswith("-"):
        raise place.wrong("url", f"{entry.url!r} is refused; expected {_EXPECTED}")
    return Local(_existing(place, "url", entry.url, _EXPECTED))


def _existing(place: Place, key: str, text: str, expected: str) -> str:
    try:
        folder = place.path.parent / Path(text).expanduser()
    except RuntimeError as error:
        raise place.wrong(key, f"no home folder for {text!r}; expected {expected}") from error
    if not folder.is_dir():
        raise place.wrong(key, f"no folder at {text!r}; expected {expected}")
    return str(folder)


def _web(entry: Entry) -> str:
    """Return the address of the repository's page on a known forge, or an empty text."""
    if entry.folder:
        return ""
    if not entry.url:
        return f"https://github.com/{entry.name}"
    match = _FORGE.fullmatch(entry.url)
    return f"https://{match[1]}/{match[2]}" if match else ""
