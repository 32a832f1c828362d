"""Past commits audited now: which points there are, what a branch pointed to then, and what is judged."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from audit.history import backfill
from audit.model.history.past_run import PastRun
from audit.model.repository import Local, Remote, Repository
from audit.model.scoreboard import Run
from audit.sources.cache import cache_folder
from audit.sources.cache.facts_cache import FactsCache
from audit.sources.repository.location import Limits
from audit.survey import SurveyContext
from tests.history.boards import ALPINE, GOOD, shipped
from tests.sources.origins import Origins, files
from tests.sources.server import GitServer

MAY, JUNE, JULY = date(2020, 5, 1), date(2020, 6, 1), date(2020, 7, 1)
RUN = Run("acme", "2026-11-22", "0", "0", "kubeflow-2020", "0")


@pytest.fixture
def origin(origins: Origins) -> Path:
    """Return a repository whose base image got better at the end of May."""
    path = origins.make("web.git", {})
    files(path, "main", {"Dockerfile": ALPINE}, "2020-04-20")
    files(path, "main", {"Dockerfile": GOOD, "Makefile": "all:\n"}, "2020-05-20")
    files(path, "main", {"Dockerfile": GOOD, "README.md": "later"}, "2020-06-10")
    return path


def filled(
    tmp_path: Path, *repositories: Repository, asked: tuple[date, ...] = (MAY, JUNE, JULY), **how: bool
) -> list[PastRun]:
    """Audit the points."""
    means = SurveyContext(
        shipped().signals, Limits(tmp_path / "cache", 60, **how), FactsCache(tmp_path / "facts", "one", 10**6)
    )
    with ThreadPoolExecutor(2) as executor:
        return list(backfill.runs(repositories, asked, shipped(), means, executor, RUN))


def local(path: Path, name: str = "acme/web") -> Repository:
    """Return a repository that is read where it lies."""
    return Repository(name, Local(str(path)), (), "active", "", "Web", "")


def verdicts(runs: list[PastRun]) -> list[tuple[str, str, str]]:
    """Return date, base image and the verdict on it of each point's only Dockerfile."""
    return [
        (each.run.date, each.components[0].judged.runtime.image, finding.result)
        for each in runs
        for finding in each.components[0].judged.findings
        if finding.rule == "KF401"
    ]


EXPECTED = [
    ("2020-05-01", "alpine:3.22", "fail"),
    ("2020-06-01", "gcr.io/distroless/static-debian13:nonroot", "pass"),
    ("2020-07-01", "gcr.io/distroless/static-debian13:nonroot", "pass"),
]


def test_each_point_is_what_the_branch_pointed_to_at_the_end_of_that_day(origin: Path, tmp_path: Path) -> None:
    runs = filled(tmp_path, local(origin))
    assert verdicts(runs) == EXPECTED
    assert {each.backfilled for each in runs} == {True}
    at_noon = filled(tmp_path, local(origin), asked=(date(2020, 5, 19), date(2020, 5, 20)))
    assert [each.components[0].judged.runtime.image for each in at_noon] == [EXPECTED[0][1], EXPECTED[1][1]]


def test_a_repository_that_was_not_there_yet_is_no_part_of_a_point(
    origin: Path, origins: Origins, tmp_path: Path
) -> None:
    other = origins.make("api.git", {})
    files(other, "main", {"Dockerfile": ALPINE + 'CMD ["api"]\n'}, "2020-06-15")
    runs = filled(tmp_path, local(origin), local(other, "acme/api"), asked=(date(2020, 4, 1), MAY, JULY))
    assert [(each.run.date, [one.repository for one in each.branches]) for each in runs] == [
        ("2020-05-01", ["acme/web"]),
        ("2020-07-01", ["acme/api", "acme/web"]),
    ]


def test_a_repository_that_cannot_be_read_is_skipped_with_its_reason(origin: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    runs = filled(tmp_path, local(origin), local(tmp_path / "empty", "acme/api"), asked=(JULY,))
    assert [(each.repository, each.outcome, each.reason) for each in runs[0].branches] == [
        ("acme/api", "skipped", "not a git repository"),
        ("acme/web", "read", ""),
    ]


def test_a_support_that_had_not_ended_then_counts_as_it_was_then(tmp_path: Path, origin: Path) -> None:
    files(origin, "main", {"Dockerfile": GOOD.replace("1.26", "1.19")}, "2023-01-10")
    runs = filled(tmp_path, local(origin), asked=(date(2023, 9, 6), date(2023, 9, 7)))
    said = [[one.result for one in each.components[0].judged.findings if one.rule == "KF606"] for each in runs]
    assert said == [["pass"], ["fail"]]


def test_from_a_server_commits_trees_and_files_come_in_few_requests_and_once(
    origin: Path, server: GitServer, tmp_path: Path
) -> None:
    web = Repository("acme/web", Remote(f"{server.url}/web.git"), (), "active", "", "Web", "")
    assert verdicts(filled(tmp_path, web)) == EXPECTED
    # what the branches are; all commits; the trees of three of them; the Dockerfiles and Makefile in one batch
    assert server.commands() == ["ls-refs", "ls-refs", "fetch", "fetch", "fetch"]
    assert verdicts(filled(tmp_path, web)) == EXPECTED
    assert "fetch" not in server.commands()[1:-1]
    assert verdicts(filled(tmp_path, web, offline=True)) == EXPECTED
    assert server.commands() == []


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        pytest.param("week", ["2020-01-31", "2020-02-07", "2020-02-14"], id="week"),
        pytest.param("month", ["2020-01-31", "2020-02-29", "2020-03-31"], id="the last day of a short month"),
        pytest.param("quarter", ["2020-01-31", "2020-04-30", "2020-07-31"], id="quarter"),
        pytest.param("year", ["2020-01-31", "2021-01-31", "2022-01-31"], id="year"),
    ],
)
def test_points_begin_with_the_first_day(every: backfill.Step, expected: list[str]) -> None:
    found = [each.isoformat() for each in backfill.days(date(2020, 1, 31), date(2022, 1, 31), every)]
    assert found[:3] == expected
    assert list(backfill.days(date(2020, 1, 31), date(2020, 1, 30), every)) == []


@pytest.mark.parametrize(
    ("clone", "damaged"),
    [
        pytest.param("", "objects/**/*.pack", id="the clone that trees are read from"),
        pytest.param("#commits", "HEAD", id="the clone of commits"),
    ],
)
def test_a_damaged_clone_is_made_anew(
    clone: str, damaged: str, origin: Path, server: GitServer, tmp_path: Path
) -> None:
    web = Repository("acme/web", Remote(f"{server.url}/web.git"), (), "active", "", "Web", "")
    filled(tmp_path, web)
    shutil.rmtree(tmp_path / "facts")
    for path in cache_folder.clone_folder(tmp_path / "cache", f"{server.url}/web.git{clone}").glob(damaged):
        path.chmod(0o644)
        path.write_bytes(b"PACK")
    assert verdicts(filled(tmp_path, web)) == EXPECTED
