"""Rows of one Dockerfile with several targets: recorded, exported, compared, and told apart by addresses."""

from dataclasses import replace
from pathlib import Path

from audit.history.difference import difference
from audit.history.records import identity, run_summary
from audit.history.storage import export, query
from audit.history.storage.database import open_database
from audit.history.storage.insert import add_runs
from audit.model.evidence import Answer
from audit.model.scoreboard import Scoreboard, Standing
from reports.code_scanning import sarif
from reports.page.details import link
from tests.history.boards import ALPINE, GOOD, Tree, board


def published(text: str, *rows: tuple[str, str]) -> Scoreboard:
    """Return a scoreboard with one row of one Dockerfile for each pair of target and image."""
    found = board(Tree("acme/web", {"Dockerfile": text}))
    (standing,) = found.standings

    def row(target: str, image: str) -> Standing:
        dockerfile = replace(standing.component.dockerfile, target=target)
        component = replace(standing.component, dockerfile=dockerfile, image=Answer(image, "high", ()), names=(image,))
        return replace(standing, component=component)

    return replace(found, standings=tuple(row(*given) for given in rows))


TWO = published(GOOD, ("job", "ghcr.io/a/job"), ("web", "ghcr.io/a/web"))
ONE = published(GOOD, ("", "ghcr.io/a/web"))


def test_targets_are_kept_and_exported_and_a_run_without_them_keeps_its_id(place: str, tmp_path: Path) -> None:
    past = run_summary.summarize(TWO)
    with open_database(place) as history:
        add_runs(history, [past])
        assert query.run(history, 1) == past
        lines = list(export.lines(history))
    assert [component.key[2:] for component in past.components] == [("Dockerfile", "job"), ("Dockerfile", "web")]
    assert '{"version":3,"run"' in lines[-1]
    with open_database(str(tmp_path / "copy.sqlite")) as history:
        export.import_runs(history, lines, "h.jsonl")
        assert query.run(history, 1) == past
    assert ["target" in one for one in identity.plain(run_summary.summarize(ONE))["components"]] == [False]


def test_a_row_is_followed_to_the_target_that_publishes_its_image() -> None:
    changes = difference.between(run_summary.summarize(ONE), run_summary.summarize(TWO)).changes
    whole = [(change.kind, change.target, change.before) for change in changes if not change.rule]
    assert whole == [("new", "job", ""), ("moved", "web", "acme/web (main) Dockerfile")]


def test_a_change_of_one_target_is_of_that_target() -> None:
    other = published(ALPINE, ("web", "ghcr.io/a/web")).standings
    after = replace(TWO, standings=(TWO.standings[0], *other))
    changes = difference.between(run_summary.summarize(TWO), run_summary.summarize(after)).changes
    assert {change.key[2:] for change in changes} == {("Dockerfile", "web")}


def test_addresses_and_fingerprints_tell_targets_apart() -> None:
    keys = [link.key(standing) for found in (ONE, TWO) for standing in found.standings]
    assert len(set(keys)) == len(keys)
    prints = [text for text in sarif.checked(TWO).splitlines() if "primaryLocationLineHash" in text]
    assert len(set(prints)) == len(prints) > 0
