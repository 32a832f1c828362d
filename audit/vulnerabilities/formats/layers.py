"""Find the layers of the base image in the image's own history."""

import re

import msgspec

from audit.model.vulnerabilities.vulnerability import Origin
from audit.vulnerabilities.formats.json_document import Text

# what ends a base image: the program it starts, set by Docker's old builder (`#(nop)  CMD`) or BuildKit
_START = re.compile(r"(?:/bin/sh -c #\(nop\)\s+)?(?:CMD|ENTRYPOINT)\b")


class HistoryStep(msgspec.Struct, frozen=True):
    """Hold one step of an image's history; a step that changes settings only leaves no layer."""

    created_by: str | None = None
    empty_layer: bool | None = None


class RootFilesystem(msgspec.Struct, frozen=True):
    """Hold the image's layers, lowest first."""

    diff_ids: tuple[Text, ...] | None = None


class ImageConfig(msgspec.Struct, frozen=True):
    """Hold the layers and history of an OCI image configuration (OCI image-spec, config.md)."""

    history: tuple[HistoryStep, ...] | None = None
    rootfs: RootFilesystem | None = None
    created: Text | None = None

    @property
    def diffs(self) -> tuple[str, ...]:
        """Return the layers' diff ids, lowest first."""
        return (self.rootfs.diff_ids if self.rootfs else None) or ()


def of_base(config: ImageConfig) -> frozenset[str]:
    """Return the diff ids up to the last CMD or ENTRYPOINT before a later layer; empty without usable history.

    A guess: bases built without a CMD (distroless is) and images flattened into one layer give no answer.
    """
    steps = config.history or ()
    filled = [index for index, step in enumerate(steps) if not step.empty_layer]
    if len(filled) != len(config.diffs) or not filled:
        return frozenset()
    ends = [
        index for index in range(filled[-1]) if steps[index].empty_layer and _START.match(steps[index].created_by or "")
    ]
    below = sum(index < ends[-1] for index in filled) if ends else 0
    return frozenset(config.diffs[:below])


def origin(layer: str, base: frozenset[str]) -> Origin:
    """Return whether a layer is of the base image or the image's own; unknown when the base or the layer is."""
    if not layer or not base:
        return "unknown"
    return "base" if layer in base else "own"
