"""The organisation's list of repositories, as its YAML file gives it."""

from dataclasses import dataclass, replace
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
class BuiltElsewhere:
    """Hold globs of image names, the repository that builds them, and why no Dockerfile of it can be judged, if so."""

    images: tuple[str, ...]
    repository: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Hold the file as it is written; paths in it are relative to its folder."""

    organization: str
    repositories: tuple[Entry, ...] = ()
    enumerate: Enumeration = OFF
    profile: str = "kubeflow-2020"
    judgement: str = ""
    priorities: str = ""
    lifecycle: str = ""
    signals: str = ""
    vulnerabilities: str = ""
    waivers: str = ""
    overrides: str = ""
    images: str = ""
    inline_waivers: bool = True
    releases: tuple[Release, ...] = ()
    upstream: str = ""
    built_elsewhere: tuple[BuiltElsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """Hold the organisation's name, its repositories in the file's order, and the other files that it names.

    `inline_waivers` says whether waivers that stand in Dockerfiles count. `enumerate` says how GitHub is asked for more
    repositories; `notices` are sentences on how the list came about that every reader must see. `upstream` are the
    repositories of projects that are deployed and not maintained here, from the file `upstream_file`; `built_elsewhere`
    says of images that are deployed which repository builds them.
    """

    name: str
    repositories: tuple[Repository, ...] = ()
    profile: str = "kubeflow-2020"
    judgement: str = ""
    priorities: str = ""
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
    upstream_file: str = ""
    upstream: tuple[Repository, ...] = ()
    built_elsewhere: tuple[BuiltElsewhere, ...] = ()


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
    organization = _from(found, repositories, path.parent)
    return _with_upstream(organization, path) if organization.upstream_file else organization


def _from(found: Document, repositories: tuple[Repository, ...], folder: Path) -> Organization:
    """Return what the document says, with the paths of the files that it names."""

    def placed(name: str) -> str:
        return str(folder / name) if name else ""

    return Organization(
        name=found.organization,
        repositories=repositories,
        profile=found.profile,
        judgement=placed(found.judgement),
        priorities=placed(found.priorities),
        lifecycle=placed(found.lifecycle),
        signals=placed(found.signals),
        vulnerabilities=placed(found.vulnerabilities),
        waivers=placed(found.waivers),
        overrides=placed(found.overrides),
        images=placed(found.images),
        inline_waivers=found.inline_waivers,
        enumerate=found.enumerate,
        releases=found.releases,
        upstream_file=placed(found.upstream),
        built_elsewhere=found.built_elsewhere,
    )


def _with_upstream(organization: Organization, path: Path) -> Organization:
    """Add the repositories of the upstream file, marked so, and what it says of images built elsewhere."""
    line = document.line(path, ("upstream",))
    if not Path(organization.upstream_file).is_file():
        raise ConfigurationError(str(path), line, f"`upstream`: no file at {organization.upstream_file!r}")
    other = read(Path(organization.upstream_file))
    if other.upstream_file:
        raise ConfigurationError(str(path), line, "`upstream` names a file that has an `upstream` of its own")
    own = {repository.name.lower() for repository in organization.repositories}
    both = [repository.name for repository in other.repositories if repository.name.lower() in own]
    if both:
        raise ConfigurationError(str(path), line, f"`upstream` lists {both[0]}, which is one of `repositories`")
    return replace(
        organization,
        upstream=tuple(replace(repository, upstream=True) for repository in other.repositories),
        built_elsewhere=(*organization.built_elsewhere, *other.built_elsewhere),
    )


def _single(path: Path, entries: tuple[Entry, ...]) -> None:
    known: dict[str, int] = {}
    for index, entry in enumerate(entries):
        first = known.setdefault(entry.name.lower(), index)
        if first != index:
            raise Place(path, index, entry.name).wrong(
                "name", f"stands in the list twice, also as repositories[{first}]; expected once"
            )
