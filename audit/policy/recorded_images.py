"""Read what other projects record of images: generated files, kept beside `lifecycle.yaml` (see CONTRIBUTING)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

import msgspec

from audit.errors import ConfigurationError
from audit.policy.lifecycle import ImagePattern, Lifecycle, RecordedImages, Tier

HARDENED = "dhi.io/"


class _OfficialTags(msgspec.Struct, forbid_unknown_fields=True):
    source: str
    commit: str
    date: str
    images: dict[str, dict[str, dict[str, str]]]


class _HardenedImages(msgspec.Struct, forbid_unknown_fields=True):
    source: str
    commit: str
    date: str
    images: dict[str, dict[str, tuple[Tier | Literal[""], str]]]


def complete(lifecycle: Lifecycle, official: Path, hardened: Path) -> Lifecycle:
    """Return the reviewed facts with both records; raise ConfigurationError for a file that is none of its kind."""
    try:
        tags = msgspec.json.decode(official.read_bytes(), type=_OfficialTags).images
        images = msgspec.json.decode(hardened.read_bytes(), type=_HardenedImages).images
    except msgspec.DecodeError as error:
        raise ConfigurationError(str(official.parent), 0, f"{official.name} or {hardened.name}: {error}") from error
    patterns = {f"{HARDENED}{name}": _patterns(f"{HARDENED}{name}", rows) for name, rows in images.items()}
    return replace(lifecycle, recorded=RecordedImages(tags, patterns))


def _patterns(name: str, rows: Mapping[str, tuple[Tier | Literal[""], str]]) -> tuple[ImagePattern, ...]:
    """Return the patterns of one hardened image; its `-dev` variants carry a shell and a package manager."""
    dev = ImagePattern(name, "*-dev*", tier="slim", source="hardened-images")
    found = (ImagePattern(name, tag, tier, user=user, source="hardened-images") for tag, (tier, user) in rows.items())
    return (dev, *found)
