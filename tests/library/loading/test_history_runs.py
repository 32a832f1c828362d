"""Runs from a history say what the runs themselves say, as far as it is kept."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import audit
from audit.errors import UserError
from audit.history.records import run_summary
from audit.history.storage.database import open_database
from audit.history.storage.insert import add_runs
from audit.library.analysis import what_if
from audit.library.frames.frames import Frames

# what a history does not keep; a run's outcome is `audited` there whether facts came from the cache or not
GONE = {
    "components": {
        "deployed_by", "owners", "runtime_family", "blockers", "next_step", "url", "project", "deployed_tag",
        "released_score", "released_base_image", "waiting_for_release", "dependents", "reason",
        "target_base",
    },
    "findings": {"evidence", "next_step"},
    "repositories": {"grade", "working_group"},  # the group is known where a Dockerfile is
    "runs": {"whole"},
}  # fmt: skip


@pytest.fixture(scope="module")
def place(loaded: Frames, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a history with the sample's run on record."""
    path = tmp_path_factory.mktemp("history") / "runs.sqlite"
    with open_database(str(path)) as database:
        add_runs(database, [run_summary.summarize(loaded.newest())])
    return path


@pytest.mark.parametrize("name", list(GONE))
def test_a_frame_is_that_of_the_run_without_what_is_not_kept(name: str, loaded: Frames, place: Path) -> None:
    keys = [key for key in ("repository", "branch", "dockerfile", "rule") if key in getattr(loaded, name)]
    shown = [
        getattr(each, name).drop(columns=sorted(GONE[name])).astype("object") for each in (loaded, audit.load(place))
    ]
    before, after = (each.sort_values(keys, ignore_index=True) if keys else each for each in shown)
    if name == "repositories":
        before = before[before["branch"].notna()].reset_index(drop=True)  # the inactive ones are in no history
    pd.testing.assert_frame_equal(after, before)


def test_a_url_is_the_same_history(place: Path) -> None:
    by_url, by_path = audit.load(f"sqlite:///{place}"), audit.load(place)
    pd.testing.assert_frame_equal(by_url.components, by_path.components)
    assert by_path.runs["whole"].tolist() == [False]


def test_a_history_and_a_run_stand_together_by_date(loaded: Frames, place: Path, output: Path) -> None:
    both = audit.load(place, output)
    assert both.runs["date"].dt.date.tolist() == [date(2026, 11, 23)] * 2
    assert both.runs["whole"].tolist() == [False, True]
    assert both.newest() == loaded.newest()


def test_what_would_be_is_not_told_from_a_history(place: Path) -> None:
    with pytest.raises(UserError, match=r"^the newest run comes from a history, which keeps no Dockerfiles"):
        what_if.fixed(audit.load(place))


def test_a_history_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no history at"):
        audit.load(f"sqlite:///{tmp_path / 'runs.sqlite'}")
    assert list(tmp_path.iterdir()) == []
