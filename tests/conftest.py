"""Fixtures that several wings share: git without this machine's settings, repositories, and the server they are on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources.hub import Hub
from tests.sources.origins import SETTLED, Origins
from tests.sources.server import GitServer, serving

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@pytest.fixture
def isolated_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep this machine's git settings, proxies and tokens away."""
    for name, value in SETTLED.items():
        monkeypatch.setenv(name, value)
    for name in (*PROXIES, "GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def origins(tmp_path: Path, isolated_git: None) -> Origins:
    """Return a maker of bare repositories in the folder that the server serves."""
    (tmp_path / "origins").mkdir()
    return Origins(tmp_path / "origins")


@pytest.fixture
def server(origins: Origins) -> Iterator[GitServer]:
    """Return a git server on loopback."""
    with serving(origins.root) as running:
        yield running


@pytest.fixture
def hub(server: GitServer) -> Hub:
    """Return GitHub's part of the server."""
    server.api = Hub()
    return server.api
