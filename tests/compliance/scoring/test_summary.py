"""Means and counts: the whole, the working groups, the repositories, the rules."""

from dataclasses import replace

from audit.compliance.scoring import summary
from audit.model.finding import Finding, Result, RuleText, Verdict
from audit.model.priority.ranking import Priority
from audit.model.scoreboard import Standing
from audit.model.summary import Summary, Tally
from tests.cases import cases
from tests.judging import shipped, standing

NUMBERS = shipped().judgement.score
ROW = standing("FROM alpine\n")
NONE = (("P1", 0), ("P2", 0), ("P3", 0), ("P4", 0), ("done", 0), ("exempt", 0))


def row(score: float | None, priority: Priority = "P1", coverage: float = 1.0, group: str = "Platform") -> Standing:
    place = replace(ROW.place, working_group=group)
    inside = priority != ""
    return replace(ROW, score=score, priority=priority, coverage=coverage, in_scope=inside, place=place)


@cases(
    "rows, expected",
    {
        "nothing has no score": ([], Summary("all", 0, 0, None, "", 1.0, NONE)),
        "nothing in scope has none either": ([row(0.0, "")], Summary("all", 1, 0, None, "", 1.0, NONE)),
        "the mean over what is in scope": (
            [row(100.0), row(50.0, "P4"), row(0.0, "")],
            Summary(
                "all", 3, 2, 75.0, "B", 1.0, (("P1", 1), ("P2", 0), ("P3", 0), ("P4", 1), ("done", 0), ("exempt", 0))
            ),
        ),
        "what has no score lowers the coverage alone": (
            [row(None, "P3", 0.0), row(40.0, "done", 0.5), row(40.0, "exempt")],
            Summary(
                "all", 3, 3, 40.0, "D", 0.5, (("P1", 0), ("P2", 0), ("P3", 1), ("P4", 0), ("done", 1), ("exempt", 1))
            ),
        ),
        "four decimals": (
            [row(10.0, coverage=1.0), row(10.0, coverage=1.0), row(10.0, coverage=0.0)],
            Summary(
                "all", 3, 3, 10.0, "E", 0.6667, (("P1", 3), ("P2", 0), ("P3", 0), ("P4", 0), ("done", 0), ("exempt", 0))
            ),
        ),
    },
)
def test_of(rows: list[Standing], expected: Summary) -> None:
    assert summary.of("all", rows, NUMBERS) == expected


def test_by_a_key_in_its_order_what_has_none_last() -> None:
    rows = [row(10.0, group=""), row(20.0, group="Zeta"), row(30.0, group="Alpha"), row(50.0, group="Zeta")]
    found = summary.by(lambda each: each.place.working_group, rows, NUMBERS)
    assert [(each.name, each.dockerfiles, each.score) for each in found] == [
        ("Alpha", 1, 30.0),
        ("Zeta", 2, 35.0),
        ("(no working group)", 1, 10.0),
    ]


def judged(*results: Result, inside: bool = True) -> Standing:
    found = tuple(Finding(f"KF{index}", "a", "must", 10, Verdict(result, "x")) for index, result in enumerate(results))
    return replace(ROW, findings=found, in_scope=inside)


def test_tallies_count_what_is_in_scope() -> None:
    rules = [RuleText(f"KF{index}", "a", "A", "why", "", "must", 10) for index in range(2)]
    rows = [judged("pass", "fail"), judged("pass", "unknown"), judged("partial", "not-applicable")]
    assert summary.tallies(rules, [*rows, judged("fail", "fail", inside=False)]) == (
        Tally("KF0", (("pass", 2), ("partial", 1), ("fail", 0), ("unknown", 0), ("not-applicable", 0))),
        Tally("KF1", (("pass", 0), ("partial", 0), ("fail", 1), ("unknown", 1), ("not-applicable", 1))),
    )
