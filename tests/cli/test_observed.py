"""A run that is watched: its log for machines and its metrics."""

import json
import logging
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from audit import pipeline
from audit.cli.logging.log_output import Log
from audit.cli.logging.stopwatch import Stopwatch
from audit.model.evidence import Skipped
from audit.model.repository import Local, Repository
from audit.model.timing import Phase, Timing
from audit.survey import Survey
from tests.cli.conftest import Command
from tests.cli.serving import FILES, organisation
from tests.sources.origins import Origins, state
from tests.sources.server import GitServer

SERVING = ("run", "--config", "sample", "--only", "serving")
TOKEN = "ghp_0123456789abcdefSECRET"  # noqa: S105 - made up
PHASES = ["configure", "enumerate", "survey", "survey-tags", "judge", "record", "render"]


def records(text: str) -> list[dict[str, Any]]:
    """Return the records of a log, every line of which has to be one."""
    return [json.loads(line) for line in text.splitlines()]


def told(text: str) -> list[tuple[str, str]]:
    """Return level and event of each record."""
    return [(each["level"], each["event"]) for each in records(text)]


def test_a_log_for_machines_has_a_record_for_each_phase_and_repository_and_the_end(audit: Command) -> None:
    said = audit(*SERVING, "--log-format", "json")
    found = records(said.err)
    assert [each.get("phase", each["event"]) for each in found] == [*PHASES[:3], "repository", *PHASES[3:], "run"]
    assert {name: value for name, value in found[3].items() if name not in ("time", "seconds")} == {
        "level": "info", "event": "repository", "repository": "sample/serving", "branches": 1, "unchanged": 0,
        "dockerfiles": 2, "skipped": [],
    }  # fmt: skip
    assert (found[-1]["exit_code"], said.out.splitlines()[-1]) == (0, "out/scoreboard.html")
    times = [datetime.strptime(each["time"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC) for each in found]
    assert times == sorted(times)


def test_what_could_not_be_looked_at_is_a_warning_with_its_reason(audit: Command, server: GitServer) -> None:
    Origins(server.root).make("web.git", {"main": FILES})
    config = organisation(server, "gone", "web")
    said = audit("run", "--config", config, "--log-format", "json", "--quiet")
    assert [(each["level"], each["repository"], each["skipped"]) for each in records(said.err)] == [
        ("warning", "acme/gone", [{"branch": "", "reason": f"repository '{server.url}/gone.git/' not found"}])
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "event", "message"),
    [
        pytest.param(("--jobs", "0"), 2, "wrong-input", "Invalid value for '--jobs' (env var: 'IMAGE_AUDIT_JOBS'): "
                     "0 is not in the range 1<=x<=256.",
                     id="a wrong option, though it stands before"),
        pytest.param(("--config", "none.yaml"), 2, "wrong-input", "none.yaml: no such file; expected a YAML file",
                     id="a mistake in what was given"),
        pytest.param(("--only", "dashboard", "--config", "sample", "--fail-under", "100"), 1, "gate-failed",
                     "gate failed: 66.7 is under 100", id="a gate"),
    ],
)  # fmt: skip
def test_errors_are_records_too(
    arguments: tuple[str, ...], code: int, event: str, message: str, audit: Command
) -> None:
    said = audit("run", *arguments, "--quiet", "--log-format", "json")
    (record,) = records(said.err)
    assert (said.code, record["level"], record["event"], record["message"]) == (code, "error", event, message)


