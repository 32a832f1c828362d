"""SARIF 2.1.0, for code scanning: what is not as it should be, where, and what was accepted.

What passes is left out: code scanning takes every result for an alert, whatever its kind. What nobody knows is a
result of kind `review`.
"""

from collections.abc import Mapping
from typing import Any

from audit.model.scoreboard import Scoreboard
from reports.code_scanning.sarif import run
from reports.text.json_text import pretty

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(scoreboard: Scoreboard) -> str:
    """Return `scoreboard.sarif`: one run over all repositories, each with a base of its own for its paths."""
    return _log((run.over_all(scoreboard),))


def checked(scoreboard: Scoreboard) -> str:
    """Return the log of a check: one run for each work tree, paths relative to its root."""
    return _log(tuple(each for runs in run.by_repository(scoreboard).values() for each in runs))


def per_repository(scoreboard: Scoreboard) -> Mapping[str, str]:
    """Return repository -> log, one run for each branch that was audited, paths relative to the repository's root.

    A repository that could not be audited has none: an empty one would close its alerts.
    """
    return {repository: _log(runs) for repository, runs in run.by_repository(scoreboard).items()}


def _log(runs: tuple[dict[str, Any], ...]) -> str:
    return pretty({"$schema": _SCHEMA, "version": "2.1.0", "runs": runs})
