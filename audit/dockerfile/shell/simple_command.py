"""Hold one simple command of a shell, and find the command within when its program only runs another."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from audit.dockerfile import programs
from audit.dockerfile.programs import Wrapper


@dataclass(frozen=True, slots=True)
class Command:
    """Hold one simple command: words with quotes off and variables as written, assignments before it.

    A command without words only sets variables for later commands; `exports` marks the builtin `export`. `inputs` are
    the heredocs that it reads, `substitutions` the shell texts whose output stands among its words or values.
    """

    words: tuple[str, ...]
    assignments: tuple[tuple[str, str], ...]
    line: int
    conditional: bool
    piped_from: bool = False
    exports: bool = False
    inputs: tuple[str, ...] = ()
    substitutions: tuple[str, ...] = ()

    @property
    def program(self) -> str:
        """Return the last part of the program's path, or an empty text for bare assignments."""
        return self.words[0].rpartition("/")[2] if self.words else ""


def unwrapped(command: Command, known: Mapping[str, Wrapper] = programs.WRAPPERS) -> Command:
    """Return the command that `env A=b`, `timeout 60`, `xargs` and the like run; `command -v x` runs none and stays."""
    words, assignments, piped_from = list(command.words), list(command.assignments), command.piped_from
    while words:
        name = words[0].rpartition("/")[2]
        inner, given = _inside(name, words[1:], known)
        if not inner:
            break
        words = inner
        assignments += given
        piped_from = piped_from and name not in programs.FEEDERS
    return replace(command, words=tuple(words), assignments=tuple(assignments), piped_from=piped_from)


def _inside(name: str, words: list[str], known: Mapping[str, Wrapper]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the words of the command that a program runs, and the assignments before it; no words if it runs none."""
    if name == "find":
        return _executed(words), []
    if name in programs.RUNNERS and words[:1] == ["run"]:
        return _wrapped(words[1:], programs.RUNNERS[name])
    if name not in known or (name in programs.ASKING and words[:1] in (["-v"], ["-V"])):
        return [], []
    return _wrapped(words, known[name])


def _executed(words: list[str]) -> list[str]:
    """Return the words of the command that `find -exec` runs for each file."""
    start = next((index for index, word in enumerate(words) if word in programs.FIND_EXECUTES), len(words))
    end = next((index for index in range(start, len(words)) if words[index] in (";", "+", "\\;")), len(words))
    return words[start + 1 : end]


def _wrapped(words: list[str], wrapper: Wrapper) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the words after a wrapper's options, assignments and operands, and the assignments."""
    assignments: list[tuple[str, str]] = []
    left, index = wrapper.operands, 0
    while index < len(words):
        name, equals, value = words[index].partition("=")
        if words[index].startswith("-") and len(words[index]) > 1:
            index += 2 if words[index] in wrapper.takes_value else 1
        elif equals and name.isidentifier():
            assignments.append((name, value))
            index += 1
        elif left and wrapper.operand.fullmatch(words[index]):
            left -= 1
            index += 1
        else:
            break
    return words[index:], assignments
