"""`make report-pdf` prints the page, and says what is missing when there is none."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def make(output: Path) -> subprocess.CompletedProcess[str]:
    """Run the target."""
    command = ("make", "--no-print-directory", "-C", str(ROOT), "report-pdf", f"OUTPUT={output}")
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_no_page_is_told_with_what_to_do(tmp_path: Path) -> None:
    done = make(tmp_path)
    assert (done.returncode != 0, f"{tmp_path}/scoreboard.html is not there: make scoreboard first" in done.stderr) == (
        True,
        True,
    )


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here")
def test_a_page_is_printed(tmp_path: Path) -> None:
    (tmp_path / "scoreboard.html").write_text("<!DOCTYPE html><title>t</title><p>seen</p>")
    assert make(tmp_path).returncode == 0
    assert (tmp_path / "scoreboard.pdf").read_bytes()[:5] == b"%PDF-"
