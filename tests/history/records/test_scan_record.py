"""What scanners saw stays on record, once, and comes back."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from audit.errors import UserError
from audit.history.difference import difference
from audit.history.storage import export, query
from audit.history.storage.database import open_database
from audit.history.storage.insert import add_runs
from audit.history.storage.retention import delete_runs
from audit.history.storage.tables import SCAN
from audit.model.history.past_component import PastFlaw, PastScan
from audit.model.history.past_run import PastRun
from audit.model.vulnerabilities.shift import FlawShift, ImageShift, ScanState, ShiftKind
from tests.history.scanning import ONE, TWO, nightly
from tests.history.storage.test_insert import night
from tests.vulnerabilities.written import NAME, flaw

OLD, NEW = flaw("CVE-2026-0001"), flaw("CVE-2026-0002")


def test_of_a_scan_stays_what_a_series_needs() -> None:
    (found,) = nightly("2026-11-20", NEW, OLD).components
    flaws = (PastFlaw("CVE-2026-0001", "high"), PastFlaw("CVE-2026-0002", "high"))
    assert found.scan == PastScan(NAME, ONE, "trivy", flaws)
    assert found.scan_database == "2026-11-20"


def test_of_a_scan_that_saw_nothing_stays_nothing() -> None:
    (found,) = nightly("2026-11-20", packages=0).components
    assert (found.scan, found.scan_database) == (None, "")


def test_what_a_scanner_saw_is_kept_once_until_a_flaw_or_the_image_changes(place: str) -> None:
    runs = [nightly("2026-11-20", OLD), nightly("2026-11-21", OLD), nightly("2026-11-22", OLD, digest=TWO)]
    with open_database(place) as history:
        add_runs(history, [*runs, nightly("2026-11-23", OLD, NEW, digest=TWO)])
        with history.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(SCAN)) == 3
        assert [query.run(history, number) for number in (1, 2, 3)] == runs


def test_a_run_that_goes_takes_its_scan_along_unless_another_run_has_it(place: str) -> None:
    with open_database(place) as history:
        add_runs(history, [night("2026-11-19"), nightly("2026-11-20", OLD), nightly("2026-11-21", OLD, NEW)])
        delete_runs(history, [2])
        with history.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(SCAN)) == 1
        assert query.run(history, 3) == nightly("2026-11-21", OLD, NEW)


def test_the_list_of_runs_counts_what_is_in_scope(place: str) -> None:
    runs = [night("2026-11-19"), nightly("2026-11-20", OLD, NEW), nightly("2026-11-21", OLD, in_scope=False)]
    with open_database(place) as history:
        add_runs(history, runs)
        assert [each.flaws for each in query.run_lines(history)] == [
            (),
            (("critical", 0), ("high", 2), ("medium", 0), ("low", 0), ("negligible", 0), ("unknown", 0)),
            (),
        ]


def test_scans_are_exported_and_imported_and_runs_without_read_as_ever(place: str, tmp_path: Path) -> None:
    with open_database(place) as history:
        add_runs(history, [night("2026-11-19"), nightly("2026-11-20", OLD), nightly("2026-11-21", OLD)])
        lines = list(export.lines(history))
    told = [
        (each["version"], next(part for part in ("judged", "scan", "run") if part in each))
        for each in map(json.loads, lines)
    ]
    assert told == [(1, "judged"), (1, "judged"), (1, "run"), (1, "judged"), (2, "scan"), (2, "run"), (2, "run")]
    assert ["scan" in each for each in json.loads(lines[2])["run"]["components"]] == [False, False]
    with open_database(str(tmp_path / "copy.sqlite")) as copy:
        assert export.import_runs(copy, lines, "history.jsonl") == 3
        assert list(export.lines(copy)) == lines


def test_a_run_that_names_a_scan_which_is_missing_is_refused(tmp_path: Path) -> None:
    with open_database(str(tmp_path / "one.sqlite")) as history:
        add_runs(history, [nightly("2026-11-20", OLD)])
        lines = [each for each in export.lines(history) if '"scan":' not in each or '"run":' in each]
    with open_database(str(tmp_path / "two.sqlite")) as copy, pytest.raises(UserError) as error:
        export.import_runs(copy, lines, "history.jsonl")
    assert str(error.value).startswith(
        "history.jsonl:2: not a line of an exported history: names what no line before it"
    )


@pytest.mark.parametrize(
    ("after", "came", "left", "worse"),
    [
        pytest.param(nightly("2026-11-21", NEW), "disclosed", "withdrawn", 0, id="a disclosure is no regression"),
        pytest.param(nightly("2026-11-21", NEW, digest=TWO), "regression", "mended", 1, id="another image regressed"),
        pytest.param(
            nightly("2026-11-21", NEW, digest=""), "unclear", "unclear", 0, id="without a digest it is unclear"
        ),
    ],
)
def test_what_came_and_left_between_two_runs(after: PastRun, came: ShiftKind, left: ShiftKind, worse: int) -> None:
    found = difference.between(nightly("2026-11-20", OLD), after)
    (seen,) = after.components
    assert seen.scan is not None
    assert found.shifts == (
        ImageShift(
            "acme/web",
            "main",
            "Dockerfile",
            seen.judged.name,
            NAME,
            counts=True,
            before=ScanState(ONE, "trivy", "2026-11-20"),
            after=ScanState(seen.scan.digest, "trivy", "2026-11-21"),
            flaws=(
                FlawShift("CVE-2026-0002", "high", came, appeared=True),
                FlawShift("CVE-2026-0001", "high", left, appeared=False),
            ),
        ),
    )
    assert (len(found.worse), found.regressions) == (worse, ())


def test_out_of_scope_a_vulnerability_is_told_and_is_no_regression() -> None:
    before, after = (nightly(day, *found, digest=image, in_scope=False) for day, found, image in (
        ("2026-11-20", [OLD], ONE), ("2026-11-21", [OLD, NEW], TWO),
    ))  # fmt: skip
    found = difference.between(before, after)
    assert ([flaw.name for each in found.shifts for flaw in each.flaws], found.worse) == (["CVE-2026-0002"], ())


def test_where_one_run_had_no_scan_or_nothing_came_nothing_shifts() -> None:
    scanned = nightly("2026-11-20", OLD)
    assert difference.between(nightly("2026-11-19", packages=0), scanned).shifts == ()
    assert difference.between(scanned, nightly("2026-11-21", OLD, digest=TWO)).shifts == ()
