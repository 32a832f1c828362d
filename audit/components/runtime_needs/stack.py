"""Find accelerator, MPI and machine-learning stacks in the stages that an image is made from."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from audit.components import graph
from audit.components.graph import Graph
from audit.dockerfile import programs
from audit.dockerfile.syntax import image_reference
from audit.model.component import Component
from audit.model.dockerfile import Image
from audit.model.evidence import Evidence
from audit.policy.needs import Needs, Stack

_INSTALLERS = programs.OS_PACKAGE_MANAGERS | {"pip", "pip3", "uv", "conda", "mamba", "micromamba"}


def find(component: Component, near: tuple[str, str], built: Graph, tables: Needs) -> tuple[Evidence, ...]:
    """Return the lines that bring a stack into a stage that leads to the final one, images of the organisation too."""
    own = tuple(_of_dockerfile(component, tables))
    below = graph.foundation(component.dockerfile, component.dockerfile.final, built, near).through
    return (*own, *(item for inner in below for item in _of_dockerfile(inner, tables)))


def _of_dockerfile(component: Component, tables: Needs) -> Iterator[Evidence]:
    dockerfile = component.dockerfile
    leading = dockerfile.leading_to(dockerfile.final)
    for stage in leading:
        if stage.parent is None and (name := of_image(stage.image, tables)):
            yield Evidence(dockerfile.path, stage.line, f"FROM {stage.image.text} ({name})")
        for transfer in stage.transfers:
            if isinstance(transfer.origin, Image) and (name := of_image(transfer.origin, tables)):
                yield Evidence(dockerfile.path, transfer.line, f"--from={transfer.origin.text} ({name})")
    indices = {stage.index for stage in leading}
    for command in component.commands:
        if command.stage in indices and command.words and command.program in _INSTALLERS:
            for word, found in _packages(command.words[1:], tables.stacks):
                yield Evidence(dockerfile.path, command.line, f"{command.program} ... {word} ({found.name})")


def of_image(image: Image, tables: Needs) -> str:
    """Return the stack that an image is of, empty for none."""
    text = f"{image_reference.canonical(image)}:{image.tag}".lower()
    for stack in tables.stacks:
        if any(fnmatchcase(text, pattern if ":" in pattern else f"{pattern}:*") for pattern in stack.images):
            return stack.name
    return ""


def _packages(words: tuple[str, ...], stacks: tuple[Stack, ...]) -> Iterator[tuple[str, Stack]]:
    for word in words:
        name = word.split("=")[0].split("[")[0].lower()
        for stack in stacks:
            if not word.startswith("-") and any(fnmatchcase(name, pattern) for pattern in stack.packages):
                yield word, stack
