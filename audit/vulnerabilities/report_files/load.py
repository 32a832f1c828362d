"""Load scanners' report files; in a folder, a file that is no report becomes a Skipped with the reason."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType

from audit.errors import ReportError
from audit.model.evidence import Skipped
from audit.model.vulnerabilities.vulnerability import Report
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities.formats import cyclonedx, grype, json_document, osv, trivy

_FORMATS: tuple[ModuleType, ...] = (cyclonedx, trivy, grype, osv)


def file(path: Path, scanning: Scanning) -> Report:
    """Read one report, whichever scanner wrote it; raise ReportError for anything else."""
    return report(str(path), _content(path, scanning.maximum_bytes), scanning)


def folder(path: Path, scanning: Scanning) -> tuple[tuple[Report, ...], tuple[Skipped, ...]]:
    """Read every `*.json` below a folder, sorted by path; what is no report is skipped with the reason.

    The paths of reports are relative to the folder.
    Raises ReportError when there is no such folder.
    """
    if not path.is_dir():
        raise ReportError(str(path), "", "no such folder; expected one with scanners' reports")
    reports: list[Report] = []
    skipped: list[Skipped] = []
    for file_path in sorted(path.rglob("*.json")):
        inner = file_path.relative_to(path).as_posix()
        try:
            reports.append(replace(_regular(file_path, scanning), path=inner))
        except ReportError as error:
            skipped.append(Skipped("", "", inner, str(error).removeprefix(f"{file_path}:").strip()))
    return tuple(reports), tuple(skipped)


def _regular(path: Path, scanning: Scanning) -> Report:
    """Read a regular file of a folder: reading a pipe would never end."""
    if not path.is_file():
        raise ReportError(str(path), "", "no regular file; expected a scanner's report")
    return file(path, scanning)


def report(path: str, content: bytes, scanning: Scanning) -> Report:
    """Read a report's bytes; errors name it by `path`."""
    found = json_document.parse(path, content)
    for scanner_format in _FORMATS:
        if scanner_format.is_meant(found):
            read: Report = scanner_format.read(path, found, scanning)
            return read
    raise ReportError(path, "", "no report that is known; expected JSON of Trivy, Grype, OSV-Scanner or CycloneDX")


def _content(path: Path, limit: int) -> bytes:
    """Return the file's bytes, never more than the limit; a pipe is read as a file is."""
    try:
        with path.open("rb") as opened:
            content = opened.read(limit + 1)
    except OSError as error:
        raise ReportError(str(path), "", f"cannot be read: {error.strerror}; expected a scanner's report") from error
    if len(content) > limit:
        raise ReportError(str(path), "", f"larger than {limit:,} bytes (maximum_bytes in config/vulnerabilities.yaml)")
    return content
