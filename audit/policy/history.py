"""How long a history keeps runs."""

from dataclasses import dataclass
from pathlib import Path

from audit.errors import ConfigurationError
from audit.policy import shipped_files
from audit.policy.yaml import document


@dataclass(frozen=True, slots=True)
class Thinning:
    """Hold up to what age (days) every run stays, and up to which one a week; beyond that one a month does."""

    every_run_days: int
    weekly_days: int


def shipped() -> Thinning:
    """Read the policy that ships with the program."""
    return read(shipped_files.packaged() / "history.yaml")


def read(path: Path) -> Thinning:
    """Read a policy; raise ConfigurationError for numbers that cannot be."""
    found = document.read(path, Thinning)
    for key, wrong, expected in (
        ("every_run_days", found.every_run_days < 0, "0 or more"),
        ("weekly_days", found.weekly_days < found.every_run_days, "no less than every_run_days"),
    ):
        if wrong:
            raise ConfigurationError(str(path), document.line(path, (key,)), f"`{key}`: expected {expected}")
    return found
