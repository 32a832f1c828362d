"""Hold what was read and where: the basis of every answer and verdict."""

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold one thing that was read: path in the repository, 1-based line (None for a whole file), the text."""

    path: str
    line: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what the audit takes to be so, how sure it is, and why.

    `given`: an override gives the answer; then the evidence lies in the configuration, not in the repository.
    """

    value: str
    confidence: Confidence
    evidence: tuple[Evidence, ...]
    given: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """Hold what could not be looked at and why; it travels to the page instead of being dropped.

    The subject is a repository (`owner/name`), a branch of it, or a path; `branch` and `path` are empty where
    the whole repository or branch is meant. `failed`: the fault was the program's own.
    """

    repository: str
    branch: str
    path: str
    reason: str
    failed: bool = False


def label(path: str, target: str) -> str:
    """Return a path as readers see it, with the target where the file publishes several."""
    return f"{path} (target {target})" if target else path
