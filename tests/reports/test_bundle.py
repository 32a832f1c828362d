"""All files of one run."""

import pytest

from audit.model.scoreboard import Scoreboard
from reports import bundle
from reports.table import parquet


def test_the_bundle_names_its_files(board: Scoreboard) -> None:
    assert list(bundle.render(board)) == [
        "scoreboard.html", "scoreboard.csv", "findings.csv", "repositories.csv", "scoreboard.parquet",
        "findings.parquet", "repositories.parquet", "scoreboard.json", "scoreboard.schema.json", "scoreboard.sarif",
        "summary.md", "badges/organization.svg", "badges/kubeflow-hub.svg",
        "badges/kubeflow-katib.svg", "badges/kubeflow-notebooks.svg", "badges/kubeflow-pipelines.svg",
        "badges/kubeflow-trainer.svg", "charts/quadrant.svg", "charts/rules.svg", "charts/groups.svg",
        "charts/tiers.svg", "charts/ages.svg", "charts/scores.svg",
    ]  # fmt: skip


def test_a_log_for_each_audited_repository_is_written_when_asked_for(board: Scoreboard) -> None:
    plain, more = bundle.render(board), bundle.render(board, sarif_per_repository=True)
    assert [name for name in more if name not in plain] == [
        "sarif/kubeflow-katib.sarif", "sarif/kubeflow-notebooks.sarif", "sarif/kubeflow-pipelines.sarif",
        "sarif/kubeflow-trainer.sarif",
    ]  # fmt: skip


def test_without_pyarrow_there_is_no_parquet(board: Scoreboard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "HERE", False)
    assert [name for name in bundle.render(board) if name.endswith((".csv", ".parquet"))] == [
        "scoreboard.csv", "findings.csv", "repositories.csv",
    ]  # fmt: skip


def test_the_same_scoreboard_gives_the_same_bytes(board: Scoreboard) -> None:
    assert bundle.render(board) == bundle.render(board)
