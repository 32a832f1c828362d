"""The organisation's overrides: reviewed answers about single Dockerfiles, each with the reason why it is needed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from audit.errors import ConfigurationError
from audit.model.component import Kind
from audit.model.override import Overridden, Override
from audit.policy.yaml import document

Language = Literal["go", "python", "node", "java", "rust", "cpp", "r", "shell", "other", "none"]
Deployment = Literal["default", "optional", "runtime", "workspace", "published", "none"]
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(?::\d+(?=/))?(?:/[a-z0-9][a-z0-9._-]*)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry as it is written: which Dockerfile, one answer or more, and the reason."""

    repository: str
    dockerfile: str
    reason: str
    branch: str = ""
    target: str = ""
    kind: Kind | Literal[""] = ""
    language: Language | Literal[""] = ""
    image: str = ""
    deployment: Deployment | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Overrides:
    """Hold the file that `overrides:` names, as it is written."""

    overrides: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Images:
    """Hold the file that `images:` names, as it is written."""

    images: tuple[Entry, ...]


def read(overrides: Path | None, images: Path | None) -> tuple[Override, ...]:
    """Read both files; raise ConfigurationError for an entry without place, answer or reason, and for a doubled one."""
    found: dict[tuple[str, ...], Override] = {}
    for path, shape in ((overrides, Overrides), (images, Images)):
        for override in _file(path, shape) if path else ():
            key = (override.repository, override.branch, override.dockerfile, override.target, override.answer)
            first = found.setdefault(key, override)
            if first is not override:
                line = int(override.place.rpartition(":")[2])
                said = f"`{override.answer}` of {override.dockerfile} in {override.repository} is given twice"
                raise ConfigurationError(str(path), line, f"{said}, also in {first.place}; expected once")
    return tuple(found.values())


def _file(path: Path, shape: type[Overrides] | type[Images]) -> Iterator[Override]:
    found = document.read(path, shape)
    name, entries = ("overrides", found.overrides) if isinstance(found, Overrides) else ("images", found.images)
    for index, entry in enumerate(entries):
        yield from _entry(path, f"{name}[{index}]", document.line(path, (name, index)), entry)


def _entry(path: Path, name: str, line: int | None, entry: Entry) -> Iterator[Override]:
    for key in ("repository", "dockerfile", "reason"):
        if not getattr(entry, key).strip():
            raise ConfigurationError(str(path), line, f"`{name}.{key}` is empty")
    if entry.image and not _NAME.fullmatch(entry.image):
        expected = "expected a name without tag and digest, such as ghcr.io/acme/web"
        raise ConfigurationError(str(path), line, f"`{name}.image` is {entry.image!r}; {expected}")
    answers: tuple[Overridden, ...] = get_args(Overridden)
    given = [(answer, str(getattr(entry, answer))) for answer in answers if getattr(entry, answer)]
    if not given:
        raise ConfigurationError(str(path), line, f"`{name}` gives no answer; expected one of {', '.join(answers)}")
    for answer, value in given:
        yield Override(
            repository=entry.repository,
            branch=entry.branch,
            dockerfile=entry.dockerfile,
            target=entry.target,
            answer=answer,
            value=value,
            reason=entry.reason,
            place=f"{path.name}:{line}",
        )
