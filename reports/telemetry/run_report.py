"""The report of a run on itself: what each phase and repository took, and what became of it."""

from collections.abc import Iterable
from typing import Any

from audit.model.scoreboard import Scoreboard
from audit.model.summary import LedgerLine, Outcome
from audit.model.timing import Timing
from reports.text.json_text import pretty

SCHEMA_VERSION = 1
_ORDER: tuple[Outcome, ...] = ("failed", "skipped", "audited", "unchanged")


def render(scoreboard: Scoreboard, timing: Timing) -> str:
    """Return the run report as JSON; seconds to the millisecond."""
    run, counts = scoreboard.run, scoreboard.outcomes
    seconds = {each.repository: round(each.seconds, 3) for each in timing.visits}
    return pretty(
        {
            "schema_version": SCHEMA_VERSION,
            "organization": run.organization,
            "profile": run.profile,
            "tool_version": run.tool_version,
            "rule_set": run.rule_set,
            "config_digest": run.config_digest,
            "date": run.date,
            "began": timing.began,
            "ended": timing.ended,
            "seconds": round(timing.seconds, 3),
            "exit_code": timing.exit_code,
            "score": scoreboard.total.score,
            "coverage": counts.coverage,
            "branches": {
                each: getattr(counts, each) for each in ("expected", "audited", "unchanged", "skipped", "failed")
            },
            "phases": [{"phase": each.name, "seconds": round(each.seconds, 3)} for each in timing.phases],
            "repositories": [
                _repository(name, lines, seconds.get(name)) for name, lines in by_repository(scoreboard).items()
            ],
        }
    )


def by_repository(scoreboard: Scoreboard) -> dict[str, list[LedgerLine]]:
    """Return the ledger's lines by repository, in their order."""
    found: dict[str, list[LedgerLine]] = {}
    for line in scoreboard.ledger:
        found.setdefault(line.repository, []).append(line)
    return found


def gravest(lines: Iterable[LedgerLine]) -> Outcome:
    """Return the outcome of a repository: that of the branch that fared worst."""
    return min((line.outcome for line in lines), key=_ORDER.index)


def _repository(name: str, lines: list[LedgerLine], seconds: float | None) -> dict[str, Any]:
    """Return one repository; its seconds are null where it was counted under another name."""
    branches = [{"branch": line.branch, "outcome": line.outcome, "reason": line.reason} for line in lines]
    return {
        "repository": name,
        "outcome": gravest(lines),
        "seconds": seconds,
        "dockerfiles": sum(line.dockerfiles for line in lines),
        "branches": branches,
    }
