"""Collect the texts that both readers are given."""

import json
import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from audit.model.repository import Entry
from audit.sources import discover
from benchmarks import fuzzing, fuzzing_seeds

_RAW = re.compile(r"`([^`]*)`")
_GENERATED = 2_000


def fixtures(buildkit: Path) -> Iterator[str]:
    """Yield the Dockerfiles of BuildKit's parser fixtures."""
    for path in sorted((buildkit / "frontend/dockerfile/parser/testfiles").glob("*/Dockerfile")):
        yield path.read_text(encoding="utf-8")


def check_tests(buildkit: Path) -> Iterator[str]:
    """Yield the Dockerfiles within BuildKit's own tests: raw strings with a FROM."""
    for path in sorted((buildkit / "frontend/dockerfile").glob("*_test.go")):
        for match in _RAW.finditer(path.read_text(encoding="utf-8")):
            if re.search(r"^\s*FROM\s", match[1], re.MULTILINE | re.IGNORECASE):
                yield match[1]


def cloned(folder: Path) -> Iterator[str]:
    """Yield the Dockerfiles at the head of every bare repository below a folder, each text once."""
    seen: set[bytes] = set()
    for head in sorted(folder.glob("**/HEAD")):
        if (head.parent / "objects").is_dir():
            for content in _dockerfiles(head.parent):
                if content not in seen:
                    seen.add(content)
                    yield content.decode("utf-8", "replace")


def _dockerfiles(clone: Path) -> Iterator[bytes]:
    listed = _git(clone, "ls-tree", "-r", "-z", "HEAD").decode("utf-8", "replace").split("\0")
    rows = [row.partition("\t") for row in listed if row.startswith("100")]
    entries = discover.candidates(Entry(path, "file", head.split()[2]) for head, _, path in rows)
    yield from (_git(clone, "cat-file", "blob", entry.blob) for entry in entries)


def _git(clone: Path, *arguments: str) -> bytes:
    command = ["git", f"--git-dir={clone}", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={"GIT_NO_LAZY_FETCH": "1"}).stdout


def generated() -> Iterator[str]:
    """Yield texts made from sound Dockerfiles with parts exchanged, the same ones each time."""
    chance, seeds = random.Random(1), [fuzzing_seeds.TREE["Dockerfile"]]  # noqa: S311 - no secret
    for _ in range(_GENERATED):
        yield fuzzing.mutated(seeds[0], seeds, chance).replace("\0", "")


def expansions(buildkit: Path) -> Iterator[tuple[str, str]]:
    """Yield (word, what it expands to or `error`) of BuildKit's table of expansions for Unix."""
    table = (buildkit / "frontend/dockerfile/shell/envVarTest").read_text(encoding="utf-8")
    for line in table.splitlines():
        system, _, rest = line.partition("|")
        word, bar, expected = rest.rpartition("|")
        if bar and system in ("A", "U"):
            yield word.strip(), expected.strip()


def asked(program: Path, texts: list[str]) -> list[dict[str, object]]:
    """Return what BuildKit reads of each text."""
    given = json.dumps(texts).encode()
    answer: list[dict[str, object]] = json.loads(
        subprocess.run([program], input=given, capture_output=True, check=True).stdout
    )
    return answer
