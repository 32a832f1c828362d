"""The ledger: one outcome for each repository and branch that was asked for."""

from dataclasses import replace

from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Remote, Repository
from audit.model.scoreboard import Standing
from audit.model.summary import LedgerLine, Outcome, Outcomes
from audit.scoreboard import ledger
from audit.scoreboard.gathered import NOTHING_GATHERED, Gathered
from tests.judging import shipped, standing

NUMBERS = shipped().judgement.score
COMMIT = "1" * 40
ROW = standing("FROM alpine\n")


def repository(name: str, group: str = "", reason: str = "") -> Repository:
    status = "inactive" if reason else "active"
    return Repository(name, Remote(f"https://example.org/{name}"), (), status, reason, group, "")  # type: ignore[arg-type]


def facts(name: str, branch: str = "main", skipped: int = 0, notes: tuple[str, ...] = ()) -> Facts:
    missed = tuple(Skipped(name, branch, f"{index}/Dockerfile", "broken") for index in range(skipped))
    return Facts(name, branch, COMMIT, "2026-08-14", (), missed, notes)


def row(name: str, score: float | None, branch: str = "main", *, inside: bool = True) -> Standing:
    return replace(ROW, place=replace(ROW.place, repository=name, branch=branch), score=score, in_scope=inside)


def lines(
    found: list[Facts], skipped: list[Skipped] | None = None, rows: list[Standing] | None = None
) -> tuple[LedgerLine, ...]:
    known = [repository("a/a", "Platform"), repository("a/b")]
    return ledger.lines(Gathered(tuple(known), tuple(found), ()), skipped or [], rows or [], NUMBERS)


def test_a_branch_that_was_read() -> None:
    rows = [
        row("a/a", 100.0),
        row("a/a", 50.0),
        row("a/a", 0.0, inside=False),
        row("a/a", 0.0, branch="other"),
        row("a/b", 0.0),
    ]
    found = [facts("a/a", skipped=2, notes=("shallow", "a blob is missing"))]
    assert lines(found, rows=rows) == (
        LedgerLine("a/a", "main", COMMIT, "Platform", "audited", "shallow; a blob is missing", 3, 2, 2, 75.0, "B"),
    )


def test_a_branch_with_nothing_in_scope_has_no_score() -> None:
    rows = [row("a/b", 100.0, inside=False)]
    assert lines([facts("a/b")], rows=rows) == (
        LedgerLine("a/b", "main", COMMIT, "", "audited", "", 1, 0, 0, None, ""),
    )


def test_a_branch_that_was_not_read() -> None:
    skipped = [Skipped("a/a", "gone", "", "no such branch")]
    assert lines([], skipped) == (
        LedgerLine("a/a", "gone", "", "Platform", "skipped", "no such branch", 0, 0, 0, None, ""),
    )


def test_a_file_that_was_not_read_is_no_line_of_its_own() -> None:
    assert lines([], [Skipped("a/a", "main", "Dockerfile", "broken")]) == ()


def test_a_repository_that_nobody_knows_has_no_group() -> None:
    assert [each.working_group for each in lines([facts("x/y")], [Skipped("x/z", "", "", "gone")])] == ["", ""]


def test_a_branch_whose_facts_were_kept_is_unchanged() -> None:
    gathered = Gathered((), (facts("a/a"), facts("a/a", "next")), (), frozenset({("a/a", "next")}))
    found = ledger.lines(gathered, [], [], NUMBERS)
    assert [(each.branch, each.outcome) for each in found] == [("main", "audited"), ("next", "unchanged")]


def test_a_repository_that_was_not_read_has_a_line_for_each_branch_that_was_asked_for() -> None:
    known = [replace(repository("a/a"), branches=("v1", "v2"))]
    gathered = Gathered(tuple(known), (), ())
    found = ledger.lines(gathered, [Skipped("a/a", "", "", "a fault", failed=True)], [], NUMBERS)
    assert [(each.branch, each.outcome, each.reason) for each in found] == [
        ("v1", "failed", "a fault"),
        ("v2", "failed", "a fault"),
    ]


def test_outcomes_are_counted() -> None:
    outcomes: tuple[Outcome, ...] = ("audited", "unchanged", "unchanged", "skipped", "skipped", "skipped", "failed")
    (line,) = lines([facts("a/a")])
    assert ledger.count(replace(line, outcome=each) for each in outcomes) == Outcomes(7, 1, 2, 3, 1)


def test_coverage_is_the_share_of_branches_that_are_known() -> None:
    assert [each.coverage for each in (Outcomes(4, 1, 2, 1, 0), Outcomes(2, 0, 0, 1, 1), Outcomes(0, 0, 0, 0, 0))] == [
        0.75,
        0.0,
        0.0,
    ]


def test_lines_stand_by_repository_and_branch() -> None:
    found = lines([facts("a/b"), facts("a/a", "zeta"), facts("a/a", "alpha")], [Skipped("a/a", "main", "", "gone")])
    assert [(each.repository, each.branch) for each in found] == [
        ("a/a", "alpha"),
        ("a/a", "main"),
        ("a/a", "zeta"),
        ("a/b", "main"),
    ]


def test_what_is_inactive_says_why() -> None:
    known = [repository("a/z", "Platform", "archived"), repository("a/b"), repository("a/c", "", "moved")]
    assert ledger.inactive(known, NOTHING_GATHERED) == (
        LedgerLine("a/c", "", "", "", "skipped", "inactive: moved", 0, 0, 0, None, ""),
        LedgerLine("a/z", "", "", "Platform", "skipped", "inactive: archived", 0, 0, 0, None, ""),
    )
