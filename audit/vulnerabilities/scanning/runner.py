"""Scan one image: run the scanner within a time limit, read its report, then keep it."""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from audit.errors import ReportError
from audit.model.dockerfile import Image
from audit.model.evidence import Skipped
from audit.model.vulnerabilities.vulnerability import Report
from audit.policy.vulnerabilities import Scanning
from audit.process import communicate, interrupted
from audit.vulnerabilities.report_files import load, report_path
from audit.vulnerabilities.scanning.messages import LONGEST, reason
from audit.vulnerabilities.scanning.scanners import Scanner


@dataclass(frozen=True, slots=True)
class ScannerSetup:
    """Hold the scanner, the folder of reports, the limits, and the run's date.

    A report that is younger than `fresh_days` is not made again.
    """

    scanner: Scanner
    executable: str
    folder: Path
    seconds: float
    fresh_days: int
    today: date
    scanning: Scanning


@dataclass(frozen=True, slots=True)
class ScannedImage:
    """Hold the report on an image; `fresh` marks one that existed before."""

    image: str
    path: str
    report: Report
    fresh: bool


def scan(image: Image, setup: ScannerSetup) -> ScannedImage | Skipped:
    """Scan an image unless its report is fresh; return Skipped with the reason when that fails."""
    where = report_path.path(image, setup.scanner.name)
    known = _fresh(setup.folder / where, setup)
    if known:
        return ScannedImage(image.text, where, known, fresh=True)
    try:
        return ScannedImage(image.text, where, _scanned(image, setup.folder / where, setup), fresh=False)
    except (_Failed, ReportError, OSError) as error:
        return Skipped("", "", image.text, str(error))


class _Failed(Exception):
    """Report why a scanner made no report."""


def _fresh(path: Path, setup: ScannerSetup) -> Report | None:
    """Return the existing report unless it is too old, by the day of the scan, else of the file."""
    try:
        report = load.file(path, setup.scanning)
        day = report.scanned or datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    except (ReportError, OSError):
        return None
    return report if setup.today - date.fromisoformat(day) < timedelta(days=setup.fresh_days) else None


def prepare(setup: ScannerSetup) -> str:
    """Bring the scanner's database up to date; return why that failed, nothing when it did not."""
    if not setup.scanner.prepare:
        return ""
    try:
        with tempfile.TemporaryDirectory() as place:
            messages = Path(place, "messages")
            with messages.open("wb") as said:
                command = [setup.executable, *setup.scanner.prepare]
                code = _code(command, said.fileno(), said.fileno(), setup)
            return reason(messages) if code else ""
    except (_Failed, OSError) as error:
        return str(error)


def _scanned(image: Image, path: Path, setup: ScannerSetup) -> Report:
    """Scan into a temporary folder, read the reports, and move the better one to its place."""
    with tempfile.TemporaryDirectory(dir=setup.folder, prefix=".") as place:
        report, listing, messages = (Path(place, name) for name in ("report", "listing", "messages"))
        words = {"image": image.text, "report": str(report), "listing": str(listing)}
        command = setup.scanner.command(setup.executable, words)
        with messages.open("wb") as said, (report if setup.scanner.prints else messages).open("ab") as printed:
            code = _code(command, printed.fileno(), said.fileno(), setup)
        if code not in setup.scanner.done:
            raise _Failed(f"{setup.scanner.name} left with {code}: {reason(messages)}")
        chosen, found = _better(report, listing, setup)
        path.parent.mkdir(parents=True, exist_ok=True)
        chosen.replace(path)
        return found


def _code(command: Sequence[str], out: int, messages: int, setup: ScannerSetup) -> int:
    """Run a command and return its exit code; kill it and its children at the time limit or an interrupt."""
    until = time.monotonic() + setup.seconds

    def in_time() -> None:
        if interrupted() or time.monotonic() > until:
            raise _Failed(f"no report within {setup.seconds:g} s")

    with subprocess.Popen(  # noqa: S603 - the scanner the user has installed, words that were checked, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=messages,
        env=os.environ | dict(setup.scanner.environment),
        start_new_session=True,
    ) as process:
        communicate(process, in_time)
        return process.returncode


def _better(report: Path, listing: Path, setup: ScannerSetup) -> tuple[Path, Report]:
    """Return the report, or the one that lists packages when the first has neither flaws nor packages."""
    found = _read(report, setup)
    if found.is_blind and listing.is_file():
        other = _read(listing, setup)
        return (listing, other) if other.packages else (report, found)
    return report, found


def _read(path: Path, setup: ScannerSetup) -> Report:
    try:
        return load.file(path, setup.scanning)
    except ReportError as error:
        fault = str(error).removeprefix(f"{path}:").strip()
        raise _Failed(f"{setup.scanner.name} wrote no report that can be read: {fault}"[:LONGEST]) from error
