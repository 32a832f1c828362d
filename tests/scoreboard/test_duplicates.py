"""The same commit under two names is counted once."""

from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Folder, Origin, Remote, Repository, Status
from audit.scoreboard import duplicates
from audit.scoreboard.gathered import Gathered

A, B = "a" * 40, "b" * 40


def repository(name: str, origin: Origin | None = None, status: Status = "active") -> Repository:
    return Repository(name, origin or Remote(f"https://git.example/{name}"), (), status, "", "", "")


def facts(name: str, commit: str, branch: str = "main") -> Facts:
    return Facts(name, branch, commit, "2026-11-01", (), (), ())


def counted(listed: list[Repository], *found: Facts) -> tuple[list[tuple[str, str]], tuple[Skipped, ...]]:
    gathered = Gathered(tuple(sorted(listed, key=lambda each: each.name)), found, (Skipped("x", "", "", "gone"),))
    once = duplicates.counted_once(gathered, listed)
    assert once.skipped[0] == Skipped("x", "", "", "gone")
    return [(facts.repository, facts.branch) for facts in once.facts], once.skipped[1:]


def test_other_commits_are_other_repositories() -> None:
    listed = [repository("o/a"), repository("o/b")]
    assert counted(listed, facts("o/a", A), facts("o/b", B)) == ([("o/a", "main"), ("o/b", "main")], ())


def test_what_is_listed_first_is_counted_and_the_other_names_it() -> None:
    listed = [repository("o/hub"), repository("o/a-former-name")]
    assert counted(listed, facts("o/a-former-name", A, "master"), facts("o/hub", A)) == (
        [("o/hub", "main")],
        (Skipped("o/a-former-name", "master", "", "the same commit as o/hub (main), counted there"),),
    )


def test_an_active_one_goes_before_an_inactive_one_that_is_listed_first() -> None:
    listed = [repository("o/a", status="inactive"), repository("o/b")]
    assert counted(listed, facts("o/a", A), facts("o/b", A)) == (
        [("o/b", "main")],
        (Skipped("o/a", "main", "", "the same commit as o/b (main), counted there"),),
    )


def test_only_the_branch_that_is_the_same_is_left_out() -> None:
    listed = [repository("o/a"), repository("o/b")]
    assert counted(listed, facts("o/a", A), facts("o/b", A), facts("o/b", B, "next")) == (
        [("o/a", "main"), ("o/b", "next")],
        (Skipped("o/b", "main", "", "the same commit as o/a (main), counted there"),),
    )


def test_two_branches_of_one_repository_are_both_counted() -> None:
    assert counted([repository("o/a")], facts("o/a", A), facts("o/a", A, "next")) == (
        [("o/a", "main"), ("o/a", "next")],
        (),
    )


def test_folders_of_equal_content_are_both_counted() -> None:
    listed = [repository("o/a", Folder("a")), repository("o/b", Folder("b"))]
    assert counted(listed, facts("o/a", A), facts("o/b", A)) == ([("o/a", "main"), ("o/b", "main")], ())
