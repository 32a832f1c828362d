"""Divide the builds of a Dockerfile by the stage that each publishes: one row for each published target."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import get_args

from audit.components.publishing import building
from audit.components.publishing.building import Build, Origin
from audit.model.component import StageDoubt
from audit.model.dockerfile import Dockerfile, Stage
from audit.model.evidence import Evidence

Row = tuple[str, str]  # path of a Dockerfile, and the target; empty where only the last stage is published
Aliases = Callable[[str], Sequence[str]]  # path of a Dockerfile -> the aliases of its stages, in order
_OPEN = frozenset("?${ ")
_ORIGINS = get_args(Origin)


def divide(builds: Sequence[Build], aliases: Sequence[str]) -> dict[str, list[Build]]:
    """Return target -> the builds of its stage, in the order of the stages, for the stages that are pushed.

    The target is empty where the last stage is the only one, and where no build that pushes has a target that is
    decided: then all builds are of one row. Builds of stages that nothing pushes belong to no row.
    """
    last = len(aliases) - 1
    numbered = [(_stage(build, aliases), build) for build in builds]
    pushed = {index for index, build in numbered if index is not None and _publishes(build, builds)}
    if not pushed or not aliases:
        return {"": list(builds)}
    if pushed == {last}:
        return {"": [build for index, build in numbered if index in (last, None)]}
    return {
        aliases[stage] or (str(stage) if stage != last else ""): [build for index, build in numbered if index == stage]
        for stage in sorted(pushed)
    }


def _stage(build: Build, aliases: Sequence[str]) -> int | None:
    """Return the index of the stage that a build makes; None where nobody decides it, or no stage has the name."""
    target = build.target.lower()
    if not target:
        return len(aliases) - 1
    if target in aliases:
        return max(index for index, alias in enumerate(aliases) if alias == target)
    return int(target) if target.isdecimal() and int(target) < len(aliases) else None


def _publishes(build: Build, builds: Iterable[Build]) -> bool:
    """Tell whether a build pushes to a registry that people pull from; CI and releases count before Makefiles."""
    if not _pushes(build):
        return False
    first = min(_ORIGINS.index(other.origin) for other in builds if _pushes(other))
    return build.origin in ("ci", "release") or _ORIGINS.index(build.origin) == first


def _pushes(build: Build) -> bool:
    names = tuple(building.names(build.images))
    to_tests = bool(names) and all(name.startswith(building.TEST_REGISTRIES) for name in names)
    return build.pushed and bool(build.images) and not to_tests


def undecided(builds: Iterable[Build]) -> dict[str, tuple[Evidence, ...]]:
    """Return path of Dockerfile -> the hops of a build that pushes a target which nobody decides."""
    return {build.dockerfile: build.hops for build in builds if _pushes(build) and _OPEN & set(build.target)}


def doubt(
    dockerfile: Dockerfile, undecided: Mapping[str, tuple[Evidence, ...]], rows: Mapping[Row, object]
) -> StageDoubt | None:
    """Return the leaf stages that no row of the file is judged to, where a build's target is undecided; else None."""
    if dockerfile.path not in undecided:
        return None
    used = {dockerfile.final}
    used |= {stage.parent for stage in dockerfile.stages if stage.parent is not None}
    used |= {move.origin for stage in dockerfile.stages for move in stage.transfers if isinstance(move.origin, int)}
    rest = tuple(
        _title(stage)
        for stage in dockerfile.stages
        if stage.index not in used and (dockerfile.path, stage.alias) not in rows
    )
    return StageDoubt(_title(dockerfile.final_stage), rest, undecided[dockerfile.path])


def _title(stage: Stage) -> str:
    return stage.alias or f"stage {stage.index}"
