"""Read the command line of make: targets, variables, folder and Makefile.

https://www.gnu.org/software/make/manual/html_node/Options-Summary.html
"""

import posixpath
import re

from audit.dockerfile import programs
from audit.dockerfile.makefile.recipes import Call
from audit.dockerfile.shell.interpreter import Running
from audit.dockerfile.syntax import substitution

_LONG = {
    "--directory": "C",
    "--file": "f",
    "--makefile": "f",
    "--include-dir": "I",
    "--old-file": "o",
    "--what-if": "W",
    "--version": "v",
    "--help": "h",
    "--just-print": "n",
    "--dry-run": "n",
    "--recon": "n",
    "--question": "q",
}
_TAKES_VALUE = frozenset("CfIoW")
_MAKES_NOTHING = frozenset("vhnq")
_ATTACHED = 3  # letters of `-j4`, which takes no other word
_OPTIONAL = re.compile(r"\$\{\w+:?\+")  # `${X:+X=$X}` is nothing by default


def read(found: Running) -> tuple[Call, tuple[str, ...]] | None:
    """Return (call, names that its Makefile may have) of a make command; None when it makes nothing."""
    words, folder = list(found.words[1:]), found.folder
    targets: list[str] = []
    overrides: dict[str, str] = {}
    names: tuple[str, ...] = programs.MAKEFILES
    while words:
        word = words.pop(0)
        option, value = _option(word, words)
        if option == "C":
            folder = posixpath.normpath(posixpath.join(folder, value))
        elif option == "f":
            names = (value,)
        elif option in _MAKES_NOTHING:
            return None
        elif re.match(r"[\w.-]+[:?+]?=", word):
            name, _, given = word.partition("=")
            overrides[name.rstrip(":?+")] = substitution.substitute(given, found.environment)
        elif not option and not _OPTIONAL.match(word):
            targets.append(word)
    decided = [target for target in targets if "$" not in target]
    return Call(tuple(decided or targets), overrides, folder, found.environment), names


def _option(word: str, rest: list[str]) -> tuple[str, str]:
    """Return (letter, value) of an option, taking the value from the rest; no letter when the word is no option."""
    if not word.startswith("-"):
        return "", ""
    name, _, value = word.partition("=")
    if name.startswith("--"):
        letter = _LONG.get(name, "-")
        return letter, value or (rest.pop(0) if letter in _TAKES_VALUE and rest else "")
    letter = word[1:2] or "-"
    if letter in _TAKES_VALUE:
        return letter, word[2:] or (rest.pop(0) if rest else "")
    if letter in "jl" and len(word) < _ATTACHED and rest and rest[0].isdecimal():
        return letter, rest.pop(0)
    return letter, ""
