"""Read the `--mount` flags of RUN.

https://docs.docker.com/reference/dockerfile/#run---mount
"""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.dockerfile import Instruction


@dataclass(frozen=True, slots=True)
class Mount:
    """Hold one mount: its type, the stage or image it takes from (None: the build context), its source and target."""

    kind: str
    origin: str | None
    source: str
    target: str


def read(instruction: Instruction) -> Iterator[Mount]:
    """Yield the mounts of an instruction; the source is by default all that there is."""
    for name, text in instruction.flags:
        if name == "mount":
            options = dict(option.partition("=")[::2] for option in text.split(","))
            origin = options.get("from")
            source = options.get("source", options.get("src", "." if origin is None else "/"))
            target = options.get("target", options.get("dst", options.get("destination", "")))
            yield Mount(options.get("type", "bind"), origin, source, target)
