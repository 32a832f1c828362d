"""Overrides in the reports: what was given instead of found, with the reason, and which need a hand."""

import json
from dataclasses import replace

import pytest

from audit.model.evidence import Answer, Evidence
from audit.model.override import Override, OverrideState
from audit.model.scoreboard import Scoreboard
from reports import page
from reports.chart import draw
from reports.page import rows
from reports.page.sections.overrides import build

KIND = Override("kubeflow/katib", "", "Dockerfile", "kind", "service", "it reconciles nothing", "overrides.yaml:3")


@pytest.fixture
def answered(board: Scoreboard) -> Scoreboard:
    """Return the board with the kind of its first row given, and an override that is stale."""
    first = board.standings[0]
    given = Answer("service", "high", (Evidence("overrides.yaml", 3, KIND.reason),), given=True)
    return replace(
        board,
        standings=(replace(first, component=replace(first.component, kind=given)), *board.standings[1:]),
        overrides=(
            OverrideState(KIND, "needed", "controller", ""),
            OverrideState(replace(KIND, branch="v1"), "stale", "", "it can go"),
        ),
    )


def test_those_that_need_a_hand_come_first(answered: Scoreboard) -> None:
    assert [(line.where, line.value, line.found, line.status) for line in build(answered)] == [
        ("kubeflow/katib (v1) Dockerfile", "service", "–", "stale"),
        ("kubeflow/katib Dockerfile", "service", "controller", "needed"),
    ]


def test_a_given_answer_says_so_and_leads_to_no_file_of_the_repository(answered: Scoreboard) -> None:
    row = json.loads(rows.encode(answered, {}))["rows"][0]
    assert next(fact for fact in row["facts"] if fact[0] == "Kind") == [
        "Kind", "service (given by the organisation)", [["overrides.yaml:3", "it reconciles nothing", ""]],
    ]  # fmt: skip


def test_the_page_has_a_section_only_where_there_are_some(board: Scoreboard, answered: Scoreboard) -> None:
    assert [page.render(each, draw(each)).count('id="overrides"') for each in (board, answered)] == [0, 1]
