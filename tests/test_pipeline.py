"""The straight line as a whole: one broken repository never stops the batch."""

from concurrent.futures import ThreadPoolExecutor
from itertools import chain, repeat
from pathlib import Path

import pytest

from audit import facts, pipeline
from audit.facts import Opened, Surveyed
from audit.model.repository import Folder, Repository
from audit.model.scoreboard import Run
from audit.policy.organization.organization import Organization
from audit.policy.policy import assemble
from audit.policy.signals import Signals
from audit.sources.cache.facts_cache import FactsCache
from audit.sources.repository.location import Limits
from audit.survey import SurveyContext

POLICY = assemble(Organization("sample"), "", None)


def repository(folder: Path, name: str) -> Repository:
    """Write a repository of one Dockerfile and describe it."""
    (folder / name / "main").mkdir(parents=True)
    (folder / name / "main" / "Dockerfile").write_text("FROM scratch\n")
    return Repository(f"sample/{name}", Folder(str(folder / name)), ("main",), "active", "", "", "")


def test_a_fault_of_the_program_costs_one_repository_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = facts.gather

    def gather(
        opened: Opened, signals: Signals, chosen: frozenset[str] = frozenset(), deploys: tuple[str, ...] = ()
    ) -> Surveyed:
        if opened.snapshots[0].repository == "sample/bad":
            raise ZeroDivisionError("a fault")
        return real(opened, signals, chosen, deploys)

    monkeypatch.setattr(facts, "gather", gather)
    repositories = (repository(tmp_path, "bad"), repository(tmp_path, "good"))
    run = Run("sample", "2026-11-23", "0", "0", "kubeflow-2020", "0")
    with ThreadPoolExecutor(2) as executor:
        means = SurveyContext(
            POLICY.signals, Limits(tmp_path / "cache", 60), FactsCache(tmp_path / "facts", "1", 1_000_000)
        )
        board = pipeline.run(repositories, POLICY, run, means, executor, lambda _, __: None)
    assert [(line.repository, line.outcome, line.dockerfiles) for line in board.ledger] == [
        ("sample/bad", "failed", 0),
        ("sample/good", "audited", 1),
    ]
    assert board.ledger[0].reason.startswith("internal error: ZeroDivisionError in test_pipeline.py:")


def test_phases_are_announced_in_their_order_and_each_survey_says_what_it_took(tmp_path: Path) -> None:
    moments = chain((1.0, 3.5), repeat(3.5))
    means = SurveyContext(
        POLICY.signals, Limits(tmp_path / "cache", 60), FactsCache(tmp_path / "facts", "1", 0), moments.__next__
    )
    took: list[tuple[str, float]] = []
    begun: list[str] = []
    run = Run("sample", "2026-11-23", "0", "0", "kubeflow-2020", "0")
    with ThreadPoolExecutor(1) as executor:
        pipeline.run(
            (repository(tmp_path, "good"),), POLICY, run, means, executor,
            lambda which, survey: took.append((which.name, survey.seconds)), begun.append,
        )  # fmt: skip
    assert (begun, took) == (["survey", "survey-tags", "judge"], [("sample/good", 2.5)])
