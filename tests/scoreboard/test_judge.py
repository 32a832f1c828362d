"""The judgement pass: all facts into one scoreboard."""

from dataclasses import replace

from audit.compliance import catalogue
from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Remote, Repository
from audit.model.scoreboard import Run, Scoreboard
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge
from tests.cases import cases
from tests.judging import built, shipped, standing

COMMIT = "1" * 40
RUN = Run("sample", "2026-11-23", "0", "1", "kubeflow-2020", "")
GOOD = (
    "FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 GOOS=linux go build -a -ldflags -w -o /m .\n"
    'FROM gcr.io/distroless/static-debian13\nCOPY --from=build /m /m\nENTRYPOINT ["/m"]\n'
)
BAD = "FROM golang:1.9\nRUN go build -o /m .\nENTRYPOINT /m\n"


def repository(name: str, web: str = "") -> Repository:
    return Repository(name, Remote("https://example.org/a"), (), "active", "", "Platform", web)


def facts(name: str, *components: tuple[str, str], committed: str = "2026-08-14T10:00:00Z") -> Facts:
    found = tuple(built(text, path=path, repository=name) for path, text in components)
    return Facts(name, "main", COMMIT, committed, found, (Skipped(name, "main", "z/Dockerfile", "broken"),))


def board(*found: Facts, web: str = "", skipped: tuple[Skipped, ...] = (), upstream: str = "") -> Scoreboard:
    repositories = tuple(
        replace(repository(each.repository, web), upstream=each.repository == upstream) for each in found
    )
    return judge(join(Gathered(repositories, found, skipped), shipped()), shipped(), RUN)


TWO = (
    facts("a/one", ("cmd/controller/Dockerfile", GOOD), ("examples/Dockerfile", BAD)),
    facts("a/two", ("server/Dockerfile", BAD)),
)


def test_rows_are_ranked_over_all_repositories() -> None:
    rows = [(each.rank, each.priority, each.place.repository, each.component.name) for each in board(*TWO).standings]
    assert rows == [(1, "P2", "a/one", "controller"), (2, "P2", "a/two", "server"), (0, "", "a/one", "examples")]


def test_order_of_the_repositories_does_not_matter() -> None:
    assert board(*reversed(TWO)).standings == board(*TWO).standings


def test_every_rule_judges_every_row() -> None:
    codes = [rule.code for rule in catalogue.every()]
    assert [[finding.rule for finding in row.findings] for row in board(*TWO).standings] == [codes, codes, codes]


def test_the_whole_is_the_mean_of_what_is_in_scope() -> None:
    found = board(*TWO)
    assert [each.score for each in found.standings if each.in_scope] == [100.0, 11.4583]
    assert (found.total.name, found.total.dockerfiles, found.total.in_scope, found.total.score) == (
        "sample",
        3,
        2,
        55.7291,
    )


def test_groups_and_repositories_are_summed_up() -> None:
    found = board(*TWO)
    assert [(each.name, each.dockerfiles) for each in found.groups] == [("Platform", 3)]
    assert [(repository.name, repository.dockerfiles) for repository in found.repositories] == [
        ("a/one", 2),
        ("a/two", 1),
    ]


def test_an_upstream_project_is_ranked_last_and_counts_in_no_score() -> None:
    alone, both = board(TWO[0]), board(*TWO, upstream="a/two")
    assert [(row.place.origin, row.rank, row.place.repository) for row in both.standings if row.in_scope] == [
        ("ours", 1, "a/one"),
        ("upstream", 2, "a/two"),
    ]
    assert (both.total, both.groups, both.tallies, both.ours) == (
        alone.total,
        alone.groups,
        alone.tallies,
        alone.standings,
    )
    assert [(line.repository, line.origin) for line in both.ledger] == [("a/one", "ours"), ("a/two", "upstream")]


def test_what_was_skipped_stands_by_place() -> None:
    found = board(*reversed(TWO), skipped=(Skipped("a/gone", "", "", "no access"),))
    assert [(skipped.repository, skipped.path) for skipped in found.skipped] == [
        ("a/gone", ""),
        ("a/one", "z/Dockerfile"),
        ("a/two", "z/Dockerfile"),
    ]


@cases(
    "web, url",
    {
        "a page": ("https://example.org/a", f"https://example.org/a/blob/{COMMIT}/server/Dockerfile"),
        "no page": ("", ""),
    },
)
def test_where_a_row_is_to_be_seen(web: str, url: str) -> None:
    assert [each.place.url for each in board(TWO[1], web=web).standings] == [url]


@cases(
    "committed, said",
    {
        "of the commit's day": ("2026-01-29T23:59:59Z", "it meant distroless debian12 on 2026-01-29"),
        "of the run's day when not committed yet": ("", "it meant distroless debian13 on 2026-11-23"),
    },
)
def test_what_a_name_meant_is_as_of_the_commit(committed: str, said: str) -> None:
    found = board(facts("a/one", ("Dockerfile", "FROM gcr.io/distroless/static\n"), committed=committed))
    messages = [finding.verdict.message for finding in found.standings[0].findings if finding.rule == "KF404"]
    assert [message.partition(",")[0] for message in messages] == [f"floating: {said}"]


def test_rules_carry_the_profiles_weight() -> None:
    weights = {rule.code: (rule.severity, rule.weight) for rule in board().rules}
    assert (weights["KF401"], weights["KF102"], weights["KF303"], weights["KF601"]) == (
        ("must", 10),
        ("should", 5),
        ("may", 1),
        ("info", 0),
    )


def test_a_rule_that_the_profile_does_not_name_weighs_nothing() -> None:
    policy = shipped()
    silent = replace(policy, profile=replace(policy.profile, rules={"KF401": "must"}))
    found = judge(join(Gathered((repository("a/two"),), (TWO[1],), ()), silent), silent, RUN)
    weights = {finding.rule: finding.weight for finding in found.standings[0].findings}
    assert {code for code, weight in weights.items() if weight} == {"KF401"}
    assert {rule.code for rule in found.rules if rule.severity != "info"} == {"KF401"}


def test_a_row_knows_its_runtime_and_stages() -> None:
    row = standing(GOOD)
    assert (row.runtime.tier, row.runtime.family, row.multi_stage, row.grade, row.coverage) == (
        "distroless",
        "static",
        True,
        "A",
        1.0,
    )


def test_nothing_at_all_is_a_scoreboard_too() -> None:
    found = board()
    assert (found.standings, found.total.score, found.ledger) == ((), None, ())
