"""The opinions on scanners' reports: limits, and what their words for a severity mean."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from audit.errors import ConfigurationError
from audit.model.vulnerabilities.vulnerability import Level
from audit.policy import shipped_files
from audit.policy.yaml import document


@dataclass(frozen=True, slots=True)
class ScoreMark:
    """Hold the CVSS score (0-10) from which a severity is given."""

    severity: Level
    from_score: float


@dataclass(frozen=True, slots=True)
class Scanning:
    """Hold the whole file; `severities` stand worst first, `scores` in falling order, `words` are in small letters.

    `system_packages` are what scanners call the kinds of packages that an operating system's package manager installs.
    """

    maximum_bytes: int
    database_gap_days: int
    severities: tuple[Level, ...]
    words: dict[str, Level]
    scores: tuple[ScoreMark, ...]
    system_packages: tuple[str, ...]

    def worst(self, levels: tuple[Level, ...]) -> Level:
        """Return the worst of some severities; any that is known stands before `unknown`."""
        return min(levels, key=self.severities.index)


def shipped() -> Scanning:
    """Read the opinions that ship with the program."""
    return read(shipped_files.packaged() / "vulnerabilities.yaml")


def read(path: Path) -> Scanning:
    """Read the opinions; raise ConfigurationError for one that is missing or cannot be."""
    found = document.read(path, Scanning)
    levels = get_args(Level)
    marks = [score.from_score for score in found.scores]
    for key, wrong, expected in (
        ("maximum_bytes", found.maximum_bytes < 1, "1 or more"),
        ("database_gap_days", found.database_gap_days < 0, "0 or more"),
        ("severities", sorted(found.severities) != sorted(levels), f"each of {', '.join(levels)} once"),
        ("severities", found.severities[-1:] != ("unknown",), "`unknown` at the end"),
        ("words", any(word != word.lower() for word in found.words), "words in small letters"),
        ("scores", not marks or marks != sorted(set(marks), reverse=True) or marks[-1] != 0, "falling, the last 0"),
    ):
        if wrong:
            raise ConfigurationError(str(path), document.line(path, (key,)), f"`{key}`: expected {expected}")
    return found
