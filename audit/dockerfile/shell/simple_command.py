"""Hold one simple command of a shell, and find the command within when its program only runs another."""

from dataclasses import dataclass

from audit.dockerfile import programs


@dataclass(frozen=True, slots=True)
class Command:
    """Hold one simple command: words with quotes off and variables as written, assignments before it.

    A command without words only sets variables for later commands; `exports` marks the builtin `export`.
    """

    words: tuple[str, ...]
    assignments: tuple[tuple[str, str], ...]
    line: int
    conditional: bool
    piped_from: bool = False
    exports: bool = False

    @property
    def program(self) -> str:
        """Return the last part of the program's path, or an empty text for bare assignments."""
        return self.words[0].rpartition("/")[2] if self.words else ""


def unwrapped(command: Command) -> Command:
    """Return the command that `env A=b`, `exec`, `time` and the like run; `command -v x` runs none and stays."""
    words, assignments = list(command.words), list(command.assignments)
    while words and words[1:2] not in (["-v"], ["-V"]):
        name = words[0].rpartition("/")[2]
        inner, given = _wrapped(words[1:], programs.WRAPPERS[name]) if name in programs.WRAPPERS else ([], [])
        if not inner:
            break
        words = inner
        assignments += given
    return Command(tuple(words), tuple(assignments), command.line, command.conditional, command.piped_from)


def _wrapped(words: list[str], taking: tuple[str, ...]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the words of the command that a wrapper runs, and the assignments before it."""
    assignments: list[tuple[str, str]] = []
    index = 0
    while index < len(words) and (words[index].startswith("-") or _is_assignment(words[index])):
        name, equals, value = words[index].partition("=")
        if equals and not name.startswith("-"):
            assignments.append((name, value))
        index += 2 if words[index] in taking else 1
    return words[index:], assignments


def _is_assignment(word: str) -> bool:
    name, equals, _ = word.partition("=")
    return bool(equals) and name.isidentifier()
