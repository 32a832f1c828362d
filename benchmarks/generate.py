"""A generated organisation in the shape of Kubeflow's: the same bytes on every machine."""

import random
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import IO

from audit.model.repository import Local, Repository
from benchmarks.corpus import Corpus
from benchmarks.measure import environment
from benchmarks.recipes import RECIPES

_SEED = 2020
_FOLDERS = ("api", "client", "cmd", "controller", "docs", "internal", "manifests", "pkg", "sdk", "test", "webhook")
_ENDINGS = ("go", "go", "go", "py", "py", "ts", "yaml", "yaml", "md", "json")
_WHO = "Somebody <somebody@example.org> 1704067200 +0000"


@dataclass(frozen=True, slots=True)
class Size:
    """Hold how large an organisation is; `even` gives each repository the same share, else a few hold the most."""

    repositories: int
    files: int
    dockerfiles: int
    even: bool = False


def organization(root: Path, size: Size) -> Corpus:
    """Make the organisation's bare repositories below a folder."""
    weights = [1.0 if size.even else 1 / (index + 3) for index in range(size.repositories)]
    shares = zip(_apportioned(size.files, weights), _apportioned(size.dockerfiles, weights), strict=True)
    names = [f"example/repository-{index:04}" for index in range(size.repositories)]
    for name, (files, dockerfiles) in zip(names, shares, strict=True):
        _repository(root / name, _tree(name, files, dockerfiles))
    return Corpus(
        root, tuple(Repository(name, Local(str(root / name)), ("main",), "active", "", "", "") for name in names)
    )


def _apportioned(total: int, weights: Sequence[float]) -> list[int]:
    """Divide a total by weights, so that the parts add up to it."""
    whole = sum(weights)
    ends = [round(total * each / whole) for each in accumulate(weights)]
    return [after - before for before, after in pairwise([0, *ends])]


def _tree(name: str, files: int, dockerfiles: int) -> Iterator[tuple[str, str]]:
    """Yield path and content: first the components, then as many other files as are still missing."""
    chance = random.Random(f"{_SEED} {name}")  # noqa: S311 - the same numbers each time is what is wanted
    written = 0
    for index in range(dockerfiles):
        recipe = RECIPES[chance.randrange(len(RECIPES))]
        component = f"{chance.choice(_FOLDERS)}-{index}"
        for path, text in {"Dockerfile": recipe.dockerfile, **recipe.files}.items():
            yield f"{component}/{path}", f"{text.replace('@name@', component)}"
            written += 1
    for index in range(files - written):
        folder = "/".join(chance.choice(_FOLDERS) for _ in range(chance.randint(1, 4)))
        path = f"{folder}/source_{index}.{chance.choice(_ENDINGS)}"
        yield path, f"{name} {path}\n" * chance.randint(1, 40)


def _repository(path: Path, tree: Iterator[tuple[str, str]]) -> None:
    """Make a bare repository with two commits on main, of which the second holds the tree."""
    path.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", "."], cwd=path, env=environment(), check=True)
    with subprocess.Popen(
        ["git", "fast-import", "--quiet", "--done"], cwd=path, env=environment(), stdin=subprocess.PIPE
    ) as importing:
        if importing.stdin is not None:
            _commits(importing.stdin, tree)
    if importing.returncode:
        raise subprocess.CalledProcessError(importing.returncode, importing.args)


def _commits(stream: IO[bytes], tree: Iterator[tuple[str, str]]) -> None:
    stream.write(_commit("begin") + _file("README.md", "# Example\n"))
    stream.write(_commit("everything"))
    for path, text in tree:
        stream.write(_file(path, text))
    stream.write(b"done\n")


def _commit(message: str) -> bytes:
    return f"commit refs/heads/main\ncommitter {_WHO}\ndata {len(message)}\n{message}\n".encode()


def _file(path: str, text: str) -> bytes:
    return f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n".encode()
