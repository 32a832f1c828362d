"""List the scanners that can be run, with the command lines that make reports with packages."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from audit.errors import UserError


@dataclass(frozen=True, slots=True)
class Scanner:
    """Hold a scanner's name and command line.

    `{image}` is replaced by the image, `{report}` by the file to write; without `{report}` the output is the report.
    `{listing}` is a second report that lists packages, for one whose first does not; `done` are the exit codes of a
    scan that was done. `prepare` brings the database up to date, once, so that all images meet the same one and no
    two processes fetch it at a time; `environment` keeps it so.
    """

    name: str
    arguments: tuple[str, ...]
    done: tuple[int, ...] = (0,)
    prepare: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()

    def command(self, executable: str, words: Mapping[str, str]) -> list[str]:
        """Return the words of a command line, the placeholders filled in."""
        return [executable, *(_filled(argument, words) for argument in self.arguments)]

    @property
    def prints(self) -> bool:
        """Tell whether the report comes on the standard output."""
        return not any("{report}" in argument for argument in self.arguments)


_TRIVY = (
    "image", "--quiet", "--format", "json", "--list-all-pkgs", "--scanners", "vuln", "--skip-db-update",
    # its cache on disk is locked by the first of several that run at the same time
    "--cache-backend", "memory", "--output", "{report}", "{image}",
)  # fmt: skip
_GRYPE = ("--quiet", "--output", "json={report}", "--output", "cyclonedx-json={listing}", "{image}")
_OSV = ("scan", "image", "--format", "json", "--all-packages", "{image}")
# osv-scanner leaves with 1 when it found something
SCANNERS = (
    Scanner("trivy", _TRIVY, prepare=("image", "--quiet", "--download-db-only")),
    Scanner("grype", _GRYPE, prepare=("db", "update"), environment=(("GRYPE_DB_AUTO_UPDATE", "false"),)),
    Scanner("osv-scanner", _OSV, done=(0, 1)),
)


def installed(name: str) -> tuple[Scanner, str]:
    """Return the scanner of a name, or the first installed one, with its executable.

    Raises UserError when none is installed.
    """
    wanted = [scanner for scanner in SCANNERS if name in ("", scanner.name)]
    for scanner in wanted:
        executable = shutil.which(scanner.name)
        if executable:
            return scanner, str(Path(executable).absolute())
    names = " or ".join(scanner.name for scanner in wanted)
    raise UserError(f"no scanner is installed; expected {names} on PATH (nothing is installed for you)")


def _filled(text: str, words: Mapping[str, str]) -> str:
    """Return the text with its placeholder replaced once: braces in the inserted word stay as they are."""
    for name, word in words.items():
        head, found, tail = text.partition(f"{{{name}}}")
        if found:
            return head + word + tail
    return text
