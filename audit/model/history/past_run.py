"""A recorded run: a few kilobytes instead of the whole scoreboard."""

from dataclasses import dataclass
from typing import Literal

from audit.model.evidence import Skipped
from audit.model.history.past_component import PastComponent, Where
from audit.model.scoreboard import Run
from audit.model.summary import Outcomes, Summary
from audit.model.vulnerabilities.vulnerability import Level

# `read` means audited and unchanged: whether facts came from the cache is no difference between two runs
PastOutcome = Literal["read", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class PastBranch:
    """Hold one line of a past ledger; `web` is the address of the repository's page, empty where none is known."""

    repository: str
    branch: str
    commit: str
    outcome: PastOutcome
    reason: str
    web: str

    @property
    def where(self) -> Where:
        """Return repository and branch."""
        return self.repository, self.branch


@dataclass(frozen=True, slots=True)
class PastRun:
    """Hold one run on record, sorted by place.

    `id` is a digest of all the rest but `backfilled`: the same run twice is one. `backfilled` says that past commits
    were audited later, by the rules of that later day. `skipped` are single files that could not be looked at.
    """

    id: str
    run: Run
    total: Summary
    outcomes: Outcomes
    branches: tuple[PastBranch, ...]
    components: tuple[PastComponent, ...]
    skipped: tuple[Skipped, ...]
    backfilled: bool = False


@dataclass(frozen=True, slots=True)
class RunLine:
    """Hold a run as the list of runs shows it; `number` counts the runs in the order of recording.

    `flaws` counts the distinct vulnerabilities of what is in scope by severity, empty where nothing was scanned.
    """

    number: int
    id: str
    run: Run
    total: Summary
    outcomes: Outcomes
    backfilled: bool
    flaws: tuple[tuple[Level, int], ...] = ()
