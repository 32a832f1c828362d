"""Hold repositories, and the tree of one at one commit."""

from dataclasses import dataclass
from typing import Literal

TAGS = "refs/tags/"  # a branch that is named so in full is a tag

Status = Literal["active", "inactive", "excluded"]
Project = Literal["graduated", "incubating", "experimental", "deprecated", "archived", "ecosystem", ""]
EntryKind = Literal["file", "executable", "symlink", "submodule"]
LINK = "/"  # ends the blob of a link in a working tree, where a blob is a path: the link itself, not its file


def spellings(tag: str) -> tuple[str, str]:
    """Return a release's tag in full as it is written, and the same with or without a leading v."""
    return f"{TAGS}{tag}", f"{TAGS}{tag.removeprefix('v')}" if tag.startswith("v") else f"{TAGS}v{tag}"


@dataclass(frozen=True, slots=True)
class Remote:
    """Name a git repository on a server by its URL; a private one is asked for with the token of the environment."""

    url: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class Local:
    """Name a git repository on this machine, read where it lies."""

    path: str


@dataclass(frozen=True, slots=True)
class Folder:
    """Name a folder that holds one folder for each branch, made into a git repository when the run begins."""

    path: str


Origin = Remote | Local | Folder


@dataclass(frozen=True, slots=True)
class Repository:
    """Hold one entry of the organisation's list.

    An inactive one is audited on request, an excluded one never; `reason` is why, empty for an active one.
    `branches` is empty when the branch that the remote's HEAD names is meant. `web` is the address under which
    files are shown to people (`WEB/blob/COMMIT/PATH`), empty when there is none; `project` is the
    project's state. `deploys` are folders of kustomizations and charts that a default installation applies,
    `maintenance` the branches that get fixes only. `upstream`: the organisation deploys what it builds, and does not
    maintain it.
    """

    name: str
    origin: Origin
    branches: tuple[str, ...]
    status: Status
    reason: str
    working_group: str
    web: str
    deploys: tuple[str, ...] = ()
    project: Project = ""
    maintenance: tuple[str, ...] = ()
    upstream: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one path of a commit's tree, with the object id of its blob (of the commit, for a submodule)."""

    path: str
    kind: EntryKind
    blob: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Hold one commit's tree, sorted by path; `committed` is the commit's date, ISO 8601 (UTC)."""

    repository: str
    branch: str
    commit: str
    committed: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Hold the bytes of one file as they lie in the repository."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Hosted:
    """Hold one repository as its server lists it; `id` stays when the repository is renamed or moved.

    `web` is the address of its page, which git takes too. `pushed` is the date of the last push, ISO 8601 (UTC), empty
    when nothing was pushed yet. `private` is true for whatever is not public; `visibility` is the server's word.
    """

    id: int
    name: str
    web: str
    default_branch: str
    visibility: str
    private: bool
    archived: bool
    disabled: bool
    fork: bool
    topics: tuple[str, ...]
    pushed: str
