"""Hold reviewed answers from the configuration, given where a repository has none or a wrong one."""

from dataclasses import dataclass
from typing import Literal

Overridden = Literal["kind", "language", "image", "deployment"]


@dataclass(frozen=True, slots=True)
class Override:
    """Hold one answer to one question about a Dockerfile, and why it is given instead of what is found.

    `branch` is empty when every audited branch is meant, `target` when every target is; `place` is the override's file
    and line: `overrides.yaml:12`.
    """

    repository: str
    branch: str
    dockerfile: str
    answer: Overridden
    value: str
    reason: str
    place: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class OverrideState:
    """Hold what became of an override, and what is found without it (empty when nothing is).

    `needed` differs from what is found; `needless` is found without it by now and can go; `stale` meets no Dockerfile;
    `faulty` cannot hold as it is written; `skipped` could not be looked at in this run.
    """

    override: Override
    status: Literal["needed", "needless", "stale", "faulty", "skipped"]
    found: str
    note: str
