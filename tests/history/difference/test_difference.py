"""What changed between two runs, and why: real judgements of Dockerfiles, before and after."""

from dataclasses import replace

import pytest

from audit.history.difference import difference
from audit.history.records import run_summary
from audit.model.evidence import Skipped
from audit.model.finding import Waiver
from audit.model.history.difference import Change, Difference
from audit.model.scoreboard import Scoreboard
from tests.history.boards import ALPINE, GOOD, Tree, board, digests, shipped

ONE, TWO = "1" * 40, "2" * 40
COMPARE = f"https://github.com/acme/web/compare/{ONE}...{TWO}"
SLIM = GOOD.replace("gcr.io/distroless/static-debian13:nonroot", "debian:bookworm-slim")


def between(old: Scoreboard, new: Scoreboard) -> Difference:
    """Return the difference of two scoreboards."""
    return difference.between(run_summary.summarize(old), run_summary.summarize(new))


def web(text: str, commit: str = ONE, path: str = "Dockerfile", **other: str) -> Tree:
    """Return a repository of one Dockerfile."""
    return Tree("acme/web", {path: text, **other}, commit)


def said(found: Difference) -> list[tuple[str, str, str]]:
    """Return kind, rule and cause of the changes that bear on a score."""
    return [(each.kind, each.rule, each.reason.cause) for each in found.changes if each.counts]


def only(found: Difference, kind: str) -> Change:
    """Return the one change of a kind that bears on a score."""
    (change,) = (each for each in found.changes if each.kind == kind and each.counts)
    return change


def test_nothing_changes_when_nothing_changes() -> None:
    assert between(board(web(GOOD)), board(web(GOOD), date="2026-11-23")).changes == ()


def test_a_base_that_got_worse_regressed_by_its_commits() -> None:
    found = between(board(web(GOOD)), board(web(ALPINE, TWO)))
    assert said(found) == [("regressed", "KF401", "code")]
    change = only(found, "regressed")
    assert (change.reason.why, change.reason.link) == (f"{ONE[:12]} to {TWO[:12]}", COMPARE)
    assert (change.before.partition(":")[0], change.after.partition(":")[0]) == ("pass", "fail")
    assert found.regressions == (change,)


def test_a_base_that_got_better_is_fixed_and_no_regression() -> None:
    found = between(board(web(ALPINE)), board(web(GOOD, TWO)))
    assert said(found) == [("fixed", "KF401", "code")]
    assert found.regressions == ()


def test_an_address_is_given_for_repositories_of_the_web_alone() -> None:
    local = tuple(replace(each, place=replace(each.place, url="")) for each in board(web(ALPINE, TWO)).standings)
    old = tuple(replace(each, place=replace(each.place, url="")) for each in board(web(GOOD)).standings)
    found = between(replace(board(web(GOOD)), standings=old), replace(board(web(ALPINE, TWO)), standings=local))
    assert only(found, "regressed").reason.link == ""


def test_what_changed_around_the_dockerfile_is_code_too() -> None:
    call = "FROM golang:1.26 AS build\nCOPY . .\nRUN make web\nFROM scratch\nCOPY --from=build /web /web\n"
    before = web(call, Makefile="web:\n\tCGO_ENABLED=0 go build -o /web .\n")
    after = web(call, TWO, Makefile="web:\n\tCGO_ENABLED=1 go build -o /web .\n")
    change = only(between(board(before), board(after)), "regressed")
    assert (change.rule, change.reason.cause) == ("KF301", "code")
    assert change.reason.why == f"{ONE[:12]} to {TWO[:12]}: not the Dockerfile, but what is around it"


GO_125 = GOOD.replace("1.26", "1.25")


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(web(GO_125), id="the same commit"),
        pytest.param(web(GO_125, TWO), id="another commit, the same Dockerfile"),
        pytest.param(web(GO_125 + 'CMD ["serve"]\n', TWO), id="another commit with another line"),
    ],
)
def test_an_end_of_support_overnight_is_lifecycle_data_whatever_the_commit(after: Tree) -> None:
    current = shipped("current")
    found = between(board(web(GO_125), date="2026-08-19", by=current), board(after, date="2026-08-20", by=current))
    assert said(found) == [("regressed", "KF606", "lifecycle")]
    assert only(found, "regressed").reason.why == "go 1.25 ended on 2026-08-19"


