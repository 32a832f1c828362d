"""Badges."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from audit.model.scoreboard import Scoreboard
from reports import badge
from reports.chart import palette

SVG = "{http://www.w3.org/2000/svg}"


def titles(board: Scoreboard) -> dict[str, str | None]:
    """Return what each badge says to those who cannot see it."""
    return {name: ET.fromstring(svg).findtext(f"{SVG}title") for name, svg in badge.draw(board).items()}  # noqa: S314


def test_every_repository_and_the_organisation_have_one(board: Scoreboard) -> None:
    assert titles(board) == {
        "organization": "image audit of kubeflow: 58.3 C",
        "kubeflow-hub": "image audit of kubeflow/hub: not audited",
        "kubeflow-katib": "image audit of kubeflow/katib: 56.5 C",
        "kubeflow-notebooks": "image audit of kubeflow/notebooks: 67.4 C",
        "kubeflow-pipelines": "image audit of kubeflow/pipelines: 39.5 C",
        "kubeflow-trainer": "image audit of kubeflow/trainer: 100.0 C",
    }


def test_what_has_nothing_in_scope_has_no_score(board: Scoreboard) -> None:
    assert titles(replace(board, repositories=()))["kubeflow-katib"] == "image audit of kubeflow/katib: no score"


def test_a_badge_is_an_image_with_a_name_and_its_two_texts(board: Scoreboard) -> None:
    root = ET.fromstring(badge.draw(board)["kubeflow-katib"])  # noqa: S314 - drawn here
    assert (root.get("role"), root.get("aria-label")) == ("img", "image audit of kubeflow/katib: 56.5 C")
    assert [each.text for each in root.iter(f"{SVG}text")] == ["image audit", "56.5 C"]
    boxes = [(int(each.get("x", "")), int(each.get("width", ""))) for each in root.iter(f"{SVG}rect")]
    assert boxes == [(0, 77), (77, 47)]
    assert root.get("width") == "124"


def test_the_colour_follows_the_grade(board: Scoreboard) -> None:
    def colour(grade: str) -> str | None:
        total = replace(board.total, grade=grade, score=50.0)
        root = ET.fromstring(badge.draw(replace(board, total=total))["organization"])  # noqa: S314
        return list(root.iter(f"{SVG}rect"))[1].get("fill")

    assert [colour(grade) for grade in "ABCDE"] == [
        palette.PASSING, palette.PASSING, palette.PARTIAL, palette.FAILING, palette.FAILING,
    ]  # fmt: skip
