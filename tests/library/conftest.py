"""The sample organisation's run, as a folder of its output."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import audit
from audit.cli.program import program
from audit.library import Frames

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run on the sample organisation and return the output folder."""
    folder = tmp_path_factory.mktemp("run")
    arguments = ["run", "--config", str(ROOT / "config" / "sample.yaml"), "--output", str(folder / "out")]
    done = CliRunner().invoke(
        program, [*arguments, "--cache", str(folder / "cache"), "--date", "2026-11-23", "--quiet"]
    )
    assert done.output == ""
    assert done.exit_code == 0
    return folder / "out"


@pytest.fixture(scope="session")
def loaded(output: Path) -> Frames:
    """Return the frames of that run."""
    return audit.load(output)
