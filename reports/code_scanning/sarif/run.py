"""Make the runs of a log: one over all repositories, or one for each branch of each."""

from collections.abc import Iterable, Sequence
from typing import Any

from audit.model.evidence import Skipped
from audit.model.scoreboard import Scoreboard
from reports.code_scanning.sarif import location, result, rule
from reports.text.visible import prose, visible

RUNS, RESULTS = 20, 25_000  # what GitHub takes of one file: more and it refuses the whole
_ORDER = ("error", "warning", "note", "none")
_READ = ("audited", "unchanged")
Branch = tuple[str, str]


def over_all(scoreboard: Scoreboard) -> dict[str, Any]:
    """Return one run over all repositories; a path's base is its repository and branch."""
    places = {location.branch(standing.place): standing for standing in reversed(scoreboard.standings)}
    bases = {location.name(branch): location.base(branch, places.get(branch)) for branch in _branches(scoreboard)}
    origins = [location.provenance(each, location.name(branch)) for branch, each in sorted(places.items())]
    found = [each for one in scoreboard.standings for each in result.of(one, location.name(location.branch(one.place)))]
    return _run(scoreboard, "", found, scoreboard.skipped) | {
        "originalUriBaseIds": bases,
        "versionControlProvenance": [each for each in origins if each],
    }


def by_repository(scoreboard: Scoreboard) -> dict[str, tuple[dict[str, Any], ...]]:
    """Return repository -> its runs, one for each branch, in the order of their names."""
    found: dict[str, tuple[dict[str, Any], ...]] = {}
    for branch in _branches(scoreboard):
        found[branch[0]] = (*found.get(branch[0], ()), _of_branch(scoreboard, branch))
    return {repository: runs[:RUNS] for repository, runs in found.items()}


def _branches(scoreboard: Scoreboard) -> list[Branch]:
    """Return the branches that were audited, those without any Dockerfile too."""
    audited = {(line.repository, line.branch) for line in scoreboard.ledger if line.outcome in _READ}
    return sorted(audited | {location.branch(standing.place) for standing in scoreboard.standings})


def _of_branch(scoreboard: Scoreboard, branch: Branch) -> dict[str, Any]:
    """Return the run of one branch."""
    standings = [standing for standing in scoreboard.standings if location.branch(standing.place) == branch]
    skipped = [skip for skip in scoreboard.skipped if (skip.repository, skip.branch) == branch]
    found = [each for one in standings for each in result.of(one, location.ROOT)]
    origin = location.provenance(standings[0], location.ROOT) if standings else {}
    return _run(scoreboard, branch[1], found, skipped) | ({"versionControlProvenance": [origin]} if origin else {})


def _run(
    scoreboard: Scoreboard, branch: str, found: Sequence[dict[str, Any]], skipped: Iterable[Skipped]
) -> dict[str, Any]:
    """Return what every run holds; beyond what GitHub takes, the gravest results stay and the number is said."""
    kept = sorted(found, key=lambda each: _ORDER.index(each["level"]))[:RESULTS] if len(found) > RESULTS else found
    told = [f"{len(found) - len(kept):,} results of lower level were left out"] if len(kept) < len(found) else []
    return {
        "tool": {"driver": rule.driver(scoreboard)},
        # one analysis for each branch: a later one of the same name takes the place of the earlier
        "automationDetails": {"id": f"image-audit/{visible(branch)}{'/' if branch else ''}"},
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [*map(_notified, skipped), *(_note(each) for each in told)],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": kept,
    }


def _notified(skipped: Skipped) -> dict[str, Any]:
    """Return what could not be looked at as a notification."""
    where = " ".join(each for each in (skipped.repository, skipped.branch, skipped.path) if each)
    return _note(f"{where}: {skipped.reason}")


def _note(text: str) -> dict[str, Any]:
    return {"level": "warning", "message": {"text": prose(text)}}
