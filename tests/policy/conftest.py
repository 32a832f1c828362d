"""What the tests of the policy share."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that the file lies in, which is also where the program is started."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
