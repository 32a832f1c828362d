"""One image through one scanner: a process with a time limit, its report read before it is kept."""

import os
import re
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
from audit.process import communicate, interrupted, without_credentials
from audit.vulnerabilities.report_files import load, report_path
from audit.vulnerabilities.scanning.scanners import Scanner

_TELLING = re.compile(r"FATAL|ERROR|error|failed", re.ASCII)
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\S+\s+(?:FATAL\s+Fatal error\s+)?")
_MOST, _LONGEST = 65_536, 500


@dataclass(frozen=True, slots=True)
class ScannerSetup:
    """Hold what images are scanned with: the scanner, where reports go, the limits, and the run's date.

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
    """Hold the report that an image has by now; `fresh` says that it was there before."""

    image: str
    path: str
    report: Report
    fresh: bool


def scan(image: Image, setup: ScannerSetup) -> ScannedImage | Skipped:
    """Scan an image unless its report is fresh; whatever goes wrong is the reason why it was skipped."""
    where = report_path.path(image, setup.scanner.name)
    known = _fresh(setup.folder / where, setup)
    if known:
        return ScannedImage(image.text, where, known, fresh=True)
    try:
        return ScannedImage(image.text, where, _scanned(image, setup.folder / where, setup), fresh=False)
    except (_Failed, ReportError, OSError) as error:
        return Skipped("", "", image.text, str(error))


class _Failed(Exception):
    """Say why a scanner brought no report."""


def _fresh(path: Path, setup: ScannerSetup) -> Report | None:
    """Return the report that is there and not too old, by the day of the scan, else of the file."""
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
            return _reason(messages) if code else ""
    except (_Failed, OSError) as error:
        return str(error)


def _scanned(image: Image, path: Path, setup: ScannerSetup) -> Report:
    """Let the scanner write into a folder of its own, read what it wrote, and put the better report in its place."""
    with tempfile.TemporaryDirectory(dir=setup.folder, prefix=".") as place:
        report, listing, messages = (Path(place, name) for name in ("report", "listing", "messages"))
        words = {"image": image.text, "report": str(report), "listing": str(listing)}
        command = setup.scanner.command(setup.executable, words)
        with messages.open("wb") as said, (report if setup.scanner.prints else messages).open("ab") as printed:
            code = _code(command, printed.fileno(), said.fileno(), setup)
        if code not in setup.scanner.done:
            raise _Failed(f"{setup.scanner.name} left with {code}: {_reason(messages)}")
        chosen, found = _better(report, listing, setup)
        path.parent.mkdir(parents=True, exist_ok=True)
        chosen.replace(path)
        return found


def _code(command: Sequence[str], out: int, messages: int, setup: ScannerSetup) -> int:
    """Run a command and return its exit code; kill it with all it started when time is up or all is to end."""
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
    """Return the report, or the one that lists packages when the first finds nothing and does not tell them."""
    found = _read(report, setup)
    if found.is_blind and listing.is_file():
        other = _read(listing, setup)
        return (listing, other) if other.packages else (report, found)
    return report, found


def _read(path: Path, setup: ScannerSetup) -> Report:
    try:
        return load.file(path, setup.scanning)
    except ReportError as error:
        reason = str(error).removeprefix(f"{path}:").strip()
        raise _Failed(f"{setup.scanner.name} wrote no report that can be read: {reason}"[:_LONGEST]) from error


def _reason(messages: Path) -> str:
    """Return the line of a scanner's messages that tells why; the last one when none stands out."""
    lines = [each.strip() for each in messages.read_bytes()[-_MOST:].decode("utf-8", "replace").splitlines()]
    lines = [_STAMP.sub("", each) for each in lines if each]
    first = next((index for index, each in enumerate(lines) if _TELLING.search(each)), len(lines) - 1)
    # errors of several parts, as Go programs write them, have the cause on the next line
    told = " ".join(each for each in lines[first : first + 2] if each.startswith("*") or each == lines[first])
    return without_credentials(told)[:_LONGEST] or "it said nothing"
