"""Write a run's reports, its summary into an existing page, and its metrics."""

import importlib
import os
from collections.abc import Iterable
from pathlib import Path

from audit.errors import UserError
from audit.model.scoreboard import Scoreboard
from audit.model.timing import Timing
from reports import folder, summary
from reports.folder import Content
from reports.text import section
from reports.text.section import Unmarked


def write(output: Path, files: Iterable[tuple[str, Content]]) -> None:
    """Write all reports; raise UserError when one cannot be written."""
    try:
        folder.write(output, files)
    except OSError as error:
        raise UserError(f"{output}: cannot be written: {os.strerror(error.errno or 0)}") from error


def check_markers(page: Path) -> None:
    """Raise UserError, before any work is done, when the page has no section for the summary or several."""
    _with_section(page, "")


def write_section(page: Path, scoreboard: Scoreboard) -> None:
    """Put the summary between the page's two markers; raise UserError when it cannot be done."""
    _replace("--summary-into", page, _with_section(page, summary.render(scoreboard)))


def write_metrics(file: Path | None, scoreboard: Scoreboard, timing: Timing) -> None:
    """Write the metrics of a run if a file is given; raise UserError when they cannot be written."""
    if not file:
        return
    # the library is imported only for runs that ask for metrics
    render = importlib.import_module("reports.telemetry.metrics").render
    before = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    _replace("--metrics", file, render(scoreboard, timing, before))


def _replace(option: str, path: Path, content: str | bytes) -> None:
    try:
        folder.replace(path.resolve(), content)
    except OSError as error:
        raise UserError(f"{option}: {path}: cannot be written: {os.strerror(error.errno or 0)}") from error


def _with_section(page: Path, text: str) -> str:
    try:
        found = page.read_bytes().decode()
    except OSError as error:
        raise UserError(f"--summary-into: {page}: cannot be read: {os.strerror(error.errno or 0)}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"--summary-into: {page}: not UTF-8") from error
    match section.replaced(found, text):
        case Unmarked(reason):
            raise UserError(f"--summary-into: {page}: {reason}")
        case str(written):
            return written
