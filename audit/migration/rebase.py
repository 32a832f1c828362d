"""A component as it would be on another base: what a person would write, as far as lines of the Dockerfile go.

Nothing is invented that the Dockerfile does not tell. Where more than its lines would have to change (a start script,
tools called at run time, cgo that is needed, ...) the component is left alone, with what stands in the way.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from audit.components.program import entrypoint
from audit.model.command import BuildCommand
from audit.model.component import Component
from audit.model.dockerfile import Dockerfile, Image, Instruction, Stage, Transfer
from audit.model.finding import Blocker

# these are lines of the Dockerfile; every other blocker asks for work elsewhere
_LINES = {
    "shell-form": "the program is started in exec form",
    "packages-in-final-stage": "what the final stage installs is not needed to run",
    "build-in-final-stage": "the build moves to a stage of its own",
    "single-stage": "the build moves to a stage of its own",
    "cgo": "the program works without cgo",
    "base-undecided": "the base is named in the file",
}
_KEPT = ("ENTRYPOINT", "CMD", "ENV", "EXPOSE", "LABEL", "STOPSIGNAL", "USER", "WORKDIR")


@dataclass(frozen=True, slots=True)
class Moved:
    """Hold the component on its new base, and what is taken for granted of it."""

    component: Component
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """Hold why a component stays where it is."""

    reason: str


def onto(component: Component, image: Image, blockers: Sequence[Blocker]) -> Moved | Left:
    """Return the component with the image as its final base; a Go build is done without cgo, as static has no libc."""
    needs = component.module.cgo_need
    elsewhere = sorted({each.name for each in blockers} - set(_LINES))
    if elsewhere:
        return Left(f"more than lines of the Dockerfile stands in the way: {', '.join(elsewhere)}")
    if component.language.value == "go" and needs is not None:
        return Left(f"cgo is needed ({needs.text})")
    if not component.program.words:
        return Left("what the image starts is not known")
    return Moved(_rebuilt(component, image), tuple(dict.fromkeys(_assumptions(component, blockers))))


def _assumptions(component: Component, blockers: Sequence[Blocker]) -> Iterator[str]:
    """Yield what is taken for granted, from what stands in the way."""
    lineage = {stage.index for stage in component.dockerfile.lineage(component.dockerfile.final)}
    yield from sorted({_LINES[each.name] for each in blockers})
    if any(each.stage in lineage for each in component.commands):
        yield "what RUN does in the final stage is done before it, or not needed"
    if component.language.value == "go" and any(each.variable("CGO_ENABLED") != "0" for each in component.builds):
        yield "go build runs with CGO_ENABLED=0"


def _rebuilt(component: Component, image: Image) -> Component:
    dockerfile = component.dockerfile
    lineage = {stage.index for stage in dockerfile.lineage(dockerfile.final)}
    if any(build.stage in lineage for build in component.builds):
        return replace(_without_cgo(component), dockerfile=_followed(dockerfile, image, component.program.words))
    kept = tuple(each for each in component.commands if each.stage not in lineage)
    moved = _replaced(dockerfile, image, component.program.words)
    return replace(_without_cgo(component), dockerfile=moved, commands=kept)


def _replaced(dockerfile: Dockerfile, image: Image, words: tuple[str, ...]) -> Dockerfile:
    """Put the image in place of the base; the stages that the final one stood on give it what they copied."""
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
    """Return the stages that the final one stands on, itself included, the lowest first."""
    return tuple(reversed(dockerfile.lineage(dockerfile.final)))


def _instructions(dockerfile: Dockerfile, words: tuple[str, ...]) -> tuple[Instruction, ...]:
    """Return what needs no shell; a start in shell form becomes one in exec form."""
    everything = chain.from_iterable(stage.instructions for stage in _upwards(dockerfile))
    kept = [each for each in everything if each.keyword in _KEPT]
    started = [each for each in entrypoint.declared(dockerfile) if each is not None]
    if all(each.words is not None for each in started):
        return tuple(kept)
    exec_form = replace(started[0], keyword="ENTRYPOINT", value=json.dumps(list(words)), words=words)
    return (*(each for each in kept if each.keyword not in ("ENTRYPOINT", "CMD")), exec_form)


def _without_cgo(component: Component) -> Component:
    return replace(
        component,
        builds=tuple(_off(each) for each in component.builds),
        prebuilds=tuple(_off(each) for each in component.prebuilds),
    )


def _off(build: BuildCommand) -> BuildCommand:
    if build.language != "go":
        return build
    others = tuple(pair for pair in build.environment if pair[0] != "CGO_ENABLED")
    return replace(build, environment=(*others, ("CGO_ENABLED", "0")))
