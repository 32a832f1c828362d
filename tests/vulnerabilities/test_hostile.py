"""A report that is broken or hostile is an error with file and place, never anything else."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.errors import ReportError, UserError
from audit.model.evidence import Skipped
from audit.model.vulnerabilities.vulnerability import Report
from audit.vulnerabilities.report_files import load
from tests.vulnerabilities.written import EVERY, SCANNING, cyclonedx, flaw, grype, trivy

DEEP = 100_000
WRONG: tuple[Any, ...] = (None, True, -1, 1.5, "", "x", [], [None], [[]], {}, {"a": {}}, "\u202e", "\ud800", 10**400)


def fault(content: bytes | str) -> str:
    """Return what is said of a report with this content, called `r.json`."""
    with pytest.raises(ReportError) as caught:
        load.report("r.json", content.encode() if isinstance(content, str) else content, SCANNING)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param("", "r.json:1:1: is empty; expected a scanner's report", id="empty"),
        pytest.param('{\n "matches": [', "r.json:2:14: not JSON: Expecting value", id="cut off"),
        pytest.param('{"a": 1} x', "r.json:1:10: not JSON: Extra data", id="something after the end"),
        pytest.param("[]", "r.json:1:1: a list or a single value; expected an object, as scanners write it",
                     id="a list"),
        pytest.param(b'{"a":\n"\xff"}', "r.json:2:2: not utf-8 text: invalid start byte", id="not text"),
        pytest.param('{"a": 1,\n "\\u0061": 2}', "r.json: a key stands twice in one object", id="a doubled key"),
        pytest.param('{"a": [{"b": 1}, {"b": 1, "c": {"b": 1}, "b": 2}]}',
                     "r.json: a key stands twice in one object", id="a doubled key inside"),
        pytest.param('{"a": "NaN",\n "b": NaN}',
                     "r.json: NaN, Infinity or a number without end; no JSON", id="not a number"),
        pytest.param('{"a": -Infinity}', "r.json: NaN, Infinity or a number without end; no JSON", id="infinity"),
        pytest.param('{"a": ' + "1" * 5000 + "}", "r.json: NaN, Infinity or a number without end; no JSON",
                     id="a number of thousands of digits"),
        pytest.param('{"a": ' + "[" * DEEP + "]" * DEEP + "}", "r.json: nested too deep; expected a scanner's report",
                     id="nested without end"),
        pytest.param('{"a": "\x01"}', "r.json:1:8: not JSON: Invalid control character at", id="a control character"),
        pytest.param('{"a": 1}',
                     "r.json: no report that is known; expected JSON of Trivy, Grype, OSV-Scanner or CycloneDX",
                     id="another document"),
        pytest.param('{"SchemaVersion": 1}', "r.json: /SchemaVersion: another schema of Trivy's; expected 2",
                     id="an old schema"),
        pytest.param('{"version": "2.1.0", "runs": [], "results": []}',
                     "r.json: no report that is known; expected JSON of Trivy, Grype, OSV-Scanner or CycloneDX",
                     id="SARIF"),
        pytest.param(json.dumps(trivy({"VulnerabilityID": "CVE-2026-0001"})),
                     "r.json: /Results/0/Vulnerabilities/0: lacks the key `PkgName`", id="a missing key"),
        pytest.param(json.dumps(trivy(flaw("CVE-2026-0001", "a\u202eb"))),
                     "r.json: /Results/0/Vulnerabilities/0/PkgName: empty, or with a control, bidirectional or other "
                     "unseen character; expected plain text", id="a bidirectional character"),
        pytest.param(json.dumps(trivy(flaw(" "))),
                     "r.json: /Results/0/Vulnerabilities/0/VulnerabilityID: empty, or with a control, bidirectional or "
                     "other unseen character; expected plain text", id="a name that is blank"),
        pytest.param(json.dumps(trivy(flaw("x" * 2001))),
                     "r.json: /Results/0/Vulnerabilities/0/VulnerabilityID: a text that is too long; "
                     "expected at most 2,000 characters", id="a giant text"),
        pytest.param(json.dumps(trivy(Results="\ud800")),
                     "r.json: /: half a surrogate pair (\\ud800) where no text may stand", id="half a character"),
        pytest.param(json.dumps(trivy(Results={})), "r.json: /Results: expected `array | null`, got `object`",
                     id="another type"),
        pytest.param(json.dumps(grype(config="!")), "r.json: /source/target/config: not base64: "
                     "Only base64 data is allowed", id="a configuration that is not base64"),
        pytest.param(json.dumps(grype(config="e30K" + "W10K")),
                     "r.json: /source/target/config: no image configuration; expected JSON as base64",
                     id="a configuration that is not JSON"),
        pytest.param(json.dumps(cyclonedx(metadata={})), "r.json: /metadata/tools: names no tool; "
                     "expected the scanner's name", id="a document that names no scanner"),
    ],
)  # fmt: skip
def test_a_fault_is_placed(content: bytes | str, told: str) -> None:
    assert fault(content) == told


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_what_windows_shells_write_is_read(encoding: str) -> None:
    found = load.report("r.json", json.dumps(EVERY["trivy"]).encode(encoding), SCANNING)
    assert len(found.vulnerabilities) == 2


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(json.dumps(trivy()))
    size = (tmp_path / "r.json").stat().st_size
    assert load.file(tmp_path / "r.json", replace(SCANNING, maximum_bytes=size)).packages == 3
    with pytest.raises(ReportError) as caught:
        load.file(tmp_path / "r.json", replace(SCANNING, maximum_bytes=size - 1))
    told = f"larger than {size - 1:,} bytes (maximum_bytes in config/vulnerabilities.yaml)"
    assert str(caught.value) == f"{tmp_path / 'r.json'}: {told}"


def test_a_device_without_end_is_refused_at_the_limit() -> None:
    with pytest.raises(ReportError, match="larger than 1,000 bytes"):
        load.file(Path("/dev/zero"), replace(SCANNING, maximum_bytes=1_000))


def test_in_a_folder_the_others_still_count(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "b.json").write_text(json.dumps(EVERY["trivy"]))
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "c.json").write_text(json.dumps(EVERY["grype"]))
    (tmp_path / "d.json").write_text("{}")
    (tmp_path / "README.md").write_text("Read me.")
    os.mkfifo(tmp_path / "e.json")
    reports, skipped = load.folder(tmp_path, SCANNING)
    assert [(each.path, each.scanner) for each in reports] == [("c.json", "grype"), ("web/b.json", "trivy")]
    assert skipped == (
        Skipped("", "", "a.json", "1:2: not JSON: Expecting property name enclosed in double quotes"),
        Skipped("", "", "d.json", "no report that is known; "
                "expected JSON of Trivy, Grype, OSV-Scanner or CycloneDX"),
        Skipped("", "", "e.json", "no regular file; expected a scanner's report"),
    )  # fmt: skip


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no such folder"):
        load.folder(tmp_path / "none", SCANNING)


def placed(document: Any, trail: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the trail of every value inside a document."""
    inside = document.items() if isinstance(document, dict) else enumerate(document)
    found: list[tuple[str | int, ...]] = []
    for key, value in inside:
        found.append((*trail, key))
        if isinstance(value, dict | list):
            found += placed(value, (*trail, key))
    return found


