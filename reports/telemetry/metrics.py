"""Render a run's metrics for Prometheus' textfile collector (door to prometheus_client)."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from audit.model.scoreboard import Scoreboard
from audit.model.summary import Outcome
from audit.model.timing import Timing

_SUCCESS = "image_audit_last_success_timestamp_seconds"
Values = Mapping[tuple[str, ...], float]
_OUTCOMES: tuple[Outcome, ...] = ("audited", "unchanged", "skipped", "failed")
_WORST_FIRST: tuple[Outcome, ...] = ("failed", "skipped", "audited", "unchanged")
_DONE = (0, 1)  # exit codes of a finished run; a failed gate is a verdict, not a fault


def render(scoreboard: Scoreboard, timing: Timing, before: str = "") -> bytes:
    """Return the exposition; `before` is that of the last run, whose success is kept when this run had none."""
    page = _Page(scoreboard.run.organization)
    _scores(page, scoreboard)
    _branches(page, scoreboard)
    _durations(page, timing)
    page.single(_SUCCESS, "When a run was last done, gates passed or not.", _success(page, timing, before))
    run = scoreboard.run
    labels = {"version": run.tool_version, "profile": run.profile, "rule_set": run.rule_set}
    page.family("image_audit_info", "What ran.", tuple(labels), {tuple(labels.values()): 1})
    return page.text()


class _Page:
    """Collect gauges labelled with the organisation, so that the files of two organisations do not collide."""

    def __init__(self, organization: str) -> None:
        self.organization = organization
        self._registry = CollectorRegistry()

    def single(self, name: str, text: str, value: float | None) -> None:
        """Add a gauge without further labels, unless the value is None."""
        if value is not None:
            self.family(name, text, (), {(): value})

    def family(self, name: str, text: str, labels: tuple[str, ...], values: Values) -> None:
        """Add a gauge with a value for each tuple of labels."""
        gauge = Gauge(name, text, ("organization", *labels), registry=self._registry)
        for key, value in values.items():
            gauge.labels(self.organization, *key).set(value)

    def text(self) -> bytes:
        """Return the exposition of all gauges."""
        return generate_latest(self._registry)


def _scores(page: _Page, scoreboard: Scoreboard) -> None:
    total = scoreboard.total
    page.single("image_audit_score", "Mean score (0-100) of the components in scope.", total.score)
    counts: Values = {(priority,): count for priority, count in total.priorities}
    page.family("image_audit_components", "Components in scope.", ("priority",), counts)
    page.single("image_audit_dockerfiles", "Dockerfiles found, in scope or not.", total.dockerfiles)
    page.single("image_audit_evidence_ratio", "Share of the rules' weight that could be judged.", total.coverage)
    scores: Values = {(total.name,): total.score for total in scoreboard.repositories if total.score is not None}
    page.family("image_audit_repository_score", "Mean score of a repository.", ("repository",), scores)
    states = Counter((waiver.status,) for waiver in scoreboard.waivers)
    page.family("image_audit_waivers", "Waivers.", ("status",), dict(sorted(states.items())))


def _branches(page: _Page, scoreboard: Scoreboard) -> None:
    counts = scoreboard.outcomes
    branches: Values = {(outcome,): getattr(counts, outcome) for outcome in _OUTCOMES}
    page.family("image_audit_branches", "Branches that were expected.", ("outcome",), branches)
    worst: dict[str, Outcome] = {}
    for line in scoreboard.ledger:
        known = worst.get(line.repository, line.outcome)
        worst[line.repository] = min(known, line.outcome, key=_WORST_FIRST.index)
    tally = Counter(worst.values())
    repositories: Values = {(outcome,): tally[outcome] for outcome in _OUTCOMES}
    page.family("image_audit_repositories", "Repositories, by their worst branch.", ("outcome",), repositories)
    page.single("image_audit_coverage_ratio", "Share of the expected branches that could be audited.", counts.coverage)


def _durations(page: _Page, timing: Timing) -> None:
    page.single("image_audit_run_duration_seconds", "Duration of the run.", timing.seconds)
    phases: Values = {(phase.name,): phase.seconds for phase in timing.phases}
    page.family("image_audit_phase_duration_seconds", "Duration of a phase.", ("phase",), phases)
    page.single("image_audit_exit_code", "Exit code of the run: 0 done, 1 a gate failed, 3 nothing.", timing.exit_code)
    page.single("image_audit_last_run_timestamp_seconds", "When the run ended.", _epoch(timing))


def _success(page: _Page, timing: Timing, before: str) -> float | None:
    if timing.exit_code in _DONE:
        return _epoch(timing)
    with suppress(ValueError):  # the file was no exposition
        for family in text_string_to_metric_families(before):
            for sample in family.samples:
                if (sample.name, sample.labels.get("organization")) == (_SUCCESS, page.organization):
                    return sample.value
    return None


def _epoch(timing: Timing) -> float:
    return datetime.fromisoformat(timing.ended).timestamp()
