"""Put a component on another base image, as far as changes to lines of its Dockerfile allow.

Nothing is added that the Dockerfile does not hold. Where more than its lines would have to change (a start script,
tools called at run time, cgo that is needed, ...) the component is left alone, with the reason.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from audit.components.program import entrypoint
from audit.migration import final_stage
from audit.model.command import BuildCommand
from audit.model.component import Component
from audit.model.dockerfile import Dockerfile, Image, Instruction, Stage, Transfer
from audit.model.priority.blocker import Blocker

# blockers that are lines of the Dockerfile; all others ask for work elsewhere
_LINES = {
    "shell-form": "the program is started in exec form",
    "packages-in-final-stage": "what the final stage installs is not needed to run",
    "build-in-final-stage": "the build moves to a stage of its own",
    "single-stage": "the build moves to a stage of its own",
    "cgo": "the program works without cgo",
    "cgo-unknown": "the program works without cgo",
    "files-in-final-stage": "what RUN makes in the final stage is made before it",
    "python-packages": "the installed packages work from a folder of their own",
    "base-undecided": "the base is named in the file",
}


@dataclass(frozen=True, slots=True)
class Rebased:
    """Hold the component on its new base, and the assumptions made."""

    component: Component
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotRebased:
    """Hold the reason why a component stays on its base."""

    reason: str


def onto(component: Component, image: Image, blockers: Sequence[Blocker]) -> Rebased | NotRebased:
    """Return the component with the image as its final base; a Go build is done without cgo, as static has no libc."""
    needs = component.module.cgo_need
    elsewhere = sorted({blocker.name for blocker in blockers} - set(_LINES))
    if elsewhere:
        return NotRebased(f"more than lines of the Dockerfile stands in the way: {', '.join(elsewhere)}")
    if component.language.value == "go" and needs is not None:
        return NotRebased(f"cgo is needed ({needs.text})")
    if not component.program.words:
        return NotRebased("what the image starts is not known")
    return Rebased(_rebuilt(component, image), tuple(dict.fromkeys(_assumptions(component, blockers))))


def _assumptions(component: Component, blockers: Sequence[Blocker]) -> Iterator[str]:
    """Yield the assumptions, by blocker."""
    lineage = {stage.index for stage in component.dockerfile.lineage(component.dockerfile.final)}
    yield from sorted({_LINES[blocker.name] for blocker in blockers})
    if any(command.stage in lineage for command in component.commands):
        yield "what RUN does in the final stage is done before it, or not needed"
    if component.language.value == "go" and any(build.variable("CGO_ENABLED") != "0" for build in component.builds):
        yield "go build runs with CGO_ENABLED=0"


def _rebuilt(component: Component, image: Image) -> Component:
    dockerfile = component.dockerfile
    lineage = {stage.index for stage in dockerfile.lineage(dockerfile.final)}
    if any(build.stage in lineage for build in component.builds):
        return replace(_without_cgo(component), dockerfile=_followed(dockerfile, image, component.program.words))
    kept = tuple(command for command in component.commands if command.stage not in lineage)
    moved = _replaced(dockerfile, image, component.program.words)
    return replace(_without_cgo(component), dockerfile=moved, commands=kept)


def _replaced(dockerfile: Dockerfile, image: Image, words: tuple[str, ...]) -> Dockerfile:
    """Put the image in place of the base; the final stage keeps what its parent stages copied."""
    final = replace(
        dockerfile.final_stage,
        image=image,
        parent=None,
        instructions=_instructions(dockerfile, words),
        transfers=tuple(chain.from_iterable(stage.transfers for stage in _upwards(dockerfile))),
    )
    stages = tuple(final if stage.index == final.index else stage for stage in dockerfile.stages)
    return replace(dockerfile, stages=stages)


def _followed(dockerfile: Dockerfile, image: Image, words: tuple[str, ...]) -> Dockerfile:
    """Let the final stage build only, and add one on the image that takes everything the program needs from it."""
    index, line = len(dockerfile.stages), dockerfile.final_stage.line
    taken = Transfer(line, dockerfile.final, ("/",), "/")
    final = Stage(index, "", image, None, "", line, _instructions(dockerfile, words), (taken,))
    return replace(dockerfile, stages=(*dockerfile.stages, final), final=index)


def _upwards(dockerfile: Dockerfile) -> tuple[Stage, ...]:
    """Return the final stage and its parents, the lowest first."""
    return tuple(reversed(dockerfile.lineage(dockerfile.final)))


def _instructions(dockerfile: Dockerfile, words: tuple[str, ...]) -> tuple[Instruction, ...]:
    """Return the instructions that need no shell; a start in shell form becomes one in exec form."""
    everything = chain.from_iterable(stage.instructions for stage in _upwards(dockerfile))
    kept = tuple(filter(final_stage.stays_when_rebased, everything))
    started = [instruction for instruction in entrypoint.declared(dockerfile) if instruction is not None]
    if all(instruction.words is not None for instruction in started):
        return kept
    exec_form = replace(started[0], keyword="ENTRYPOINT", value=json.dumps(list(words)), words=words)
    return (*(line for line in kept if line.keyword not in ("ENTRYPOINT", "CMD")), exec_form)


def _without_cgo(component: Component) -> Component:
    return replace(
        component,
        builds=tuple(_off(build) for build in component.builds),
        prebuilds=tuple(_off(build) for build in component.prebuilds),
    )


def _off(build: BuildCommand) -> BuildCommand:
    if build.language != "go":
        return build
    others = tuple(pair for pair in build.environment if pair[0] != "CGO_ENABLED")
    return replace(build, environment=(*others, ("CGO_ENABLED", "0")))
