"""The log for machines."""

import json

import pytest

from reports.telemetry import log_line
from reports.telemetry.log_line import Field


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param("kubeflow/katib", "kubeflow/katib", id="plain text stays"),
        pytest.param("a\x1b[31mb\u202ec", "a⟨U+001B⟩[31mb⟨U+202E⟩c", id="what the eye cannot see is spelled out"),
        pytest.param("a\nb\u2028c", "a\nb⟨U+2028⟩c", id="a line break is kept inside the text"),
        pytest.param("a\udc80", "a⟨U+DC80⟩", id="a byte that is no UTF-8"),
        pytest.param([{"reason": "a\x07"}], [{"reason": "a⟨U+0007⟩"}], id="texts in a list"),
        pytest.param(0.25, 0.25, id="a number"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_every_record_is_one_line_of_json(value: Field, shown: Field) -> None:
    line = log_line.render("2026-11-24T01:02:03.004Z", "info", "repository", {"value": value})
    assert (line.isascii(), line.splitlines(), json.loads(line)) == (
        True,
        [line],
        {"time": "2026-11-24T01:02:03.004Z", "level": "info", "event": "repository", "value": shown},
    )


def test_time_level_and_event_come_first() -> None:
    line = log_line.render("T", "error", "gate-failed", {"message": "no"})
    assert line == '{"time":"T","level":"error","event":"gate-failed","message":"no"}'