def test_the_form_of_the_log_is_taken_from_the_environment(audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGE_AUDIT_LOG_FORMAT", "json")
    assert told(audit("run", "--config", "none.yaml").err)[-1] == ("error", "wrong-input")


def test_a_run_in_which_nothing_could_be_audited_says_so(audit: Command) -> None:
    Path("web").mkdir()
    Path("acme.yaml").write_text("organization: acme\nrepositories:\n  - {name: acme/web, url: web}\n")
    said = audit("run", "--config", "acme.yaml", "--quiet", "--log-format", "json")
    assert (said.code, told(said.err)) == (3, [("warning", "repository"), ("error", "nothing-audited")])


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        pytest.param("json", ["error internal-error"], id="for machines"),
        pytest.param("text", ["image-audit: internal error; please report it with the lines below"], id="for people"),
    ],
)
def test_an_internal_error_keeps_its_trace_and_no_token(
    form: str, shown: list[str], audit: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError(f"with {TOKEN}")

    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    monkeypatch.setattr(pipeline, "run", broken)
    said = audit(*SERVING, "--quiet", "--log-format", form)
    lines = [" ".join(each) for each in told(said.err)] if form == "json" else said.err.splitlines()[:1]
    assert (said.code, lines) == (4, shown)
    assert ("ZeroDivisionError: with ***" in said.err, TOKEN in said.err) == (True, False)


def test_what_libraries_warn_of_comes_as_records(audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.run

    def warned(*given: Any) -> Any:
        logging.getLogger("urllib3").warning("Retrying %s", TOKEN)
        logging.getLogger("urllib3").info("nobody asked")
        warnings.warn("it ages", DeprecationWarning, stacklevel=1)
        return real(*given)

    monkeypatch.setenv("GH_TOKEN", TOKEN)
    monkeypatch.setattr(pipeline, "run", warned)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        said = audit(*SERVING, "--log-format", "json")
    found = [each for each in records(said.err) if each["event"] == "library"]
    assert [(each["level"], each["logger"]) for each in found] == [("warning", "urllib3"), ("warning", "py.warnings")]
    assert found[0]["message"] == "Retrying ***"


def test_reports_are_the_same_bytes_whether_a_run_is_watched_or_not(audit: Command) -> None:
    watched = ("--log-format", "json", "--metrics", "audit.prom")
    audit(*SERVING, "--output", "one", "--cache", "a")
    audit(*SERVING, "--output", "two", "--cache", "b", *watched)
    assert state(Path("two")) == state(Path("one"))


@pytest.mark.parametrize(
    ("gate", "code"),
    [pytest.param((), 0, id="a run that was done"), pytest.param(("--fail-under", "100"), 1, id="a gate that failed")],
)
def test_metrics_are_written_whatever_the_gates_say(gate: tuple[str, ...], code: int, audit: Command) -> None:
    audit("run", "--config", "sample", "--only", "dashboard", "--quiet", *gate, "--metrics", "audit.prom")
    samples = {
        sample.name: sample.value
        for family in text_string_to_metric_families(Path("audit.prom").read_text())
        for sample in family.samples
    }
    assert samples["image_audit_exit_code"] == code
    assert samples["image_audit_last_success_timestamp_seconds"] == samples["image_audit_last_run_timestamp_seconds"]


def test_metrics_are_readable_to_the_collector_and_leave_nothing_beside_them(audit: Command) -> None:
    audit(*SERVING, "--quiet", "--metrics", "collector/audit.prom")
    (file,) = Path("collector").iterdir()
    assert (file.name, file.stat().st_mode & 0o777) == ("audit.prom", 0o644)


def test_a_file_that_cannot_be_written_leaves_with_2(audit: Command) -> None:
    Path("file").touch()
    said = audit(*SERVING, "--quiet", "--metrics", "file/run")
    assert (said.code, said.err) == (2, "image-audit: --metrics: file/run: cannot be written: File exists\n")


def ticking(*moments: float) -> Callable[[], float]:
    """Return a clock that tells these moments, one after the other."""
    left = iter(moments)
    return lambda: next(left)


def test_phases_last_until_the_next_one_begins() -> None:
    stopwatch = Stopwatch(Log(now=lambda: datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC)), clock=ticking(0, 1, 5, 7.5))
    stopwatch.begin("survey")
    stopwatch.begin("judge")
    phases = (Phase("survey", 4), Phase("judge", 2.5))
    assert stopwatch.end(3) == Timing("2026-11-24T01:02:03+00:00", 7.5, phases, 3)


def test_a_fault_of_the_program_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    Stopwatch(Log("json"), quiet=True).surveyed(
        _repository("a"), Survey((), frozenset(), (Skipped("a", "", "", "a fault", failed=True),))
    )
    assert told(capsys.readouterr().err) == [("error", "repository")]


def _repository(name: str) -> Repository:
    return Repository(name, Local("."), (), "active", "", "", "")
