"""The organisation's list of repositories, as its YAML file gives it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audit.errors import ConfigurationError
from audit.model.repository import Repository
from audit.policy.organization import enumeration
from audit.policy.organization.entry import Entry, Place, repository
from audit.policy.organization.enumeration import OFF, Enumeration
from audit.policy.yaml import document


@dataclass(frozen=True, slots=True)
class Release:
    """Hold a release of the whole organisation, and its day: what changed since then is shown where a history is."""

    name: str
    date: date


@dataclass(frozen=True, slots=True)
class Document:
    """Hold the file as it is written; paths in it are relative to its folder."""

    organization: str
    repositories: tuple[Entry, ...] = ()
    enumerate: Enumeration = OFF
    profile: str = "kubeflow-2020"
    judgement: str = ""
    lifecycle: str = ""
    signals: str = ""
    vulnerabilities: str = ""
    waivers: str = ""
    overrides: str = ""
    images: str = ""
    inline_waivers: bool = True
    releases: tuple[Release, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """Hold the organisation's name, its repositories in the file's order, and the other files that it names.

    `inline_waivers` says whether waivers that stand in Dockerfiles count. `enumerate` says how GitHub is asked for more
    repositories; `notices` are sentences on how the list came about that every reader must see.
    """

    name: str
    repositories: tuple[Repository, ...] = ()
    profile: str = "kubeflow-2020"
    judgement: str = ""
    lifecycle: str = ""
    signals: str = ""
    vulnerabilities: str = ""
    waivers: str = ""
    overrides: str = ""
    images: str = ""
    inline_waivers: bool = True
    enumerate: Enumeration = OFF
    notices: tuple[str, ...] = ()
    releases: tuple[Release, ...] = ()


def read(path: Path) -> Organization:
    """Read an organisation's file; raise ConfigurationError for whatever cannot be audited as it is written."""
    found = document.read(path, Document)
    if found.enumerate.api:
        enumeration.check(path, found.organization, found.enumerate)
    elif not found.repositories:
        line = document.line(path, ("repositories",))
        raise ConfigurationError(str(path), line, "`repositories` is empty; expected at least one entry")
    _single(path, found.repositories)
    repositories = tuple(repository(path, index, entry) for index, entry in enumerate(found.repositories))
    named = (found.judgement, found.lifecycle, found.signals, found.vulnerabilities)
    judgement, lifecycle, signals, vulnerabilities = (str(path.parent / name) if name else "" for name in named)
    given = (found.waivers, found.overrides, found.images)
    waivers, overrides, images = (str(path.parent / name) if name else "" for name in given)
    return Organization(
        name=found.organization,
        repositories=repositories,
        profile=found.profile,
        judgement=judgement,
        lifecycle=lifecycle,
        signals=signals,
        vulnerabilities=vulnerabilities,
        waivers=waivers,
        overrides=overrides,
        images=images,
        inline_waivers=found.inline_waivers,
        enumerate=found.enumerate,
        releases=found.releases,
    )


def _single(path: Path, entries: tuple[Entry, ...]) -> None:
    known: dict[str, int] = {}
    for index, entry in enumerate(entries):
        first = known.setdefault(entry.name.lower(), index)
        if first != index:
            raise Place(path, index, entry.name).wrong(
                "name", f"stands in the list twice, also as repositories[{first}]; expected once"
            )
