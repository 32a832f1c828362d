"""The three tables."""

import csv
import io

import pytest

from audit.model.scoreboard import Scoreboard
from reports.table.table import Table, to_csv
from tests.reports.tables import read, text

CVE = (
    "cve_critical", "cve_high", "cve_medium", "cve_low", "cve_unknown", "cve_fixable", "cve_scanner", "cve_database",
    "cve_scanned", "cve_image", "cve_doubt",
)  # fmt: skip


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
    assert to_csv(Table((("column", "text"), ("last", "word")), ((cell, "z"),))) == f"column,last\r\n{written},z\r\n"


def test_a_quoted_cell_comes_back_as_it_was() -> None:
    written = to_csv(Table((("column", "text"),), (('a "b", c',),)))
    assert list(csv.DictReader(io.StringIO(written, newline=""))) == [{"column": 'a "b", c'}]


def test_the_scoreboard_has_its_columns_in_order(empty_board: Scoreboard) -> None:
    assert text(empty_board, "scoreboard") == (
        "rank,priority,repository,branch,commit,dockerfile,target,component,kind,language,in_scope,scope_reason,"
        "image,deployment,deployed_by,working_group,owners,base_image,runtime_tier,runtime_family,runtime_release,"
        "runtime_supported,multi_stage,score,grade,coverage,failed_rules,waived_rules,unknown_rules,value,exposure,"
        "effort,campaign,blockers,next_step,migration,url,project,deployed_tag,released_score,released_base_image,waiting_for_release,origin,"
        "cve_critical,cve_high,cve_medium,cve_low,cve_unknown,cve_fixable,cve_scanner,cve_database,cve_scanned,"
        "cve_image,cve_doubt,"
        "profile,rule_set\r\n"
    )


def test_a_row_of_the_scoreboard(board: Scoreboard) -> None:
    commit = board.standings[1].place.commit
    assert read(board, "scoreboard")[1] == {
        "rank": "2",
        "priority": "P2",
        "repository": "kubeflow/pipelines",
        "branch": "master",
        "commit": commit,
        "dockerfile": "backend/Dockerfile",
        "target": "",
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
        "origin": "ours",
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
        "value": "H",
        "exposure": "A",
        "effort": "L",
        "campaign": "kfp-api-server to static, P2",
        "migration": "",
        "blockers": "shell-form command",
        "next_step": "Move kfp-api-server to gcr.io/distroless/static-debian12:nonroot",
        "url": f"https://github.com/kubeflow/pipelines/blob/{commit}/backend/Dockerfile",
        "project": "graduated",
        **dict.fromkeys(CVE, ""),
        "profile": "kubeflow-2020",
        "rule_set": "2026.1",
    }


def test_what_is_not_in_scope_has_no_rank(board: Scoreboard) -> None:
    rows = read(board, "scoreboard")
    assert [(row["rank"], row["in_scope"]) for row in rows[8:]] == [("9", "yes"), ("", "no"), ("", "no"), ("", "no")]


def test_what_has_no_score_says_none(board: Scoreboard) -> None:
    row = read(board, "scoreboard")[7]
    assert (row["component"], row["score"], row["grade"], row["coverage"]) == ("kfp-metadata-envoy", "", "", "0.0")


def test_a_finding_says_where_it_was_read(board: Scoreboard) -> None:
    rows = [row for row in read(board, "findings") if row["dockerfile"] == "backend/Dockerfile"]
    assert [(row["rule"], row["verdict"]) for row in rows] == [
        ("KF101", "pass"), ("KF202", "pass"), ("KF301", "fail"), ("KF303", "fail"), ("KF401", "fail"),
        ("KF501", "unknown"), ("KF601", "fail"),
    ]  # fmt: skip
    assert rows[2] == {
        "repository": "kubeflow/pipelines",
        "branch": "master",
        "commit": board.standings[1].place.commit,
        "dockerfile": "backend/Dockerfile",
        "target": "",
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
    rows = read(board, "repositories")
    assert [(row["repository"], row["outcome"], row["score"]) for row in rows] == [
        ("kubeflow/katib", "audited", "56.5"),
        ("kubeflow/notebooks", "audited", "67.4"),
        ("kubeflow/pipelines", "audited", "39.5"),
        ("kubeflow/trainer", "audited", "100.0"),
        ("kubeflow/hub", "failed", ""),
        ("kubeflow/fairing", "skipped", ""),
    ]


@pytest.mark.parametrize("name", ["scoreboard", "findings", "repositories"])
def test_hostile_names_neither_break_a_table_nor_hide_in_it(name: str, hostile_board: Scoreboard) -> None:
    written, rows = text(hostile_board, name), read(hostile_board, name)
    assert [character for character in "\u202e\u200b\x07" if character in written] == []
    assert [line for line in written.split("\r\n") if "\r" in line or "\n" in line] == []
    assert [row for row in rows if None in row] == []
    assert {value[0] for row in rows for value in row.values() if value} & set("=+-@") == set()
    assert written.encode().decode() == written
