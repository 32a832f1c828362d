"""Interpret shell text: expand variables and follow `cd`, and yield each command as it runs."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from audit.dockerfile import programs
from audit.dockerfile.shell import script_syntax
from audit.dockerfile.shell.simple_command import Command
from audit.dockerfile.syntax import substitution
from audit.model.evidence import Evidence

_DEEPEST = 3  # of `sh -c` within `sh -c`
_TAKES_NAME = re.compile(r"[-+]\w*[oO]")


@dataclass(frozen=True, slots=True)
class Running:
    """Hold one command as it runs in a stage: words expanded as far as literals decide, variables in effect.

    `trail` holds the lines of Makefiles and scripts that lead from the Dockerfile to the command, outermost first.
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

    @property
    def program(self) -> str:
        """Return the last part of the program's path."""
        return self.words[0].rpartition("/")[2]


def interpret(text: str, at: Running) -> Iterator[Running]:
    """Yield the commands of a shell text as they run at a place; `cd` and variables carry on from line to line.

    Everything in the place's environment is exported; what the text sets reaches commands when it is exported.
    """
    for _, found in numbered(text, at):
        yield found


def numbered(text: str, at: Running) -> Iterator[tuple[int, Running]]:
    """Yield each command as `interpret` does, with its 1-based line within the text."""
    yield from _numbered(text, _Shell(at, dict(at.environment), dict(at.environment), at.folder), 0)


@dataclass(slots=True)
class _Shell:
    """Hold the state of a shell: variables, those exported, and the folders now and before the last `cd`."""

    at: Running
    known: dict[str, str]
    exported: dict[str, str]
    place: str
    before: str = ""

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


def _numbered(text: str, shell: _Shell, depth: int) -> Iterator[tuple[int, Running]]:
    for command in script_syntax.read(text).commands:
        assigned = {name: substitution.substitute(value, shell.known) for name, value in command.assignments}
        words = tuple(substitution.substitute(word, shell.known) for word in command.words)
        if not words:
            shell.assign(command, assigned)
        elif (inner := given_to_shell(words)) and depth < _DEEPEST:
            # variables of the outer shell are expanded already where double quotes let it
            values = shell.exported | assigned
            for line, found in _numbered(inner, _Shell(shell.at, dict(values), values, shell.place), depth + 1):
                conditional = found.conditional or command.conditional
                piped_from = found.piped_from or command.piped_from
                yield command.line + line - 1, replace(found, conditional=conditional, piped_from=piped_from)
        elif not shell.change_folder(words):
            found = replace(
                shell.at,
                text=" ".join([*(f"{name}={value}" for name, value in assigned.items()), *words]),
                words=words,
                folder=shell.place,
                environment=shell.exported | assigned,
                conditional=command.conditional,
                piped_from=command.piped_from,
            )
            yield command.line, found
            shell.exported |= {key: value for key, value in written(found).items() if key not in shell.exported}


def written(running: Running) -> dict[str, str]:
    """Return the variables that `go env -w A=b` sets for later commands."""
    if running.words[:3] != ("go", "env", "-w"):
        return {}
    return {name: value for name, equals, value in (word.partition("=") for word in running.words[3:]) if equals}


def given_to_shell(words: tuple[str, ...]) -> str:
    """Return the script of `sh -c SCRIPT`, or an empty text when the words are something else."""
    name, *rest = words
    if name.rpartition("/")[2] not in programs.SHELLS:
        return ""
    for before, word, after in zip(words, rest, rest[1:], strict=False):
        if word.startswith("-") and not word.startswith("--") and "c" in word:
            return after
        if not word.startswith(("-", "+")) and not _TAKES_NAME.fullmatch(before):
            return ""
    return ""
