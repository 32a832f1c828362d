"""Measure the phases of a run, and log phases and repositories as they end."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from audit.cli.logging.log_output import Level, Log
from audit.model.repository import Repository
from audit.model.timing import Phase, Timing
from audit.survey import Survey


@dataclass(slots=True)
class Stopwatch:
    """Measure a run from the creation of this object on; with `quiet` only warnings and errors are logged."""

    log: Log
    quiet: bool = False
    clock: Callable[[], float] = time.monotonic
    _start: float = field(init=False)
    _phases: list[tuple[str, float]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Start."""
        self._start = self.clock()

    def begin(self, phase: str) -> None:
        """Begin a phase, which ends the one before."""
        self._phases.append((phase, self.clock()))
        if not self.quiet:
            self.log.event("info", "phase", phase=phase)

    def notice(self, sentence: str) -> None:
        """Log a notice."""
        if not self.quiet:
            self.log.message("warning", "notice", sentence)

    def surveyed(self, repository: Repository, survey: Survey) -> None:
        """Log what surveying a repository brought and how long it took."""
        level = _level(survey)
        if level != "info" or not self.quiet:
            self.log.event(
                level,
                "repository",
                repository=repository.name,
                seconds=round(survey.seconds, 3),
                branches=len(survey.facts),
                unchanged=len(survey.unchanged),
                dockerfiles=sum(len(facts.components) for facts in survey.facts),
                skipped=[{"branch": skipped.branch, "reason": skipped.reason} for skipped in survey.skipped],
            )

    def end(self, exit_code: int) -> Timing:
        """End the last phase, and return the timing of the run."""
        end = self.clock()
        if not self.quiet:
            self.log.event("info", "run", seconds=round(end - self._start, 3), exit_code=exit_code)
        bounds = [*(start for _, start in self._phases), end]
        spans = zip(self._phases, bounds[1:], strict=True)
        phases = tuple(Phase(name, until - start) for (name, start), until in spans)
        return Timing(self.log.now().isoformat(timespec="seconds"), end - self._start, phases, exit_code)


def _level(survey: Survey) -> Level:
    """Return `error` for a fault of this program, `warning` when something was skipped, else `info`."""
    if any(skipped.failed for skipped in survey.skipped):
        return "error"
    return "warning" if survey.skipped else "info"
