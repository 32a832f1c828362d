"""List the external images that an image is made from: bases of stages, and images copied from."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.compliance.case.case import Case
from audit.model.dockerfile import Image
from audit.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class ExternalImage:
    """Hold one external image and the line that names it."""

    image: Image
    evidence: Evidence


def find(case: Case) -> tuple[ExternalImage, ...]:
    """Return each external image once, the final base first; scratch is none."""
    first: dict[str, ExternalImage] = {}
    for found in (*_bases(case), *_copied(case)):
        if found.image.text != "scratch":
            first.setdefault(found.image.text, found)
    return tuple(first.values())


def _bases(case: Case) -> Iterator[ExternalImage]:
    leading = case.dockerfile.leading_to(case.dockerfile.final)
    root = case.dockerfile.root(case.dockerfile.final)
    for stage in sorted(leading, key=lambda stage: stage.index != root.index):
        if stage.parent is None:
            yield ExternalImage(stage.image, case.at(stage.line, f"FROM {stage.image.text}"))


def _copied(case: Case) -> Iterator[ExternalImage]:
    for stage in case.dockerfile.leading_to(case.dockerfile.final):
        for transfer in stage.transfers:
            if isinstance(transfer.origin, Image):
                yield ExternalImage(transfer.origin, case.at(transfer.line, f"--from={transfer.origin.text}"))
