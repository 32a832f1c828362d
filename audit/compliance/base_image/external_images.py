"""The outside images that an image is made from: bases of the stages that lead to it, and those copied from."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.compliance.case.rule import Case
from audit.model.dockerfile import Image
from audit.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Reference:
    """Hold one outside image and the line that names it."""

    image: Image
    evidence: Evidence


def outside(case: Case) -> tuple[Reference, ...]:
    """Return each outside image once, the final base first; scratch is none."""
    found = [*_bases(case), *_copied(case)]
    first = {each.image.text: each for each in reversed(found) if each.image.text != "scratch"}
    return tuple(each for each in dict.fromkeys(first[one.image.text] for one in found if one.image.text in first))


def _bases(case: Case) -> Iterator[Reference]:
    leading = case.dockerfile.leading_to(case.dockerfile.final)
    root = case.dockerfile.root(case.dockerfile.final)
    for stage in sorted(leading, key=lambda each: each.index != root.index):
        if stage.parent is None:
            yield Reference(stage.image, case.at(stage.line, f"FROM {stage.image.text}"))


def _copied(case: Case) -> Iterator[Reference]:
    for stage in case.dockerfile.leading_to(case.dockerfile.final):
        for transfer in stage.transfers:
            if isinstance(transfer.origin, Image):
                yield Reference(transfer.origin, case.at(transfer.line, f"--from={transfer.origin.text}"))
