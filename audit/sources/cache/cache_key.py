"""Which edition of the program reads facts: a change in any code or configuration that has a say makes another one."""

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import msgspec

from audit.policy.signals import Signals

# these stand after the facts in the order of the wings, and an import contract sees to it
_JUDGING = frozenset({"cli", "compliance", "history", "migration", "priorities", "scoreboard", "_config"})
_LIBRARIES = (
    "dockerfile-parse",
    "GitPython",
    "msgspec",
    "PyYAML",
    "tree-sitter",
    "tree-sitter-bash",
    "tree-sitter-make",
)


def of(signals: Signals) -> str:
    """Return the digest of the reading code, the libraries it reads with, and the signals."""
    whole = hashlib.sha256(code(Path(str(files("audit")))).encode())
    whole.update(msgspec.msgpack.encode(signals))
    return whole.hexdigest()[:32]


@cache
def code(package: Path) -> str:
    """Return the digest of the package's modules that read, and of the libraries they read with."""
    whole = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for name in _LIBRARIES:
        whole.update(f"{name} {metadata.version(name)}\0".encode())
    for path in sorted(_sources(package)):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(package).as_posix()} {len(content)}\0".encode() + content)
    return whole.hexdigest()


def _sources(package: Path) -> Iterator[Path]:
    for path in package.rglob("*.py"):
        if path.relative_to(package).parts[0] not in _JUDGING:
            yield path
