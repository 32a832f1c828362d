"""Limits of a crawl, with nothing of this machine's git settings."""

from pathlib import Path

import pytest

from audit.sources.repository.location import Limits


@pytest.fixture(autouse=True)
def _isolated(isolated_git: None) -> None:
    pass


@pytest.fixture
def limits(tmp_path: Path) -> Limits:
    """Return limits with a cache of the test's own."""
    return Limits(tmp_path / "cache", 60)
