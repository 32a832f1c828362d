"""The other judges of Dockerfiles, as they are installed here."""

import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.measure import child
from benchmarks.race import Contestant

_HADOLINT = ("--no-fail", "-f", "json")
_TRIVY = (
    "config",
    "--quiet",
    "--skip-check-update",  # the checks that are built in: no network
    "--skip-version-check",
    "--disable-telemetry",
    "--misconfig-scanners=dockerfile",
    "--file-patterns=dockerfile:.*",  # whatever its name, each of the files
    "--format=json",
)


def binary(name: str) -> str:
    """Return where a program lies: on PATH, or beside this Python; an empty text when it is absent."""
    beside = Path(sys.executable).parent / name
    return shutil.which(name) or (str(beside) if beside.is_file() else "")


def present(folder: Path, work: Path) -> tuple[Contestant, ...]:
    """Return the peers that are installed, each over all files of the folder."""
    files = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
    ways: dict[str, Sequence[str]] = {
        "hadolint": (*_HADOLINT, *files),
        "trivy config": (*_TRIVY, f"--cache-dir={work / 'trivy'}", "."),
    }
    shown = {"hadolint": f"hadolint {' '.join(_HADOLINT)} FILES...", "trivy config": f"trivy {' '.join(_TRIVY)} FOLDER"}
    return tuple(
        Contestant(name, shown[name], partial(child, (program, *arguments), folder))
        for name, arguments in ways.items()
        if (program := binary(name.split()[0]))
    )


def absent() -> tuple[str, ...]:
    """Return a sentence for each peer that is not here."""
    return tuple(
        f"{name} is not here, so nothing is compared with it; expected on PATH or beside {sys.executable} "
        f"(dependency group `benchmark`)."
        for name in ("hadolint", "trivy")
        if not binary(name)
    )
