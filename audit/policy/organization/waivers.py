"""The organisation's waivers: accepted findings, each with reason, owner and end date."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audit.errors import ConfigurationError
from audit.model.finding import Waiver
from audit.policy.yaml import document

_RULE = re.compile(r"[A-Z]{2}\d{0,3}")


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry of `waivers:` as it is written; only `path` and `target` may be left out."""

    rule: str
    repository: str
    reason: str
    owner: str
    until: date
    path: str = "*"
    target: str = "*"


@dataclass(frozen=True, slots=True)
class Document:
    """Hold the file as it is written."""

    waivers: tuple[Entry, ...]


def read(path: Path) -> tuple[Waiver, ...]:
    """Read the waivers; raise ConfigurationError for one without rule, repository, reason, owner or end date."""
    found = document.read(path, Document)
    return tuple(_waiver(path, index, entry) for index, entry in enumerate(found.waivers))


def _waiver(path: Path, index: int, entry: Entry) -> Waiver:
    line = document.line(path, ("waivers", index))
    for key, text in (
        ("rule", entry.rule),
        ("repository", entry.repository),
        ("reason", entry.reason),
        ("owner", entry.owner),
        ("path", entry.path),
        ("target", entry.target),
    ):
        if not text.strip():
            raise ConfigurationError(str(path), line, f"`waivers[{index}].{key}` is empty")
    if not _RULE.fullmatch(entry.rule):
        expected = "expected a code such as KF401, or its beginning such as KF6"
        raise ConfigurationError(str(path), line, f"`waivers[{index}].rule` is {entry.rule!r}; {expected}")
    return Waiver(
        rule=entry.rule,
        repository=entry.repository,
        path=entry.path,
        target=entry.target,
        reason=entry.reason,
        owner=entry.owner,
        until=entry.until.isoformat(),
        place=f"{path.name}:{line}",
    )
