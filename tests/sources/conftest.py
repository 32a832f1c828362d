"""Repositories to crawl, the server they lie on, and the crawl itself as one call."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.sources.repository.location import Limits
from tests.sources.origins import SETTLED, Origins
from tests.sources.server import GitServer, serving

TOKENS = ("GITHUB_TOKEN", "GH_TOKEN")


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SETTLED.items():
        monkeypatch.setenv(name, value)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", *TOKENS):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def origins(tmp_path: Path) -> Origins:
    """Return a maker of bare repositories in the folder that the server serves."""
    root = tmp_path / "origins"
    root.mkdir()
    return Origins(root)


@pytest.fixture
def server(origins: Origins) -> Iterator[GitServer]:
    """Return a git server on loopback."""
    with serving(origins.root) as running:
        yield running


@pytest.fixture
def limits(tmp_path: Path) -> Limits:
    """Return limits with a cache of the test's own."""
    return Limits(tmp_path / "cache", 60)
