"""Look up which release a floating tag of Docker's official images stood for on a day, by the project's own record."""

import re
from collections.abc import Iterator
from datetime import date

from audit.model.dockerfile import Image
from audit.policy.lifecycle import RecordedImages

_OFFICIAL = "docker.io/library/"
_PATCH = re.compile(r"(\d+\.\d+)\.\d[^-]*")


def meaning(name: str, image: Image, day: date, recorded: RecordedImages) -> str:
    """Return the word of the release (`bookworm`, `alpine3.23`) that a tag stood for, empty when none is on record."""
    tags = recorded.official.get(name.removeprefix(_OFFICIAL), {}) if name.startswith(_OFFICIAL) else {}
    tag = image.tag or ("" if image.digest else "latest")
    changes = next((tags[key] for key in _keys(tag) if key in tags), {})
    past = [release for since, release in sorted(changes.items()) if since <= day.isoformat()]
    return past[-1] if past else ""


def _keys(tag: str) -> Iterator[str]:
    """Yield the forms under which a tag may be on record: without patch level, without the words of its variant."""
    head, *words = tag.split("-")
    alpine = [word for word in words if word == "alpine"]
    patch = _PATCH.fullmatch(head)
    for version in (head, *([patch[1]] if patch else [])):
        yield "-".join([version, *words])
        yield "-".join([version, *alpine])
    if head == "slim":
        yield "latest"
