"""Overrides: their answer wins before anything is judged, and each has its state; read off a whole judgement."""

from dataclasses import replace

from audit.model.component import Facts
from audit.model.evidence import Answer, Evidence, Skipped
from audit.model.override import Override
from audit.model.repository import Remote, Repository
from audit.model.scoreboard import Run, Scoreboard
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge
from tests.cases import cases
from tests.judging import built, shipped

RUN = Run("sample", "2026-11-23", "0", "1", "kubeflow-2020", "")
TEXT = 'FROM alpine:3.15\nCOPY m /m\nENTRYPOINT ["/m"]\n'
BASE, TOP = "FROM alpine:3.15\n", "FROM ghcr.io/a/base:1\n"
OVERRIDE = Override("a/one", "", "Dockerfile", "kind", "tooling", "the reason", "overrides.yaml:4")


def facts(branch: str = "main", name: str = "a/one", **texts: str) -> Facts:
    components = tuple(
        built(text, path=path, repository=name) for path, text in (texts or {"Dockerfile": TEXT}).items()
    )
    return Facts(name, branch, "1" * 40, "2026-08-14T10:00:00Z", components, ())


def board(*overrides: Override, found: tuple[Facts, ...] = (), skipped: tuple[Skipped, ...] = ()) -> Scoreboard:
    repositories = (Repository("a/one", Remote("https://x.example/a"), (), "active", "", "", ""),)
    policy = replace(shipped(), overrides=overrides)
    return judge(join(Gathered(repositories, found or (facts(),), skipped), policy), policy, RUN)


def test_its_answer_wins_and_names_the_reason() -> None:
    (row,) = board(OVERRIDE).standings
    assert row.component.kind == Answer("tooling", "high", (Evidence("overrides.yaml", 4, "the reason"),), given=True)
    assert (row.in_scope, row.scope_reason) == (
        False, "it serves build, test, release or development and is not deployed",
    )  # fmt: skip


def test_a_language_is_what_rules_judge_by() -> None:
    language = replace(OVERRIDE, answer="language", value="rust")
    assert [each.component.language.value for each in (*board().standings, *board(language).standings)] == [
        "other",
        "rust",
    ]


def test_a_name_joins_the_image_graph() -> None:
    found = (facts(base=BASE, top=TOP),)
    name = replace(OVERRIDE, dockerfile="base", answer="image", value="ghcr.io/a/base")
    dependents = {
        standing.component.dockerfile.path: standing.dependents for standing in board(name, found=found).standings
    }
    assert dependents == {"base": 1, "top": 0}


def test_one_that_names_the_branch_beats_one_that_names_none() -> None:
    found = (facts("main"), facts("v1"))
    both = (replace(OVERRIDE, branch="v1", value="example"), OVERRIDE)
    rows = board(*both, found=found).standings
    assert {each.place.branch: each.component.kind.value for each in rows} == {"main": "tooling", "v1": "example"}


@cases(
    "override, status, found, note",
    {
        "it differs from what is found": (OVERRIDE, "needed", "service", ""),
        "it is found without it": (
            replace(OVERRIDE, value="service"),
            "needless",
            "service",
            "is found without it by now; it can go",
        ),
        "nothing is found without it": (replace(OVERRIDE, answer="image", value="a/one"), "needed", "", ""),
        "no such Dockerfile": (
            replace(OVERRIDE, dockerfile="gone"),
            "stale",
            "",
            "there is no such Dockerfile; it can go",
        ),
        "no such target": (
            replace(OVERRIDE, target="web"),
            "stale",
            "",
            "there is no target web of this Dockerfile; it can go",
        ),
        "no such branch": (replace(OVERRIDE, branch="v1"), "stale", "", "there is no such Dockerfile on v1; it can go"),
        "no such repository": (
            replace(OVERRIDE, repository="a/two"),
            "faulty",
            "",
            "a/two is not on the organisation's list",
        ),
        "another deployment": (replace(OVERRIDE, answer="deployment", value="none"), "needed", "unknown", ""),
        "a deployment that is found by now": (
            replace(OVERRIDE, answer="deployment", value="unknown"),
            "needless",
            "unknown",
            "is found without it by now; it can go",
        ),
    },
)
def test_what_became_of_it(override: Override, status: str, found: str, note: str) -> None:
    (state,) = board(override).overrides
    assert (state.status, state.found, state.note) == (status, found, note)


def test_a_name_of_docker_hub_has_several_spellings() -> None:
    (one,) = facts().components
    found = replace(facts(), components=(replace(one, image=Answer("a/one", "high", ())),))
    (state,) = board(replace(OVERRIDE, answer="image", value="docker.io/a/one"), found=(found,)).overrides
    assert (state.status, state.found) == ("needless", "a/one")


def test_it_is_needed_as_long_as_one_branch_needs_it() -> None:
    one = facts("v1")
    other = replace(
        one, components=tuple(replace(component, kind=Answer("tooling", "low", ())) for component in one.components)
    )
    (state,) = board(OVERRIDE, found=(facts("main"), other)).overrides
    assert (state.status, state.found) == ("needed", "service, tooling")


@cases(
    "skipped",
    {
        "the repository": Skipped("a/one", "", "", "no access"),
        "a branch of it": Skipped("a/one", "v1", "", "no access"),
        "the Dockerfile itself": Skipped("a/one", "main", "gone", "no access"),
    },
)
def test_what_could_not_be_looked_at_makes_nothing_stale(skipped: Skipped) -> None:
    (state,) = board(replace(OVERRIDE, dockerfile="gone"), skipped=(skipped,)).overrides
    assert (state.status, state.note) == ("skipped", "could not be looked at: no access")


def test_a_repository_outside_the_run_makes_nothing_stale() -> None:
    listed = shipped().organization.repositories[0].name
    (state,) = board(replace(OVERRIDE, repository=listed)).overrides
    assert (state.status, state.note) == ("skipped", "its repository is not part of this run")


def test_the_notice_names_those_that_need_a_hand() -> None:
    found = board(OVERRIDE, replace(OVERRIDE, dockerfile="gone", place="overrides.yaml:9")).notices
    assert found == ("Answers in the configuration need a hand: overrides.yaml:9 is stale.",)
