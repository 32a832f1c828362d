"""One record feeds every format: counts and scores are equal in all of them."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pyarrow import parquet

from audit.model.scoreboard import Scoreboard
from reports import bundle
from reports.code_scanning import annotation
from reports.text.wording import decimal

Files = Mapping[str, Any]
BOARDS = pytest.mark.parametrize("which", ["board", "empty_board", "hostile_board", "large_board"])


@pytest.fixture
def board_of(which: str, request: pytest.FixtureRequest) -> Scoreboard:
    board: Scoreboard = request.getfixturevalue(which)
    return board


@pytest.fixture
def written(board_of: Scoreboard) -> Files:
    return bundle.render(board_of, sarif_per_repository=True)


def rows(files: Files, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"], newline="")))


def columnar(files: Files, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parquet.read_table(io.BytesIO(files[f"{name}.parquet"])).to_pylist()
    return found


def page(files: Files) -> list[dict[str, Any]]:
    match = re.search(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', files["scoreboard.html"], re.DOTALL)
    assert match is not None
    found: list[dict[str, Any]] = json.loads(match[1])["rows"]
    return found


def results(files: Files) -> list[dict[str, Any]]:
    (run,) = json.loads(files["scoreboard.sarif"])["runs"]
    found: list[dict[str, Any]] = run["results"]
    return found


@BOARDS
def test_scores_of_components_are_equal(board_of: Scoreboard, written: Files) -> None:
    wanted = [None if each.score is None else round(each.score, 1) for each in board_of.standings]
    record = json.loads(written["scoreboard.json"])["standings"]
    assert [None if each["score"] is None else round(each["score"], 1) for each in record] == wanted
    assert [float(each["score"]) if each["score"] else None for each in rows(written, "scoreboard")] == wanted
    assert [each["score"] for each in columnar(written, "scoreboard")] == wanted
    assert [each["score"] for each in page(written)] == wanted


@BOARDS
def test_findings_are_equal_in_number(board_of: Scoreboard, written: Files) -> None:
    wanted = Counter(
        (finding.rule, finding.verdict.result)
        for standing in board_of.standings
        for finding in standing.findings
        if finding.verdict.result != "not-applicable"
    )
    record = (each for one in json.loads(written["scoreboard.json"])["standings"] for each in one["findings"])
    said = Counter((each["rule"], each["verdict"]["result"]) for each in record)
    assert Counter({key: count for key, count in said.items() if key[1] != "not-applicable"}) == wanted
    assert Counter((each["rule"], each["verdict"]) for each in rows(written, "findings")) == wanted
    assert Counter((each["rule"], each["verdict"]) for each in columnar(written, "findings")) == wanted
    alerts = Counter({key: count for key, count in wanted.items() if key[1] != "pass"})
    assert Counter((each["ruleId"], each["properties"]["verdict"]) for each in results(written)) == alerts
    assert sum(len(each["findings"]) for each in page(written)) == wanted.total()


@BOARDS
def test_the_logs_of_repositories_add_up_to_the_whole(written: Files) -> None:
    logs = [json.loads(text) for name, text in written.items() if name.startswith("sarif/")]
    parts = Counter(
        (result["ruleId"], result["properties"]["component"])
        for log in logs
        for run in log["runs"]
        for result in run["results"]
    )
    assert Counter((each["ruleId"], each["properties"]["component"]) for each in results(written)) == parts


@BOARDS
def test_waived_findings_are_equal_in_number(board_of: Scoreboard, written: Files) -> None:
    wanted = sum(finding.waiver is not None for one in board_of.standings for finding in one.findings)
    assert sum(each["waived"] == "yes" for each in rows(written, "findings")) == wanted
    assert sum(bool(each["suppressions"]) for each in results(written)) == wanted
    shown = sum(each["verdict"] != "pass" for each in rows(written, "findings"))
    assert annotation.render(board_of).count(",title=KF") == shown - wanted


@BOARDS
def test_the_total_is_the_same_wherever_it_is_shown(board_of: Scoreboard, written: Files) -> None:
    total = board_of.total
    score = "no score" if total.score is None else f"{total.score:.1f} {total.grade}".rstrip()
    title = ET.fromstring(written["badges/organization.svg"]).findtext("{http://www.w3.org/2000/svg}title")  # noqa: S314
    assert title == f"image audit of {total.name}: {score}"
    opening = written["summary.md"].split("\n")[2]
    assert opening.startswith(
        "No score" if total.score is None else f"**Score {decimal(total.score)} ({total.grade})**"
    )
    assert f"{total.dockerfiles:,} Dockerfile" in opening
    assert len(rows(written, "scoreboard")) == len(columnar(written, "scoreboard")) == total.dockerfiles
    assert json.loads(written["scoreboard.json"])["total"]["score"] == total.score
    assert sum(each["in_scope"] == "yes" for each in rows(written, "scoreboard")) == total.in_scope


@BOARDS
def test_scores_of_repositories_are_equal(board_of: Scoreboard, written: Files) -> None:
    record = {each["name"]: each["score"] for each in json.loads(written["scoreboard.json"])["repositories"]}
    assert record == {each.name: each.score for each in board_of.repositories}
    said = [line.split(" | ")[1] for line in written["summary.md"].partition("### Repositories")[2].split("\n")[4:]
            if line.startswith("| <code>") and line.count(" | ") == 4][: len(record)]  # fmt: skip
    assert said == [decimal(each.score) for each in board_of.repositories]