@pytest.mark.parametrize("scanner", EVERY)
def test_a_wrong_value_anywhere_gives_a_report_or_an_error(scanner: str) -> None:
    for trail in placed(EVERY[scanner]):
        for wrong in WRONG:
            document = json.loads(json.dumps(EVERY[scanner]))
            inner = document
            for step in trail[:-1]:
                inner = inner[step]
            inner[trail[-1]] = wrong
            assert isinstance(outcome(json.dumps(document).encode()), Report | UserError)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(EVERY)), st.data())
def test_changed_bytes_give_a_report_or_an_error(scanner: str, data: st.DataObject) -> None:
    content = bytearray(json.dumps(EVERY[scanner]).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        end = at + data.draw(st.integers(0, 3))
        content[at:end] = data.draw(st.one_of(st.binary(max_size=3), st.sampled_from([b'"', b"{", b"NaN", b"1e999"])))
    assert isinstance(outcome(bytes(content)), Report | UserError)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(EVERY)), st.integers(0, 10_000))
def test_a_cut_anywhere_is_an_error(scanner: str, at: int) -> None:
    content = json.dumps(EVERY[scanner]).encode()
    assert isinstance(outcome(content[: at % len(content)]), UserError)


def outcome(content: bytes) -> Report | UserError:
    """Return the report, or the error that a user sees; anything else is raised."""
    try:
        return load.report("r.json", content, SCANNING)
    except UserError as error:
        return error
