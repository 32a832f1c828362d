"""The record of a run -> the published images in scope that a scanner can look at."""

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

# what a commit is called as a tag; any other word (latest, main, nightly) is moved to another image some day
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
    """Hold the images to scan, each once and in order, and the components of which none can be scanned."""

    images: tuple[Image, ...]
    skipped: tuple[Skipped, ...]


def read(path: Path, *, moving: bool) -> ScanTargets:
    """Read `scoreboard.json`; raise ReportError for what is none.

    `moving` says that images count too which are deployed under a tag that is another image some day.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        told = f"cannot be read: {error.strerror}; expected the scoreboard.json of image-audit run"
        raise ReportError(str(path), "", told) from error
    held = json_document.fit(str(path), json_document.parse(str(path), content), _Record)
    found = list(_targets(held, moving=moving))
    images = {each.text: each for each in found if isinstance(each, Image)}
    return ScanTargets(
        tuple(images[text] for text in sorted(images)),
        tuple(each for each in found if isinstance(each, Skipped)),
    )


def _targets(held: _Record, *, moving: bool) -> Iterator[Image | Skipped]:
    for each in held.standings:
        if each.in_scope:
            found = _image(each, moving=moving)
            yield (
                found
                if isinstance(found, Image)
                else Skipped(each.place.repository, each.place.branch, each.component.name, found)
            )


def _image(standing: _Standing, *, moving: bool) -> Image | str:
    """Return the published image as it is deployed, or why there is none to scan."""
    if standing.component.image is None:
        return "nobody tells under which name it is published"
    name, tag = standing.component.image.value, standing.deployment.tag
    if not tag:
        return f"{name}: nothing tells which release is deployed"
    if not (moving or ":" in tag or version(tag)[0] or _COMMIT.fullmatch(tag)):
        return (
            f"{name}:{tag}: the tag moves, so that its report says nothing of tomorrow's image; --moving-tags scans it"
        )
    whole = image_reference.canonical(image_reference.read(name)) + ("@" if ":" in tag else ":") + tag
    if "?" in whole or not image_reference.is_valid(whole):
        return f"{whole}: nobody decides the whole name"
    return image_reference.read(whole)
