"""Decide what ships after a move to another base: which lines of the final stage stay, and where its binary lies."""

import posixpath

from audit.components.dependencies import go_command
from audit.model.component import Component
from audit.model.dockerfile import Instruction

_SETTINGS = frozenset({"ENV", "EXPOSE", "LABEL", "STOPSIGNAL", "WORKDIR"})
# the draft starts the program and sets the user itself; the rebased component keeps what was declared
_DRAFTED = _SETTINGS | {"ARG", "VOLUME", "COPY", "ADD"}
_REBASED = _SETTINGS | {"ENTRYPOINT", "CMD", "USER"}
_FROM_CONTEXT = frozenset({"COPY", "ADD", "ARG"})  # of a single stage these serve the build


def stays_in_draft(instruction: Instruction, *, several: bool) -> bool:
    """Return whether a line stays in the drafted final stage of a file with several stages, or with one only."""
    return instruction.keyword in _DRAFTED and (several or instruction.keyword not in _FROM_CONTEXT)


def stays_when_rebased(instruction: Instruction) -> bool:
    """Return whether an instruction stays on a component that is judged on another base."""
    return instruction.keyword in _REBASED


def binary(component: Component) -> str:
    """Return the path that `go build -o` writes, empty where no command names it."""
    for build in component.builds:
        written = go_command.output(build) if build.tool == "go build" else ""
        if written:
            undecided = "$" in written or written.endswith("/")
            return "" if undecided else posixpath.normpath(posixpath.join(build.folder, written))
    return ""