def test_a_base_that_had_ended_before_it_was_chosen_is_code() -> None:
    current = shipped("current")
    found = between(
        board(web(GOOD), date="2026-11-21", by=current), board(web(GO_125, TWO), date="2026-11-22", by=current)
    )
    assert said(found) == [("regressed", "KF606", "code")]


def test_lifecycle_data_that_was_edited_is_the_cause_where_the_commit_is_the_same() -> None:
    current = shipped("current")
    releases = tuple(each for each in current.lifecycle.releases if (each.line, each.release) != ("go", "1.25"))
    lifecycle = replace(current.lifecycle, releases=releases)
    edited = replace(current, lifecycle=lifecycle, parts=replace(current.parts, lifecycle="edited"))
    found = between(board(web(GO_125), by=current), board(web(GO_125), by=edited))
    assert said(found) == [("blurred", "KF606", "lifecycle")]
    assert only(found, "blurred").reason.why == "what is known of base images was edited"
    assert found.notes == ("what is known of base images was edited",)


def test_another_rule_set_is_the_cause_where_the_commit_is_the_same() -> None:
    old, new = board(web(GOOD), rules="1"), board(web(GOOD), rules="2")
    rows = tuple(replace(each, findings=each.findings[1:]) for each in old.standings)
    failing = tuple(
        replace(
            row, findings=tuple(replace(each, verdict=replace(each.verdict, result="fail")) for each in row.findings)
        )
        for row in new.standings
    )
    found = between(replace(old, standings=rows), replace(new, standings=failing))
    assert {(each.kind, each.reason.cause) for each in found.changes} == {
        ("introduced", "rules"),
        ("regressed", "rules"),
    }
    assert found.changes[0].reason.why == "judged by 0.1.0 with 2 instead of 0.1.0 with rule set 1"


def test_weights_that_were_edited_move_a_score_without_any_verdict() -> None:
    edited = digests(weights="edited")
    weights = replace(edited.judgement.score, weights=edited.judgement.score.weights | {"must": 100.0})
    by = replace(edited, judgement=replace(edited.judgement, score=weights))
    change = only(between(board(web(ALPINE)), board(web(ALPINE), by=by)), "score")
    assert (change.before, change.reason.cause) == ("76.4", "rules")
    assert change.reason.why == "the profile or the weights were edited"


def test_a_finding_that_is_accepted_is_waived_and_counts_again_when_the_waiver_ends() -> None:
    waiver = Waiver("KF401", "acme/*", "*", "Native code.", "web team", "2026-11-22", "waivers.yaml:3")
    by = shipped(waivers=(waiver,), parts=replace(shipped().parts, settings="edited"))
    accepted = board(web(ALPINE), by=by)
    first = between(board(web(ALPINE)), accepted)
    assert said(first) == [("waived", "KF401", "configuration")]
    assert only(first, "waived").reason.why == "waivers.yaml:3 by web team, until 2026-11-22: Native code."
    ended = between(accepted, board(web(ALPINE, TWO), by=by, date="2026-11-23"))
    assert said(ended) == [("expired", "KF401", "configuration")]
    assert only(ended, "expired").reason.why == "ended on 2026-11-22: waivers.yaml:3 by web team: Native code."
    assert len(ended.regressions) == 1
    assert said(between(accepted, board(web(ALPINE)))) == [("withdrawn", "KF401", "configuration")]


def test_a_waiver_in_the_dockerfile_is_code() -> None:
    pragma = "# image-audit ignore=KF401 native code until=2027-01-31\n"
    change = only(between(board(web(ALPINE)), board(web(pragma + ALPINE, TWO))), "waived")
    assert (change.reason.cause, change.reason.link) == ("code", COMPARE)


