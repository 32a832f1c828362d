"""Interpret shell text: expand variables and follow `cd`, and yield each command as it runs."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from audit import time_limit
from audit.dockerfile import programs
from audit.dockerfile.shell import hidden_commands, script_syntax
from audit.dockerfile.shell.simple_command import Command
from audit.model.evidence import Evidence

_DEEPEST = 3  # of `sh -c` within `sh -c`


@dataclass(frozen=True, slots=True)
class Running:
    """Hold one command as it runs in a stage: words expanded as far as literals decide, variables in effect.

    `trail` holds the lines of Makefiles and scripts that lead from the Dockerfile to the command, outermost first;
    `captured` is set within `$(...)`, where the output becomes text of another command.
    """

    stage: int
    line: int
    text: str
    words: tuple[str, ...]
    folder: str
    environment: Mapping[str, str]
    conditional: bool = False
    piped_from: bool = False
    trail: tuple[Evidence, ...] = ()
    captured: bool = False

    @property
    def program(self) -> str:
        """Return the last part of the program's path."""
        return self.words[0].rpartition("/")[2]


def interpret(text: str, at: Running, bodies: tuple[str, ...] = ()) -> Iterator[Running]:
    """Yield the commands of a shell text as they run at a place; `cd` and variables carry on from line to line.

    Everything in the place's environment is exported; what the text sets reaches commands when it is exported.
    """
    for _, found in numbered(text, at, bodies):
        yield found


def numbered(text: str, at: Running, bodies: tuple[str, ...] = ()) -> Iterator[tuple[int, Running]]:
    """Yield each command as `interpret` does, with its 1-based line within the text; `bodies` are its heredocs."""
    shell = _Shell(at, dict(at.environment), dict(at.environment), at.folder)
    yield from _numbered(script_syntax.read(text, bodies).commands, shell, 0)


@dataclass(slots=True)
class _Shell:
    """Hold the state of a shell: variables, those exported, and the folders now and before the last `cd`."""

    at: Running
    known: dict[str, str]
    exported: dict[str, str]
    place: str
    before: str = ""

    def run(self, command: Command) -> Running:
        """Return a command as it runs here."""
        return replace(
            self.at,
            text=" ".join([*(f"{name}={value}" for name, value in command.assignments), *command.words]),
            words=command.words,
            folder=self.place,
            environment=self.exported | dict(command.assignments),
            conditional=command.conditional,
            piped_from=command.piped_from,
        )

    def assign(self, command: Command, assigned: dict[str, str]) -> None:
        """Apply bare assignments and exports; `export A` alone keeps the value of A."""
        self.known |= {name: value for name, value in assigned.items() if value or name not in self.known}
        self.exported |= {name: self.known[name] for name in assigned if command.exports or name in self.exported}

    def change_folder(self, words: tuple[str, ...]) -> bool:
        """Apply `cd`, `pushd` and `popd`; return whether the command was one of them."""
        if words[0] not in ("cd", "pushd", "popd"):
            return False
        target = next((word for word in words[1:] if word == "-" or not word.startswith("-")), self._home())
        back = target == "-" or words[0] == "popd"
        self.place, self.before = self._moved(self.before if back else target), self.place
        return True

    def _home(self) -> str:
        return self.known.get("HOME", "/root")

    def _moved(self, target: str) -> str:
        target = self._home() + target[1:] if target == "~" or target.startswith("~/") else target
        return posixpath.normpath(posixpath.join(self.place, target))


def _numbered(commands: Iterable[Command], shell: _Shell, depth: int) -> Iterator[tuple[int, Running]]:
    fed = ""  # the heredoc that the command before hands to a pipe
    for raw in commands:
        time_limit.check()
        if depth < _DEEPEST:
            yield from _substituted(raw, shell, depth)
        command = hidden_commands.resolved(raw, shell.known)
        given, after = hidden_commands.given_script(command, fed)
        fed = "".join(command.inputs[-1:]) if command.program in programs.COPIERS else ""
        if not command.words:
            shell.assign(command, dict(command.assignments))
        elif given and depth < _DEEPEST:
            # variables of the outer shell are expanded already where double quotes let it
            values = shell.exported | dict(command.assignments)
            inner = _Shell(shell.at, dict(values), values, shell.place)
            for line, found in _numbered(script_syntax.read(given).commands, inner, depth + 1):
                conditional = found.conditional or command.conditional
                piped_from = found.piped_from or (command.piped_from and not after)
                yield command.line + line - 1 + after, replace(found, conditional=conditional, piped_from=piped_from)
        elif not shell.change_folder(command.words):
            found = shell.run(command)
            yield command.line, found
            shell.exported |= {key: value for key, value in written(found).items() if key not in shell.exported}


def _substituted(command: Command, shell: _Shell, depth: int) -> Iterator[tuple[int, Running]]:
    """Yield the commands of a command's substitutions: each runs in a shell of its own."""
    for text in command.substitutions:
        inner = _Shell(shell.at, dict(shell.known), dict(shell.exported), shell.place)
        for line, found in _numbered(script_syntax.read(text).commands, inner, depth + 1):
            yield command.line + line - 1, replace(found, captured=True)


def written(running: Running) -> dict[str, str]:
    """Return the variables that `go env -w A=b` sets for later commands."""
    if running.words[:3] != ("go", "env", "-w"):
        return {}
    return {name: value for name, equals, value in (word.partition("=") for word in running.words[3:]) if equals}
