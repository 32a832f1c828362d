"""Judge each repository within what reading it left of its time."""

from collections.abc import Callable

from audit.model.scoreboard import Run, Scoreboard
from audit.policy.policy import Policy
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge
from audit.time_limit import Budget, TimeExceeded, each_within
from audit.vulnerabilities.report_files.report_index import ReportIndex


def judge_in_time(
    gathered: Gathered,
    policy: Policy,
    run: Run,
    beside: tuple[Gathered, ReportIndex],
    seconds: float,
    clock: Callable[[], float],
) -> Scoreboard:
    """Judge; a repository whose time is over is failed, and the others are judged again without it."""
    while True:
        try:
            with each_within(Budget(clock, seconds, gathered.seconds).within):
                return judge(join(gathered, policy), policy, run, *beside)
        except TimeExceeded as over:
            gathered = gathered.without(over.repository, over.reason)
