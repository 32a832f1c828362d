"""Find the command that a variable or a wrapper hides, and the script that a command gives to a shell."""

import re
from collections.abc import Mapping
from dataclasses import replace

from audit.dockerfile import programs
from audit.dockerfile.shell.simple_command import Command, unwrapped
from audit.dockerfile.syntax import substitution

WRAPPERS = programs.WRAPPERS | programs.STARTERS
_TAKES_NAME = re.compile(r"[-+]\w*[oO]|--rcfile|--init-file")
_INSIDE = re.compile(r"\$\(|`|[<>]\(")
_UNDECIDED = re.compile(r"\$\{?\w+\}?")
_EXPANSION = re.compile(r"\$\{\w+[:#%/+-][^$`]*\}")


def resolved(command: Command, known: Mapping[str, str]) -> Command:
    """Return a command with known variables replaced, and with what a variable or a wrapper before it hides."""
    assigned = tuple((name, substitution.substitute(value, known)) for name, value in command.assignments)
    words = tuple(substitution.substitute(word, known) for word in command.words)
    found = replace(command, words=words, assignments=assigned)
    for _ in words:
        head, *rest = found.words or ("",)
        if _EXPANSION.fullmatch(head):
            head = value if "?" not in (value := substitution.expand(head, known)) else head
        if _UNDECIDED.fullmatch(head) and rest and rest[0].rpartition("/")[2] in programs.OS_PACKAGE_MANAGERS:
            head = ""  # `$SUDO apt-get`: what nothing sets is empty, or runs the command all the same
        split = (*(head.split() if not _INSIDE.search(head) else (head,)), *rest)
        inner = unwrapped(replace(found, words=split), WRAPPERS) if split else found
        if inner == found:
            return found
        found = inner
    return found


def given_script(command: Command, fed: str) -> tuple[str, int]:
    """Return the script that a command gives to a shell, and 1 when it is a heredoc, which begins a line further."""
    words = command.words
    if not words:
        return "", 0
    if words[0] == "eval" and not any(map(_INSIDE.search, words)):
        return " ".join(words[1:]), 0
    if text := given_to_shell(words):
        return text, 0
    read = command.inputs[-1] if command.inputs else fed if command.piped_from else ""
    return (read, 1) if read and reads_script(words) else ("", 0)


def reads_script(words: tuple[str, ...]) -> bool:
    """Tell whether a shell reads its script from standard input: it is given no script and no file."""
    name, *rest = words
    if name.rpartition("/")[2] not in programs.SHELLS:
        return False
    for before, word in zip(words, rest, strict=False):
        if word in ("-s", "-", "/dev/stdin"):
            return True
        if not word.startswith(("-", "+")) and not _TAKES_NAME.fullmatch(before):
            return False
    return not given_to_shell(words)


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
