"""`python -m benchmarks` measures a small generated organisation from end to end."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import generate, page, peers
from benchmarks.command import main
from benchmarks.generate import Size
from benchmarks.measure import Failed, child, environment

SMALL = (
    "--repeats=1",
    "--repositories=2",
    "--files=60",
    "--dockerfiles=4",
    "--growth=2,4",
    "--rows=12",
    "--latency=5",
)


@pytest.fixture
def _no_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "binary", lambda _: "")  # the test measures ours, whatever is installed


@pytest.mark.browser
@pytest.mark.skipif("CI" not in os.environ and not page.browser(), reason="no Chromium here")
@pytest.mark.usefixtures("_no_peers")
def test_one_command_measures_every_part_and_says_which_peer_is_absent() -> None:
    result = CliRunner().invoke(main, SMALL, catch_exceptions=False)
    aims, figures = (part.splitlines()[2:] for part in result.stdout.split("\n\n")[1:3])
    assert [line.split("|")[1].strip() for line in aims] == [
        "first run, 5 ms: bytes on the wire",
        "first run, 5 ms: wall, reports included",
        "first run, 5 ms: peak memory",
        "quiet night, 5 ms: wall without rendering",
        "first paint of 12 rows",
        "the slowest sort or filter",
        "time of one repository more",
        "memory beside that of 2 repositories",
    ]
    assert [tuple(cell.strip() for cell in line.split("|")[1:3]) for line in figures] == [
        ("judging", "check"),
        ("judging", "run on disk"),
        ("judging", "of which start"),
        ("judging", "in process: parse and classify"),
        ("judging", "in process: judge"),
        ("judging", "in process: render the reports"),
        ("judging", "in process: parse and judge"),
        ("first run, 5 ms", "git clone"),
        ("first run, 5 ms", "run, empty cache"),
        ("quiet night, 5 ms", "git ls-remote"),
        ("quiet night, 5 ms", "run, unchanged"),
        ("quiet night, 5 ms", "rendering alone"),
        ("quiet night, 5 ms", "run, other rules"),
        ("page", "first paint, 12 rows"),
        ("page", "sort by score, 12 rows"),
        ("page", "sort by component, 12 rows"),
        ("page", "filter by kind, 12 rows"),
        ("page", "all kinds again, 12 rows"),
        ("page", "filter by rule, 12 rows"),
        ("page", "all rules again, 12 rows"),
        ("page", "search, 12 rows"),
        ("page", "nothing searched, 12 rows"),
        ("growth", "2 repositories"),
        ("growth", "4 repositories"),
    ]
    assert [line.partition(",")[0] for line in result.stdout.splitlines()[-2:]] == [
        "hadolint is not here",
        "trivy is not here",
    ]


def _heads(root: Path, size: Size) -> list[str]:
    corpus = generate.organization(root, size)
    return [(root / each.name / "refs/heads/main").read_text() for each in corpus.repositories]


def test_a_generated_organisation_has_the_same_commits_each_time(tmp_path: Path) -> None:
    size = Size(3, 90, 7)
    assert _heads(tmp_path / "once", size) == _heads(tmp_path / "again", size)


def test_a_command_that_fails_is_an_error_that_says_what_it_said() -> None:
    with pytest.raises(Failed) as failure:
        child(("git", "no-such-command"))
    assert str(failure.value).startswith(
        "git no-such-command: exit code 1: git: 'no-such-command' is not a git command"
    )


def test_what_is_measured_hears_nothing_of_the_callers_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGE_AUDIT_JOBS", "1")
    monkeypatch.setenv("https_proxy", "http://192.0.2.1")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert {"IMAGE_AUDIT_JOBS", "https_proxy", "PYTHONDONTWRITEBYTECODE"} & environment().keys() == set()
