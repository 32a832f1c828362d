"""Read a start script: the program that it starts, and the tools that it calls before."""

from collections.abc import Iterator, Mapping

from audit.dockerfile.shell import script_syntax
from audit.dockerfile.shell.simple_command import Command
from audit.model.component import Program
from audit.model.evidence import Evidence

_GIVEN = frozenset({"$@", "$*", "${@}", "${*}"})
# what a script does beside starting its program
_STATE = frozenset({"set", "export", "unset", "local", "cd", "umask", "trap", "shift", "read", "source", ".", "env"})
_FLOW = frozenset({"test", "[", "true", "false", "exit", "return", "wait", "sleep", "until", "xargs"})
_SAYING = frozenset({"echo", "printf", "type", "which", "date", "hostname", "id"})
_FILES = frozenset({"mkdir", "chmod", "chown", "touch", "cp", "mv", "rm", "ln", "ls", "cat", "find", "tee"})
_TEXT = frozenset({"grep", "sed", "awk", "head", "tail", "cut", "tr", "basename", "dirname"})
_WAITING = _STATE | _FLOW | _SAYING
_QUIET = _STATE | _FLOW | _SAYING | _FILES | _TEXT


def innermost(program: Program, text: str, given: tuple[str, ...]) -> Program | None:
    """Return the last command of a script that may be the program; `exec "$@"` runs the arguments."""
    found = tuple(_telling(text))
    if not found:
        return None
    words = found[-1].words
    if words[0].startswith("$") and "--" in words:  # an init program whose path is in a variable
        words = words[words.index("--") + 1 :]
    passed = () if given == program.words else given
    words = tuple(inner for word in words for inner in (passed if word in _GIVEN else (word,)))
    return Program(words, program.trail, program.script) if words else None


def hands_over(text: str) -> bool:
    """Tell whether a script runs the arguments that it was given."""
    return any(word in text for word in _GIVEN)


def only_waits(text: str) -> bool:
    """Tell whether no command of a text runs a program or touches a file."""
    commands = [command for command in script_syntax.read(text).commands if command.words]
    return all(command.program in _WAITING or command.words[:2] == ("tail", "-f") for command in commands)


def _telling(text: str) -> Iterator[Command]:
    """Yield the commands that may be the program: no shell plumbing, nothing that only reads a pipe."""
    for command in script_syntax.read(text).commands:
        if command.words and command.program not in _QUIET and not command.piped_from:
            yield command


def tools(program: Program, texts: Mapping[str, str], known: tuple[str, ...]) -> Iterator[Evidence]:
    """Yield each tool that the start script calls, with the line of its first call."""
    text = texts.get(program.script, "")
    shown: set[str] = set()
    for command in script_syntax.read(text).commands if text else ():
        if command.program in known and command.program not in shown:
            shown.add(command.program)
            yield Evidence(program.script, command.line, " ".join(command.words)[:120])
