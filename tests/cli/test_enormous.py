"""More than anybody means: it costs its own file, never the run, its memory or the other files."""

import itertools
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.bombs import bomb
from tests.cli.conftest import Command
from tests.cli.serving import FILES, ledger, organisation, skipped, table
from tests.sources.origins import Origins, git
from tests.sources.server import GitServer

TEXT = FILES["Dockerfile"]
MEGABYTE = bytes(1_000_000)


def dockerfiles() -> list[tuple[str, ...]]:
    """Return (path, base image) of every row."""
    return sorted(table("scoreboard", "dockerfile", "base_image"))


def imported(path: Path, parts: Iterable[bytes]) -> None:
    """Feed a stream to `git fast-import`."""
    command = ["git", "-c", "core.compression=1", "-c", "core.bigFileThreshold=1m", "fast-import", "--quiet"]
    with subprocess.Popen(command, cwd=path, stdin=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.writelines(parts)
    assert process.returncode == 0


def commit(branch: str, files: Iterable[tuple[str, str]]) -> Iterable[bytes]:
    """Return the part of a stream that puts (path, mark) on a branch."""
    yield f"commit refs/heads/{branch}\ncommitter A <a@example.org> 0 +0000\ndata 0\n".encode()
    yield from (f"M 100644 {mark} {path}\n".encode() for path, mark in files)
    yield b"\n"


def data(mark: str, size: int, parts: Iterable[bytes]) -> Iterable[bytes]:
    """Return the part of a stream that is one file."""
    yield f"blob\nmark {mark}\ndata {size}\n".encode()
    yield from parts
    yield b"\n"


def test_a_hundred_thousand_files(audit: Command, server: GitServer) -> None:
    path = Origins(server.root).make("web.git", {})
    files = ((f"d{number // 1000}/f{number}", ":1") for number in range(100_000))
    imported(path, [*data(":1", len(TEXT), [TEXT.encode()]), *commit("main", [("Dockerfile", ":1"), *files])])
    said = audit("run", "--config", organisation(server, "web"), "--quiet")
    assert (said.code, said.err, ledger()) == (0, "", [("acme/web", "main", "audited", "")])
    assert (dockerfiles(), skipped()) == ([("Dockerfile", "scratch")], [])


def limit_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no git process of ours take more than 280 MB from now on; the server's may."""
    Path("bin").mkdir()
    limited = '[ "$1" = http-backend ] || ulimit -v 280000'
    Path("bin/git").write_text(f'#!/bin/sh\n{limited}\nexec {shutil.which("git")} "$@"\n')
    Path("bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{Path('bin').absolute()}{os.pathsep}{os.environ['PATH']}")


def test_a_file_of_300_megabytes(audit: Command, server: GitServer, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Origins(server.root).make("web.git", {})
    large = data(":1", 300_000_000, itertools.repeat(MEGABYTE, 300))
    main = commit("main", [("Dockerfile", ":2"), ("model.bin", ":1")])
    other = commit("large", [("Dockerfile", ":1"), ("cmd/Dockerfile", ":2")])
    imported(path, itertools.chain(large, data(":2", len(TEXT), [TEXT.encode()]), main, other))
    limit_git(monkeypatch)
    said = audit("run", "--config", organisation(server, "web"), "--quiet")
    assert (said.code, said.err, ledger(), skipped()) == (0, "", [("acme/web", "main", "audited", "")], [])
    # compressed, it would be 300 kB and more: what nobody reads is not brought
    assert server.bytes_sent < 10_000
    config = organisation(server, "web url: SERVER/web.git, branches: [large]")
    said = audit("run", "--config", config, "--quiet")
    assert (said.code, said.err, ledger()) == (0, "", [("acme/web", "large", "audited", "")])
    assert (dockerfiles(), skipped()) == (
        [("cmd/Dockerfile", "scratch")],
        [("Dockerfile", "larger than 4,000,000 bytes")],
    )


ENDLESS = {
    "b/Dockerfile": "FROM a\n" * 100_000,
    "c/Dockerfile": "FROM a AS b\n" * 100_000,
    "d/Dockerfile": "FROM a AS b\n" * 10_000,
    "e/Dockerfile": "ARG A0=xx\n" + "".join(f"ARG A{n + 1}=$A{n}$A{n}\n" for n in range(60)) + "FROM $A60\n",
    "f/Dockerfile": "ARG A0=alpine\n" + "".join(f"ARG A{n + 1}=${{A{n}}}\n" for n in range(9_000)) + "FROM $A9000\n",
    "g/Dockerfile": "FROM " + "${a:-" * 100_000 + "}" * 100_000 + "\n",
    "h/Dockerfile": "ARG A=$B\nARG B=$A\nARG A=$B\nFROM $A\n",
}  # fmt: skip


def test_dockerfiles_without_end(audit: Command, server: GitServer) -> None:
    path = Origins(server.root).make("web.git", {"main": FILES | ENDLESS})
    large = data(":1", 50_000_000, [b"RUN true \\\n" * (50_000_000 // 11), b"#" * (50_000_000 % 11)])
    parent = f"from {git(path, 'rev-parse', 'main')}\n".encode()
    head, *rest = commit("main", [("a/Dockerfile", ":1")])
    imported(path, [*large, head, parent, *rest])
    said = audit("run", "--config", organisation(server, "web"), "--quiet")
    assert (said.code, said.err, ledger()) == (0, "", [("acme/web", "main", "audited", "")])
    assert dockerfiles() == [
        ("Dockerfile", "scratch"),
        ("e/Dockerfile", "??"),
        ("f/Dockerfile", "alpine"),
        ("g/Dockerfile", "?"),
        ("h/Dockerfile", "?"),
    ]
    assert skipped() == [
        ("a/Dockerfile", "larger than 4,000,000 bytes"),
        ("b/Dockerfile", "longer than 20,000 lines (100,000)"),
        ("c/Dockerfile", "larger than 1,000,000 bytes (1,200,000)"),
        ("d/Dockerfile", "more than 1,000 stages (10,000)"),
    ]


def test_bombs_of_yaml(audit: Command, server: GitServer) -> None:
    deep = "image: " + "[" * 100_000 + "]" * 100_000
    texts = {
        "deploy/bomb.yaml": bomb() + "kind: Deployment\nimage: ghcr.io/acme/web:1\n",
        "deploy/deep.yaml": deep,
        "kustomize/kustomization.yaml": bomb() + "resources: [../deploy]\n",
        "chart/Chart.yaml": bomb() + "name: web\n",
        "chart/values.yaml": bomb() + "image: {repository: ghcr.io/acme/web}\n",
        "chart/templates/web.yaml": deep,
        "OWNERS": bomb() + "approvers: [ann]\n",
        "cloudbuild.yaml": deep,
        ".github/workflows/bomb.yml": bomb() + "on: push\njobs: {}\n",
        ".github/workflows/deep.yml": deep,
        ".github/workflows/good.yml": """\
on: push
jobs:
  image:
    steps:
    - run: docker build -t ghcr.io/acme/web:latest . && docker push ghcr.io/acme/web:latest
""",
    }
    Origins(server.root).make("web.git", {"main": FILES | texts})
    said = audit("run", "--config", organisation(server, "web"), "--quiet")
    assert (said.code, said.err, ledger()) == (0, "", [("acme/web", "main", "audited", "")])
    assert table("scoreboard", "dockerfile", "image") == [("Dockerfile", "ghcr.io/acme/web")]


def test_a_bomb_in_the_organisation_s_own_file_is_told(audit: Command) -> None:
    Path("acme.yaml").write_text(f"organization: acme\n{bomb()}repositories: []\n")
    said = audit("run", "--config", "acme.yaml")
    told = "image-audit: acme.yaml: its aliases repeat more than 100,000 values; expected them written out\n"
    assert (said.code, said.err) == (2, told)
