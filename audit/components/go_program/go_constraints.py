"""Evaluate Go build constraints for Linux: file name suffixes, `//go:build` expressions, and `// +build` lines.

Source: https://pkg.go.dev/cmd/go#hdr-Build_constraints
"""

import re
from collections.abc import Collection, Iterator

_SYSTEMS = frozenset(
    "aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows".split()  # noqa: SIM905
)
_PROCESSORS = frozenset(
    "386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm".split()  # noqa: SIM905
)
_TRUE = frozenset({"linux", "unix", "amd64", "gc", "cgo"})
_RELEASE = re.compile(r"go1\.\d+")
_LONGEST = 300  # characters of an expression that anybody wrote
_GROUP = re.compile(r"\(([^()]*)\)")
_YES, _NO = "linux", "ignore"


def is_for_linux(path: str) -> bool:
    """Tell by its name whether a file may be compiled for Linux on amd64; tests are not."""
    words = path.rpartition("/")[2].removesuffix(".go").split("_")[1:]
    if words[-1:] == ["test"]:
        return False
    if words[-1:] and words[-1] in _PROCESSORS:
        if words[-1] != "amd64":
            return False
        words = words[:-1]
    return not (words and words[-1] in _SYSTEMS and words[-1] != "linux")


def holds(expression: str, tags: Collection[str]) -> bool:
    """Tell whether a `//go:build` expression holds with cgo on, whatever brackets it is written with."""
    text = re.sub(r"\s+", "", expression[:_LONGEST])
    for _ in range(text.count("(")):
        text = _GROUP.sub(lambda group: _YES if _flat(group[1], tags) else _NO, text)
    return _flat(text, tags)


def _flat(expression: str, tags: Collection[str]) -> bool:
    """Evaluate an expression without brackets."""
    options = (option.split("&&") for option in expression.split("||"))
    return any(all(_is_met(term, tags) for term in option) for option in options)


def _is_met(term: str, tags: Collection[str]) -> bool:
    name = term.lstrip("!")
    met = name in _TRUE or name in tags or _RELEASE.fullmatch(name) is not None
    return met != bool((len(term) - len(name)) % 2)


def of_old_lines(lines: Iterator[str]) -> str:
    """Return `// +build` lines as one expression: spaces mean or, commas and, lines and."""
    options = (" || ".join(f"({option.replace(',', ' && ')})" for option in line.split()) for line in lines)
    return " && ".join(f"({line})" for line in options if line)
