"""Compute the key that stored facts are valid for: a digest of the code and configuration that read them."""

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import msgspec

from audit.policy.signals import Signals

# these wings follow the facts, so the code that reads them never imports these; an import contract checks it
_JUDGING = frozenset({"cli", "compliance", "history", "migration", "priorities", "scoreboard", "_config"})
_LIBRARIES = (
    "dockerfile-parse",
    "google-re2",
    "GitPython",
    "msgspec",
    "packaging",
    "pathspec",
    "PyYAML",
    "tree-sitter",
    "tree-sitter-bash",
    "tree-sitter-make",
)


def key(signals: Signals) -> str:
    """Return the digest of the reading code, the libraries it reads with, and the signals."""
    digest = hashlib.sha256(code(Path(str(files("audit")))).encode())
    digest.update(msgspec.msgpack.encode(signals))
    return digest.hexdigest()[:32]


@cache
def code(package: Path) -> str:
    """Return the digest of the package's modules that read, and of the libraries they read with."""
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\0".encode())
    for path in sorted(_sources(package)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(package).as_posix()} {len(content)}\0".encode() + content)
    return digest.hexdigest()


def _sources(package: Path) -> Iterator[Path]:
    for path in package.rglob("*.py"):
        if path.relative_to(package).parts[0] not in _JUDGING:
            yield path
