"""The stopwatch of a run: how long each phase and each repository took, told to the log as it happens."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from audit.cli.logging.log_output import Level, Voice
from audit.model.repository import Repository
from audit.model.timing import Phase, Timing, Visit
from audit.pipeline import Survey


@dataclass(slots=True)
class Watch:
    """Take the time of a run from its making on; `quiet` leaves all but warnings and errors out of the log."""

    voice: Voice
    quiet: bool = False
    clock: Callable[[], float] = time.monotonic
    began: datetime = field(init=False)
    _start: float = field(init=False)
    _phases: list[tuple[str, float]] = field(init=False, default_factory=list)
    _visits: list[Visit] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Start."""
        self.began, self._start = self.voice.now(), self.clock()

    def begins(self, phase: str) -> None:
        """Begin a phase, which ends the one before."""
        self._phases.append((phase, self.clock()))
        if not self.quiet:
            self.voice.note("info", "phase", phase=phase)

    def tell(self, sentence: str) -> None:
        """Say what is worth a notice."""
        if not self.quiet:
            self.voice.say("warning", "notice", sentence)

    def surveyed(self, repository: Repository, survey: Survey) -> None:
        """Take down what a repository took."""
        self._visits.append(Visit(repository.name, survey.seconds))
        level = _level(survey)
        if level != "info" or not self.quiet:
            self.voice.note(
                level,
                "repository",
                repository=repository.name,
                seconds=round(survey.seconds, 3),
                branches=len(survey.facts),
                unchanged=len(survey.unchanged),
                dockerfiles=sum(len(each.components) for each in survey.facts),
                skipped=[{"branch": each.branch, "reason": each.reason} for each in survey.skipped],
            )

    def ended(self, exit_code: int) -> Timing:
        """End the last phase, and return what was taken; phases in their order, repositories by name."""
        end = self.clock()
        if not self.quiet:
            self.voice.note("info", "run", seconds=round(end - self._start, 3), exit_code=exit_code)
        bounds = [*(start for _, start in self._phases), end]
        spans = zip(self._phases, bounds[1:], strict=True)
        return Timing(
            self.began.isoformat(timespec="seconds"),
            self.voice.now().isoformat(timespec="seconds"),
            end - self._start,
            tuple(Phase(name, until - start) for (name, start), until in spans),
            tuple(sorted(self._visits, key=lambda each: each.repository)),
            exit_code,
        )


def _level(survey: Survey) -> Level:
    """Return how grave it is: the program's own fault, something that could not be looked at, or nothing."""
    if any(each.failed for each in survey.skipped):
        return "error"
    return "warning" if survey.skipped else "info"
