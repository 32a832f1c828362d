"""A cache that something damaged heals by itself: the next run is as good as the first."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.serving import FILES, ledger, organisation
from tests.sources.origins import Origins, files
from tests.sources.server import GitServer


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwritten(path: Path) -> None:
    path.write_bytes(b"\x00\xff\n" * 100)


@pytest.mark.parametrize("damage", [emptied, halved, overwritten])
def test_a_cache_in_which_every_file_is_damaged_is_made_anew(
    damage: Callable[[Path], None], audit: Command, server: GitServer
) -> None:
    origins = Origins(server.root)
    origins.make("still.git", {"main": FILES | {"README.md": "still"}})
    moving = origins.make("moving.git", {"main": FILES})
    Path("web/main").mkdir(parents=True)
    Path("web/main/Dockerfile").write_text("FROM alpine:3.22\n")
    config = organisation(server, "folder folder: web, branches: [main]", "moving", "still")
    night = ("run", "--config", config, "--quiet", "--timeout", "60")
    assert audit(*night).code == 0
    for path in [each for each in Path("cache").rglob("*") if each.is_file()]:
        path.chmod(0o644)
        damage(path)
    files(moving, "main", FILES | {"README.md": "moved"})
    said = audit(*night)
    assert (said.code, said.err) == (0, "")
    assert ledger() == [(f"acme/{name}", "main", "audited", "") for name in ("folder", "moving", "still")]
