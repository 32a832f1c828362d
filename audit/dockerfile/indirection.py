"""Open commands that hide others: calls of make, and scripts of the repository.

`inside` opens one command, `follow` also the commands within. A reader finds the files that commands name and limits
the depth: Dockerfiles, workflows and others find files in different ways.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from audit.dockerfile import programs, shell_text
from audit.dockerfile.build_context import Files
from audit.dockerfile.makefile import command_line, makefile_syntax, recipes
from audit.dockerfile.makefile.statements import Makefile
from audit.dockerfile.shell.interpreter import Running
from audit.dockerfile.shell_text import Hidden, ShellText

_SCRIPT = re.compile(r"(?:.*/)?[\w.-]+\.(?:sh|bash)")


class Reader(Protocol):
    """Find the files that commands name."""

    @property
    def files(self) -> Files:
        """Return the files of the repository."""

    @property
    def depth(self) -> int:
        """Return how many commands may hide one another."""

    def locate(self, path: str, command: Running) -> str | None:
        """Return the repository's path of a file that a command reads, or None."""


Followed = Running | Hidden


def follow(command: Running, reader: Reader) -> Iterator[Followed]:
    """Yield the command, or those inside it when it is a call of make or a script of the repository."""
    opened = inside(command, reader)
    if command.captured and opened and any(isinstance(part, Hidden) for part in opened):
        opened = None  # what is only asked for its output hides no build
    for part in (command,) if opened is None else opened:
        if isinstance(part, ShellText):
            for found in part.commands():
                yield from follow(found, reader)
        else:
            yield part


def inside(command: Running, reader: Reader) -> Sequence[ShellText | Hidden] | None:
    """Return the shell texts that a call of make or of a script runs; None when the command is neither."""
    if command.program in programs.MAKE:
        return _of_make(command, reader)
    words = _script_call(command.words)
    return _of_script(command, words, reader) if words else None


def _script_call(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the script and its arguments that a command runs, or nothing."""
    if words[0].rpartition("/")[2] in (*programs.SHELLS, "source", "."):
        words = tuple(word for word in words[1:] if not word.startswith("-"))
    return words if words and _SCRIPT.fullmatch(words[0]) else ()


def _of_script(command: Running, words: tuple[str, ...], reader: Reader) -> Sequence[ShellText | Hidden] | None:
    path = reader.locate(words[0], command)
    if path is None:
        hides = "build" in posixpath.basename(words[0])
        return (Hidden(command, f"{words[0]} is no file of the build context"),) if hides else None
    if len(command.trail) >= reader.depth:
        return (Hidden(command, _too_deep(reader)),)
    text = reader.files.text(path)
    if text is None:
        return (Hidden(command, f"{path} was not read"),)
    return (
        (shell_text.of_script(path, text, command, words),)
        if programs.interpreter_of(text) in ("", *programs.SHELLS)
        else ()
    )


def _of_make(command: Running, reader: Reader) -> Sequence[ShellText | Hidden] | None:
    asked = command_line.read(command)
    if asked is None:
        return None
    call, names = asked
    at = replace(command, folder=call.folder)
    path = next((path for name in names if (path := reader.locate(name, at))), None)
    undecided = next((target for target in call.targets if "$" in target), "")
    if path is None:
        return (Hidden(command, "its Makefile is no file of the build context"),)
    if len(command.trail) >= reader.depth:
        return (Hidden(command, _too_deep(reader)),)
    if undecided:
        return (Hidden(command, f"nothing decides the target {undecided}"),)
    makefiles, unread = _read(path, reader.files)
    if unread:
        return (Hidden(command, f"{', '.join(unread)} was not read"),)
    return tuple(
        Hidden(command, f"{path} has no target {line}") if isinstance(line, str) else shell_text.of_recipe(line, at)
        for line in recipes.recipes(makefiles, call)
    )


def _too_deep(reader: Reader) -> str:
    return f"stands more than {reader.depth} levels deep"


def _read(path: str, files: Files) -> tuple[list[Makefile], list[str]]:
    """Return the Makefile and those it includes, and the paths that are still to be read."""
    text = files.text(path)
    if text is None:
        return [], [path]
    read, unread = [makefile_syntax.read(path, text)], list[str]()
    for name in read[0].includes:
        included = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        text = files.text(included)
        if text is not None:
            read.append(makefile_syntax.read(included, text))
        elif included in files.paths:
            unread.append(included)
    return read, unread
