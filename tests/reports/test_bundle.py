"""All files of one run."""

from audit.model.scoreboard import Scoreboard
from reports import bundle


def test_the_bundle_names_its_files(board: Scoreboard) -> None:
    assert list(bundle.render(board)) == [
        "scoreboard.html", "scoreboard.csv", "findings.csv", "repositories.csv", "scoreboard.json",
        "scoreboard.schema.json", "charts/scores.svg", "charts/rules.svg", "charts/effort.svg",
    ]  # fmt: skip


def test_the_same_scoreboard_gives_the_same_bytes(board: Scoreboard) -> None:
    assert bundle.render(board) == bundle.render(board)


def test_every_text_of_a_hostile_organisation_can_be_written(hostile_board: Scoreboard) -> None:
    texts = bundle.render(hostile_board)
    assert {name: text.encode().decode() for name, text in texts.items()} == dict(texts)
