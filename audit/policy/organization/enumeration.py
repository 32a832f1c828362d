"""Which of the repositories that GitHub lists are audited: the key `enumerate` of an organisation's file."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from audit.errors import ConfigurationError
from audit.policy.yaml import document, key_path
from audit.policy.yaml.key_path import KeyPath

_API = re.compile(r"https://(?P<host>[A-Za-z0-9.-]+(?::\d+)?)(?:/[A-Za-z0-9._/-]*)?")
_LOOPBACK = re.compile(r"http://(?P<host>(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?)(?:/[A-Za-z0-9._/-]*)?")
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")

Seconds = Annotated[int, Meta(ge=0)]
Positive = Annotated[int, Meta(ge=1)]
Days = Annotated[int, Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Hold which repositories are never audited, by a glob over the name or by a topic, and why."""

    reason: str
    name: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Hold the key as it is written; with an empty `api` nothing is asked.

    `inactive_after_days` is counted from the last push, 0 means never. `wait_at_most` is all the waiting for GitHub in
    seconds, `timeout` the seconds without a byte after which an answer is given up. `private` takes also what only the
    token may see; `related` asks for the first commit of each repository.
    """

    api: str = "https://api.github.com"
    archived: Literal["report", "audit"] = "report"
    forks: Literal["report", "audit"] = "report"
    inactive_after_days: Days = 0
    private: bool = False
    related: bool = False
    exclude: tuple[Exclusion, ...] = ()
    wait_at_most: Seconds = 300
    timeout: Positive = 15
    when_unreachable: Literal["fail", "listed"] = "fail"

    @property
    def web(self) -> str:
        """Return the address under which the server's repositories lie: `https://github.com` for GitHub's own."""
        match = _API.fullmatch(self.api) or _LOOPBACK.fullmatch(self.api)
        host = match["host"] if match else ""
        return f"{self.api.partition(':')[0]}://{host.removeprefix('api.')}"


OFF = Enumeration(api="")


def check(path: Path, organization: str, found: Enumeration) -> None:
    """Raise ConfigurationError for what cannot be asked of GitHub as it is written."""
    if not _LOGIN.fullmatch(organization):
        message = (
            f"`organization`: {organization!r} is no name of an organisation on GitHub, which `enumerate` asks for"
        )
        raise ConfigurationError(str(path), document.line(path, ("organization",)), message)
    if not (_API.fullmatch(found.api) or _LOOPBACK.fullmatch(found.api)):
        message = f"{found.api!r} is refused; expected https://HOST or https://HOST/api/v3, without credentials"
        raise _wrong(path, ("api",), message)
    for index, each in enumerate(found.exclude):
        if bool(each.name) == bool(each.topic):
            raise _wrong(path, ("exclude", index), "expected either `name` or `topic`")
        if not each.reason.strip():
            raise _wrong(path, ("exclude", index, "reason"), "is empty; expected why it is excluded")


def _wrong(path: Path, place: KeyPath, message: str) -> ConfigurationError:
    place = ("enumerate", *place)
    return ConfigurationError(str(path), document.line(path, place), f"`{key_path.shown(place)}`: {message}")
