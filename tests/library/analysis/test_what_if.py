"""Suppositions are judged as a run judges: the same numbers for the same, others where something changes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import audit
from audit.cli.program import program
from audit.compliance import evaluate
from audit.errors import ConfigurationError, UserError
from audit.library.analysis import breakdown, campaign, judging_config, what_if
from audit.library.frames import frames
from audit.library.frames.frames import Frames
from audit.library.loading.loaded_run import LoadedRun
from audit.model.scoreboard import Scoreboard
from audit.scoreboard import rescore

STATIC = "gcr.io/distroless/static-debian13:nonroot"
ROOT = Path(__file__).parents[3]


def compared(scoreboard: Scoreboard) -> Scoreboard:
    """Return a scoreboard without what a supposition does not tell."""
    return replace(
        scoreboard, method=(), standings=tuple(replace(each, released=None) for each in scoreboard.standings)
    )


def test_the_run_s_own_profile_gives_the_run_s_own_scoreboard(loaded: Frames) -> None:
    board = loaded.newest()
    on = judging_config.of(board)
    assert rescore.rescore(board, on) == compared(board)
    assert what_if.profile(loaded, "kubeflow-2020").after.newest() == compared(board)


def test_another_profile_gives_what_a_run_with_it_gives(loaded: Frames, tmp_path: Path) -> None:
    arguments = ["run", "--config", str(ROOT / "config" / "sample.yaml"), "--output", str(tmp_path / "out")]
    more = ["--profile", "current", "--date", "2026-11-23", "--quiet", "--cache", str(tmp_path / "cache")]
    assert CliRunner().invoke(program, [*arguments, *more]).exit_code == 0
    run = audit.load(tmp_path / "out").newest()
    supposed_run = what_if.profile(loaded, "current").after.newest()
    assert supposed_run.standings == compared(run).standings
    assert (supposed_run.total, supposed_run.groups, supposed_run.repositories) == (
        run.total, run.groups, run.repositories,
    )  # fmt: skip
    assert (supposed_run.rules, supposed_run.tallies) == (run.rules, run.tallies)
    assert [replace(each, outcome="audited") for each in supposed_run.ledger] == list(run.ledger)


def test_every_rule_says_the_same_again_from_the_record(loaded: Frames) -> None:
    """All that rules look at is on record, but the day of a commit, which some mention."""
    board = loaded.newest()
    on = judging_config.of(board)
    conditions = rescore.conditions(board, on)
    for each in board.standings:
        found = evaluate.findings(rescore.case(each, conditions), on.numbers.score)
        assert [(one.rule, one.verdict.result, one.verdict.line) for one in found] == [
            (one.rule, one.verdict.result, one.verdict.line) for one in each.findings
        ]


def test_the_same_weights_change_nothing(loaded: Frames) -> None:
    assert what_if.weights(loaded, {"must": 10}).after.newest() == compared(loaded.newest())


def test_other_weights_change_scores_as_they_would(loaded: Frames) -> None:
    """Only the three rules of severity may are left to count: each score is the mean of their credits."""
    after = what_if.weights(loaded, {"must": 0, "should": 0}).changes.set_index("component")["score_after"]
    findings = loaded.findings[loaded.findings["severity"].eq("may") & ~loaded.findings["waived"]]
    credit = findings["verdict"].map({"pass": 1.0, "partial": 0.5, "fail": 0.0}).astype("float64")
    keys = ["repository", "branch", "dockerfile"]
    by_hand = (100 * credit.groupby([findings[key] for key in keys], observed=True).mean()).round(4).rename("by_hand")
    inside = loaded.components[loaded.components["in_scope"]].join(by_hand, on=keys)
    assert after.dropna().to_dict() == inside.set_index("component")["by_hand"].dropna().to_dict()


SEVERITIES = "expected weights from 0 for must, should, may, info"


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        pytest.param(
            lambda f: what_if.weights(f, {"shall": 3}),  # type: ignore[dict-item]  # a wrong word is what is tested
            f"{SEVERITIES}$", id="an unknown severity",
        ),
        pytest.param(lambda f: what_if.weights(f, {"must": -1}), f"{SEVERITIES}$", id="less than nothing"),
        pytest.param(
            lambda f: what_if.profile(f, "strict"), "^no profile 'strict'; expected one of current, kubeflow-2020$",
            id="a profile that is not there",
        ),
        pytest.param(lambda f: what_if.base(f, "not an image"), "^'not an image' names no image", id="no image"),
        pytest.param(lambda _: what_if.fixed(frames.of(())), "^no run is loaded; expected one$", id="no run"),
        pytest.param(lambda f: breakdown.by(f, "team"), "^no column 'team'; expected one of run, rank, ", id="column"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_an_error(ask: Callable[[Frames], object], said: str, loaded: Frames) -> None:
    with pytest.raises(UserError, match=said):
        ask(loaded)


def test_a_run_that_was_judged_by_other_numbers_is_an_error(loaded: Frames) -> None:
    board = loaded.newest()
    other = frames.of([LoadedRun(replace(board, total=replace(board.total, score=12.5)))])
    with pytest.raises(UserError, match=r"^the run of 2026-11-23 was judged by other numbers"):
        what_if.fixed(other)


def test_numbers_that_cannot_be_read_are_an_error(loaded: Frames, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file"):
        judging_config.of(loaded.newest(), judgement=str(tmp_path / "judgement.yaml"))


def test_a_base_moves_what_lines_can_move(loaded: Frames) -> None:
    change = what_if.base(loaded, STATIC, repository="sample/tuning-operator")
    told = change.notes[["dockerfile", "outcome", "why"]].fillna("").to_numpy().tolist()
    assert sorted(told) == [
        ["cmd/controller/Dockerfile", "moved", "the program works without cgo; go build runs with CGO_ENABLED=0"],
        ["cmd/metrics-collector/Dockerfile", "moved", ""],
        [
            "cmd/suggestion/Dockerfile",
            "left alone",
            "more than lines of the Dockerfile stands in the way: interpreter-version, native-wheels",
        ],
    ]
    rows = change.changes.set_index("dockerfile")
    columns = ["tier_before", "tier_after", "score_before", "score_after"]
    assert list(rows.loc["cmd/controller/Dockerfile", columns]) == ["minimal", "distroless", 57.5472, 96.0317]
    assert list(rows.loc["cmd/suggestion/Dockerfile", columns]) == ["slim", "slim", 20.0, 20.0]


def test_a_base_leaves_everybody_else_where_they_are(loaded: Frames) -> None:
    change = what_if.base(loaded, STATIC, repository="sample/tuning-operator", language="go")
    others = change.changes[change.changes["repository"] != "sample/tuning-operator"]
    assert (others["score_before"] == others["score_after"]).all()
    assert change.totals().loc["in_scope", "change"] == 0


def test_what_is_mended_is_done(loaded: Frames) -> None:
    change = what_if.fixed(loaded)
    assert change.notes[["dockerfile", "outcome", "why"]].to_numpy().tolist() == [
        ["cmd/metrics-collector/Dockerfile", "mended", "passes KF303, KF401"],
        ["cmd/controller/Dockerfile", "mended", "passes KF301, KF302, KF303, KF304, KF401"],
    ]
    row = change.changes.set_index("dockerfile").loc["cmd/controller/Dockerfile"]
    assert (row["score_after"], row["priority_after"], row["tier_after"]) == (100.0, "done", "distroless")


def test_a_campaign_gains_what_mending_it_all_gains(loaded: Frames) -> None:
    everything: dict[str, Any] = {"priorities": ("P1", "P2", "P3", "P4"), "efforts": ("S", "M", "L")}
    steps = campaign.steps(loaded, **everything)
    gained = what_if.fixed(loaded, **everything).after.runs["score"].iloc[0]
    assert round(steps["organization"].iloc[-1], 4) == gained
    assert steps["effort"].tolist() == ["S", "M", "M", "L", "L"]


def test_a_campaign_of_nothing_is_an_empty_frame(loaded: Frames) -> None:
    assert campaign.steps(loaded, priorities=(), efforts=()).shape == (0, 12)
