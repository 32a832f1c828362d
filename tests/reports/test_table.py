"""The three tables."""

import csv
import io
from collections.abc import Callable

import pytest

from audit.model.scoreboard import Run, Scoreboard
from reports.table import findings_csv, repositories_csv, scoreboard_csv
from reports.table.frame import Table, to_csv

CVE = (
    "cve_critical", "cve_high", "cve_medium", "cve_low", "cve_unknown", "cve_fixable", "cve_scanner", "cve_database",
    "cve_scanned", "cve_image", "cve_doubt",
)  # fmt: skip
RUN = Run("kubeflow", "2026-11-23", "0", "2", "kubeflow-2020", "0")


def read(text: str) -> list[dict[str, str]]:
    """Return a CSV's rows by column."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        pytest.param("=1+1", "'=1+1", id="an equals sign is made inert"),
        pytest.param("+1", "'+1", id="a plus sign is made inert"),
        pytest.param("-1", "'-1", id="a minus sign in words is made inert"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="an at sign is made inert"),
        pytest.param("\t=1", "'⟨U+0009⟩=1", id="a tab is made inert and visible"),
        pytest.param("\r=1", "'⟨U+000D⟩=1", id="a carriage return is made inert and visible"),
        pytest.param("  =1", "'  =1", id="spaces before a formula do not help it"),
        pytest.param("＝1", "'＝1", id="a full-width equals sign is made inert"),  # noqa: RUF001
        pytest.param("\n=1", "⟨U+000A⟩=1", id="a line break is made visible"),
        pytest.param("a=b", "a=b", id="a sign within words stays"),
        pytest.param(-1.5, "-1.5", id="a negative number stays a number"),
        pytest.param(7, "7", id="a whole number stays whole"),
        pytest.param(None, "", id="nothing is an empty cell"),
    ],
)
def test_cell(cell: str | float | None, written: str) -> None:
    table = Table(("column",), ({"column": cell},), {}).judged_by(RUN)
    assert to_csv(table) == f"column,profile,rule_set\r\n{written},kubeflow-2020,2\r\n"


def test_a_quoted_cell_comes_back_as_it_was() -> None:
    (row,) = read(to_csv(Table(("column",), ({"column": 'a "b", c'},), {})))
    assert row["column"] == 'a "b", c'


def test_the_scoreboard_has_its_columns_in_order(empty_board: Scoreboard) -> None:
    assert scoreboard_csv(empty_board) == (
        "rank,priority,repository,branch,commit,dockerfile,component,kind,language,in_scope,scope_reason,image,"
        "deployment,deployed_by,working_group,owners,base_image,runtime_tier,runtime_family,runtime_release,"
        "runtime_supported,multi_stage,score,grade,coverage,failed_rules,waived_rules,unknown_rules,impact,effort,"
        "blockers,next_step,url,project,deployed_tag,released_score,released_base_image,waiting_for_release,"
        "cve_critical,cve_high,cve_medium,cve_low,cve_unknown,cve_fixable,cve_scanner,cve_database,cve_scanned,"
        "cve_image,cve_doubt,"
        "profile,rule_set\r\n"
    )


def test_a_row_of_the_scoreboard(board: Scoreboard) -> None:
    commit = board.standings[1].place.commit
    assert read(scoreboard_csv(board))[1] == {
        "rank": "2",
        "priority": "P2",
        "repository": "kubeflow/pipelines",
        "branch": "master",
        "commit": commit,
        "dockerfile": "backend/Dockerfile",
        "component": "kfp-api-server",
        "kind": "service",
        "language": "go",
        "in_scope": "yes",
        "scope_reason": "the distribution deploys it by default",
        "image": "",
        "deployment": "default",
        "deployed_by": "acme/manifests base/deployment.yaml:7",
        "deployed_tag": "v1.0",
        "released_score": "12.5",
        "released_base_image": "alpine:3.10",
        "waiting_for_release": "KF401 KF402",
        "working_group": "Pipelines",
        "owners": "chensun,mprahl",
        "base_image": "debian:stable-slim",
        "runtime_tier": "slim",
        "runtime_family": "debian",
        "runtime_release": "",
        "runtime_supported": "?",
        "multi_stage": "yes",
        "score": "43.5",
        "grade": "D",
        "coverage": "0.9",
        "failed_rules": "KF301 KF303 KF401 KF601",
        "waived_rules": "",
        "unknown_rules": "KF501",
        "impact": "88.2",
        "effort": "L",
        "blockers": "shell-form command",
        "next_step": "Move kfp-api-server to gcr.io/distroless/static-debian12:nonroot",
        "url": f"https://github.com/kubeflow/pipelines/blob/{commit}/backend/Dockerfile",
        "project": "graduated",
        **dict.fromkeys(CVE, ""),
        "profile": "kubeflow-2020",
        "rule_set": "2026.1",
    }


def test_what_is_not_in_scope_has_no_rank(board: Scoreboard) -> None:
    rows = read(scoreboard_csv(board))
    assert [(row["rank"], row["in_scope"]) for row in rows[8:]] == [("9", "yes"), ("", "no"), ("", "no"), ("", "no")]


def test_what_has_no_score_says_none(board: Scoreboard) -> None:
    row = read(scoreboard_csv(board))[7]
    assert (row["component"], row["score"], row["grade"], row["coverage"]) == ("kfp-metadata-envoy", "", "", "0.0")


def test_a_finding_says_where_it_was_read(board: Scoreboard) -> None:
    rows = [row for row in read(findings_csv(board)) if row["dockerfile"] == "backend/Dockerfile"]
    assert [(row["rule"], row["verdict"]) for row in rows] == [
        ("KF101", "pass"), ("KF202", "pass"), ("KF301", "fail"), ("KF303", "fail"), ("KF401", "fail"),
        ("KF501", "unknown"), ("KF601", "fail"),
    ]  # fmt: skip
    assert rows[2] == {
        "repository": "kubeflow/pipelines",
        "branch": "master",
        "commit": board.standings[1].place.commit,
        "dockerfile": "backend/Dockerfile",
        "rule": "KF301",
        "slug": "cgo-disabled",
        "severity": "must",
        "verdict": "fail",
        "line": "9",
        "evidence": "backend/Dockerfile:9 FROM debian:stable-slim | Makefile:31 ⟨U+0009⟩go build ./cmd",
        "waived": "no",
        "waived_until": "",
        "next_step": "Stand the final stage on gcr.io/distroless/static-debian12:nonroot",
        "in_scope": "yes",
        "message": "Build Go without cgo: fail",
        "profile": "kubeflow-2020",
        "rule_set": "2026.1",
    }


def test_the_ledger_comes_before_the_inactive_repositories(board: Scoreboard) -> None:
    rows = read(repositories_csv(board))
    assert [(row["repository"], row["outcome"], row["score"]) for row in rows] == [
        ("kubeflow/katib", "audited", "56.5"),
        ("kubeflow/notebooks", "audited", "67.4"),
        ("kubeflow/pipelines", "audited", "39.5"),
        ("kubeflow/trainer", "audited", "100.0"),
        ("kubeflow/hub", "failed", ""),
        ("kubeflow/fairing", "skipped", ""),
    ]


@pytest.mark.parametrize("render", [scoreboard_csv, findings_csv, repositories_csv])
def test_hostile_names_neither_break_a_table_nor_hide_in_it(
    render: Callable[[Scoreboard], str], hostile_board: Scoreboard, board: Scoreboard
) -> None:
    text = render(hostile_board)
    assert [character for character in "\u202e\u200b\x07" if character in text] == []
    assert [line for line in text.split("\r\n") if "\r" in line or "\n" in line] == []
    assert [row for row in read(text) if None in row] == []
    starts = {value[0] for row in read(text) for value in row.values() if value}
    assert starts & set("=+-@") == set()
    assert text.encode().decode() == text
    assert render(board) == render(board)
