"""The command line in this process: arguments in, exit code and what was printed out."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit.cli import main

DATE = "2026-11-23"


@dataclass(frozen=True, slots=True)
class Said:
    """Hold how a command ended and what it printed."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture(autouse=True)
def _settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in os.environ if each.startswith("IMAGE_AUDIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("IMAGE_AUDIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def audit(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return the command line as a function."""

    def run(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        printed = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Said(left.value.code, printed.out, printed.err)

    return run
