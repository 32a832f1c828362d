"""`make report-pdf` prints the page, and says what is missing when there is none."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaging.checkout import ROOT, execute


def make(output: Path) -> subprocess.CompletedProcess[str]:
    """Run the target."""
    return execute("make", "--no-print-directory", "report-pdf", f"OUTPUT={output}", cwd=ROOT)


def test_without_a_page_the_error_names_the_command_that_makes_one(tmp_path: Path) -> None:
    done = make(tmp_path)
    expected = f"{tmp_path}/scoreboard.html is not there: make scoreboard first"
    assert (done.returncode != 0, done.stderr.splitlines()[0]) == (True, expected)


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here")
def test_a_page_is_printed(tmp_path: Path) -> None:
    (tmp_path / "scoreboard.html").write_text("<!DOCTYPE html><title>t</title><p>text</p>")
    assert make(tmp_path).returncode == 0
    assert (tmp_path / "scoreboard.pdf").read_bytes()[:5] == b"%PDF-"
