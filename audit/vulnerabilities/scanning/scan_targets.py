"""Select the published images to scan from the record of a run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from audit.dockerfile.syntax import image_reference
from audit.errors import ReportError
from audit.model.dockerfile import Image
from audit.model.evidence import Skipped
from audit.vulnerabilities.formats import json_document
from audit.vulnerabilities.formats.json_document import Text
from audit.vulnerabilities.report_files.report_index import version

# a tag that names a commit; any other word (latest, main, nightly) is moved to another image some day
_COMMIT = re.compile(r"(?:sha-)?[0-9a-f]{7,40}")


class _Answer(msgspec.Struct):
    value: Text


class _Component(msgspec.Struct):
    name: Text
    image: _Answer | None


class _Place(msgspec.Struct):
    repository: Text
    branch: Text


class _Deployment(msgspec.Struct):
    tag: Text


class _Standing(msgspec.Struct):
    in_scope: bool
    place: _Place
    component: _Component
    deployment: _Deployment


class _Record(msgspec.Struct):
    schema_version: int
    standings: list[_Standing]


@dataclass(frozen=True, slots=True)
class ScanTargets:
    """Hold the images to scan, sorted and without repetition, and the components without such an image."""

    images: tuple[Image, ...]
    skipped: tuple[Skipped, ...]


def read(path: Path, *, moving: bool) -> ScanTargets:
    """Read `scoreboard.json`; raise ReportError for anything else.

    `moving` includes images that are deployed under a tag that moves to another image, such as latest.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = f"cannot be read: {error.strerror}; expected the scoreboard.json of image-audit run"
        raise ReportError(str(path), "", reason) from error
    held = json_document.fit(str(path), json_document.parse(str(path), content), _Record)
    found = list(_targets(held, moving=moving))
    images = {target.text: target for target in found if isinstance(target, Image)}
    return ScanTargets(
        tuple(images[text] for text in sorted(images)),
        tuple(target for target in found if isinstance(target, Skipped)),
    )


def _targets(held: _Record, *, moving: bool) -> Iterator[Image | Skipped]:
    for standing in held.standings:
        if standing.in_scope:
            found = _image(standing, moving=moving)
            yield (
                found
                if isinstance(found, Image)
                else Skipped(standing.place.repository, standing.place.branch, standing.component.name, found)
            )


def _image(standing: _Standing, *, moving: bool) -> Image | str:
    """Return the published image as it is deployed, or the reason why it cannot be scanned."""
    if standing.component.image is None:
        return "nobody tells under which name it is published"
    name, tag = standing.component.image.value, standing.deployment.tag
    if not tag:
        return f"{name}: nothing tells which release is deployed"
    if not (moving or ":" in tag or version(tag)[0] or _COMMIT.fullmatch(tag)):
        return (
            f"{name}:{tag}: the tag moves, so that its report says nothing of tomorrow's image; --moving-tags scans it"
        )
    text = image_reference.canonical(image_reference.read(name)) + ("@" if ":" in tag else ":") + tag
    if "?" in text or not image_reference.is_valid(text):
        return f"{text}: nobody decides the whole name"
    return image_reference.read(text)
