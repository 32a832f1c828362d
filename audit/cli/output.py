"""What a run leaves behind: the folder of reports, and a section of somebody's own page."""

import os
from collections.abc import Mapping
from pathlib import Path

from audit.errors import UserError
from audit.model.scoreboard import Scoreboard
from reports import folder, section, summary
from reports.section import Unmarked


def write(output: Path, files: Mapping[str, str | bytes]) -> None:
    """Write all reports; raise UserError when one cannot be written."""
    try:
        folder.write(output, files)
    except OSError as error:
        raise UserError(f"{output}: cannot be written: {os.strerror(error.errno or 0)}") from error


def refuse_unmarked(page: Path) -> None:
    """Raise UserError, before any work is done, when the page has no one section to replace."""
    _with_section(page, "")


def write_section(page: Path, scoreboard: Scoreboard) -> None:
    """Put the summary between the page's two markers; raise UserError when it cannot be done."""
    text = _with_section(page, summary.render(scoreboard))
    try:
        folder.replace(page.resolve(), text)
    except OSError as error:
        raise UserError(f"--summary-into: {page}: cannot be written: {os.strerror(error.errno or 0)}") from error


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