def test_a_new_dockerfile_comes_with_what_it_leaves_to_do() -> None:
    found = between(board(web(GOOD)), board(web(GOOD, TWO, **{"images/Dockerfile": ALPINE})))
    rules = ("KF302", "KF303", "KF304", "KF401")
    assert said(found) == [("new", "", "code"), *(("introduced", rule, "code") for rule in rules)]
    assert {each.dockerfile for each in found.changes if each.counts} == {"images/Dockerfile"}


def test_a_dockerfile_that_was_removed_is_gone() -> None:
    found = between(board(web(GOOD, images="")), board(Tree("acme/web", {"README.md": ""}, TWO)))
    assert said(found) == [("gone", "", "code")]


def test_a_dockerfile_that_moved_and_changed_is_followed() -> None:
    found = between(board(web(GOOD)), board(web(ALPINE, TWO, path="images/web/Dockerfile")))
    assert said(found) == [("moved", "", "code"), ("regressed", "KF401", "code")]
    change = only(found, "moved")
    assert (change.before, change.after) == ("acme/web (main) Dockerfile", "acme/web (main) images/web/Dockerfile")


def test_a_repository_that_was_renamed_is_followed_by_its_commit() -> None:
    found = between(board(web(ALPINE)), board(Tree("acme/site", {"Dockerfile": ALPINE})))
    assert [(each.kind, each.before, each.after, each.reason.cause) for each in found.changes] == [
        ("moved", "acme/web (main) Dockerfile", "acme/site (main) Dockerfile", "configuration")
    ]


def test_a_repository_that_was_renamed_and_moved_on_is_followed_by_its_dockerfiles() -> None:
    more = {"images/Dockerfile": SLIM}
    found = between(board(web(GOOD, **more)), board(Tree("acme/site", {"Dockerfile": ALPINE, **more}, TWO)))
    assert said(found) == [("moved", "", "code"), ("regressed", "KF401", "code"), ("moved", "", "code")]


def test_a_branch_that_was_renamed_is_followed() -> None:
    found = between(board(web(ALPINE)), board(replace(web(ALPINE), branch="trunk")))
    assert said(found) == [("moved", "", "configuration")]


def test_a_repository_that_could_not_be_looked_at_is_lost_and_not_gone() -> None:
    missed = (Skipped("acme/web", "", "", "the server did not answer"),)
    api = Tree("acme/api", {"Dockerfile": GOOD}, TWO)
    away = board(api, missed=missed)
    lost = between(board(web(ALPINE), api), away)
    assert said(lost) == [("lost", "", "coverage")]
    assert only(lost, "lost").reason.why == "the server did not answer"
    assert (lost.regressions, len(lost.lost)) == ((), 1)
    back = between(away, board(web(ALPINE), api))
    assert said(back) == [("back", "", "coverage")]
    assert only(back, "back").reason.why == "it could not be: the server did not answer"


def test_a_dockerfile_that_could_not_be_read_is_lost_and_not_gone() -> None:
    found = between(board(web(GOOD)), board(web("FROM", TWO)))
    assert said(found) == [("lost", "", "coverage")]


def test_a_branch_that_is_audited_no_more_is_the_configurations_doing() -> None:
    api = Tree("acme/api", {"Dockerfile": SLIM}, TWO)
    found = between(board(web(GOOD), api), board(web(GOOD)))
    assert said(found) == [("gone", "", "configuration")]
    assert said(between(board(web(GOOD)), board(web(GOOD), api)))[0] == ("new", "", "configuration")


def test_a_run_over_some_repositories_loses_none_of_the_others() -> None:
    api = Tree("acme/api", {"Dockerfile": SLIM}, TWO)
    new = board(web(GOOD))
    found = between(board(web(GOOD), api), replace(new, run=replace(new.run, only=("acme/web",))))
    assert [(each.kind, each.reason.cause, each.reason.why) for each in found.changes] == [
        ("gone", "coverage", "not asked for: --only acme/web")
    ]


def test_a_hostile_scoreboard_is_compared_like_any_other(hostile: Scoreboard) -> None:
    assert between(hostile, hostile).changes == ()
