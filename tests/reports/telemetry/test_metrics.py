"""A run as Prometheus reads it."""

from dataclasses import replace

import pytest
from prometheus_client.parser import text_string_to_metric_families

from audit.model.finding import Waiver, WaiverState
from audit.model.scoreboard import Scoreboard
from audit.model.timing import Phase, Timing
from reports.telemetry import metrics

TIMING = Timing(
    "2026-11-24T01:01:30+00:00",
    90.5,
    (Phase("survey", 80.0), Phase("judge", 10.5)),
    0,
)
ENDED = 1795482090.0  # 2026-11-24T01:01:30Z
Samples = dict[str, dict[tuple[str, ...], float]]


def samples(text: bytes) -> Samples:
    """Return name -> values of the labels (organisation first) -> value, read by Prometheus' own parser."""
    found: Samples = {}
    for family in text_string_to_metric_families(text.decode()):
        assert (family.type, bool(family.documentation)) == ("gauge", True)
        for sample in family.samples:
            labels = sample.labels
            key = (labels.pop("organization"), *labels.values())
            found.setdefault(sample.name, {})[key] = sample.value
    return found


def outcomes(*, audited: int, failed: int) -> dict[tuple[str, ...], float]:
    """Return what stands for each outcome when nothing was unchanged or skipped."""
    counts = {"audited": audited, "unchanged": 0, "skipped": 0, "failed": failed}
    return {("kubeflow", name): count for name, count in counts.items()}


def test_everything_that_one_alerts_on_is_there(board: Scoreboard) -> None:
    found = samples(metrics.render(board, TIMING))
    scores = {each.name: each.score for each in board.repositories}
    assert found == {
        "image_audit_score": {("kubeflow",): board.total.score},
        "image_audit_components": {("kubeflow", name): count for name, count in board.total.priorities},
        "image_audit_dockerfiles": {("kubeflow",): 12},
        "image_audit_evidence_ratio": {("kubeflow",): 0.9},
        "image_audit_repository_score": {("kubeflow", name): score for name, score in scores.items()},
        "image_audit_branches": outcomes(audited=3, failed=1),
        "image_audit_repositories": outcomes(audited=4, failed=1),
        "image_audit_coverage_ratio": {("kubeflow",): 0.75},
        "image_audit_run_duration_seconds": {("kubeflow",): 90.5},
        "image_audit_phase_duration_seconds": {("kubeflow", "survey"): 80.0, ("kubeflow", "judge"): 10.5},
        "image_audit_exit_code": {("kubeflow",): 0},
        "image_audit_last_run_timestamp_seconds": {("kubeflow",): ENDED},
        "image_audit_last_success_timestamp_seconds": {("kubeflow",): ENDED},
        "image_audit_info": {("kubeflow", "kubeflow-2020", "2026.1", "0.1.0"): 1},
    }  # fmt: skip


def test_no_score_is_no_sample_and_not_nought(empty_board: Scoreboard) -> None:
    assert "image_audit_score" not in samples(metrics.render(empty_board, TIMING))


def test_waivers_are_counted_by_what_became_of_them(board: Scoreboard) -> None:
    waiver = Waiver("KF401", "kubeflow/katib", "*", "why", "who", "2026-01-31", "waivers.yaml:3")
    states = (WaiverState(waiver, "expired", 1, ""), WaiverState(waiver, "active", 1, ""))
    found = samples(metrics.render(replace(board, waivers=(*states, states[0])), TIMING))
    assert found["image_audit_waivers"] == {("kubeflow", "active"): 1, ("kubeflow", "expired"): 2}


def test_a_hostile_name_stays_one_label(board: Scoreboard) -> None:
    evil = 'a"}\nimage_audit_score 100\n\\'
    found = samples(metrics.render(replace(board, run=replace(board.run, organization=evil)), TIMING))
    assert found["image_audit_score"] == {(evil,): board.total.score}


@pytest.mark.parametrize(
    ("code", "success"),
    [
        pytest.param(0, {("kubeflow",): ENDED}, id="a run that was done"),
        pytest.param(1, {("kubeflow",): ENDED}, id="one whose gate failed was done too"),
        pytest.param(3, {("kubeflow",): ENDED - 86_400}, id="one that audited nothing remembers the last success"),
    ],
)
def test_the_last_success_is_remembered(code: int, success: dict[tuple[str, ...], float], board: Scoreboard) -> None:
    yesterday = replace(TIMING, ended="2026-11-23T01:01:30+00:00")
    before = metrics.render(board, yesterday).decode()
    found = samples(metrics.render(board, replace(TIMING, exit_code=code), before))
    assert found["image_audit_last_success_timestamp_seconds"] == success
    assert found["image_audit_last_run_timestamp_seconds"] == {("kubeflow",): ENDED}


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("", id="no file"),
        pytest.param("{{{ not an exposition", id="something else"),
        pytest.param(
            'image_audit_last_success_timestamp_seconds{organization="other"} 5.0\n', id="another organisation's"
        ),
    ],
)
def test_a_run_that_never_succeeded_has_no_last_success(before: str, board: Scoreboard) -> None:
    found = samples(metrics.render(board, replace(TIMING, exit_code=3), before))
    assert "image_audit_last_success_timestamp_seconds" not in found
