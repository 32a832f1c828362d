"""Describe the stages of a Dockerfile for the drawing on the page: base, role, and files taken from others."""

from typing import Any

from audit.model.dockerfile import Dockerfile, Image, Stage
from audit.model.scoreboard import Standing
from reports.page.details.link import address
from reports.text.visible import name

_MOST = 40  # a file with more stages has no drawing


def stages(standing: Standing) -> list[list[Any]]:
    """Return each stage: title, base, address of its line, `ships`, `used` or `unused`, and what leads to it.

    What leads to it are pairs of an earlier stage's index and the files taken, empty if that stage is its base.
    """
    dockerfile = standing.component.dockerfile
    if len(dockerfile.stages) > _MOST:
        return []
    used = {stage.index for stage in dockerfile.leading_to(dockerfile.final)}
    return [_stage(standing, dockerfile, stage, used=stage.index in used) for stage in dockerfile.stages]


def _stage(standing: Standing, dockerfile: Dockerfile, stage: Stage, *, used: bool) -> list[Any]:
    role = "ships" if stage.index == dockerfile.final else "used" if used else "unused"
    base = dockerfile.stages[stage.parent].alias or f"stage {stage.parent}" if stage.parent is not None else ""
    edges: list[list[Any]] = [[stage.parent, ""]] if stage.parent is not None else []
    taken: dict[int, list[str]] = {}
    outside: list[str] = []
    for transfer in stage.transfers:
        if isinstance(transfer.origin, int):
            taken.setdefault(transfer.origin, []).extend(transfer.sources)
        elif isinstance(transfer.origin, Image):
            outside.append(f"{', '.join(transfer.sources)} from {transfer.origin.text}")
    edges += [[origin, name(", ".join(paths) or "files")] for origin, paths in sorted(taken.items())]
    return [
        name(stage.alias or f"stage {stage.index}"),
        name(base or stage.image.text),
        address(standing, line=stage.line),
        role,
        edges,
        name("; ".join(outside)),
    ]
