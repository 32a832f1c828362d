"""Past commits audited now: which points there are, what a branch pointed to then, and what is judged."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from audit.history import backfill
from audit.model.history.past_run import PastRun
from audit.model.repository import Local, Remote, Repository
from audit.model.scoreboard import Run
from audit.pipeline import SurveyContext
from audit.sources.cache import cache_folder
from audit.sources.cache.facts_cache import FactsCache
from audit.sources.repository.location import Limits
from tests.history.boards import ALPINE, GOOD, shipped
from tests.sources.origins import SETTLED, git, row
from tests.sources.server import GitServer, serving

MAY, JUNE, JULY = date(2020, 5, 1), date(2020, 6, 1), date(2020, 7, 1)
RUN = Run("acme", "2026-11-22", "0", "0", "kubeflow-2020", "0")


def commit(path: Path, day: str, texts: Mapping[str, str], branch: str = "main") -> str:
    """Put a commit of a day on a branch."""
    rows = [row(path, name.encode(), text) for name, text in sorted(texts.items())]
    git(path, "read-tree", "--empty")
    git(path, "update-index", "-z", "--index-info", stdin=b"".join(each + b"\0" for each in rows))
    tree = git(path, "write-tree")
    known = git(path, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")
    dated = os.environ | SETTLED | {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    command = ["git", "commit-tree", "-m", day, *(["-p", known] if known else []), tree]
    made = subprocess.run(command, cwd=path, env=dated, check=True, capture_output=True, text=True).stdout.strip()
    git(path, "update-ref", f"refs/heads/{branch}", made)
    return made


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """Return a repository whose base image got better at the end of May."""
    path = tmp_path / "origins" / "web.git"
    path.mkdir(parents=True)
    git(path, "init", "--quiet", "--bare", "--initial-branch=main")
    commit(path, "2020-04-20", {"Dockerfile": ALPINE})
    commit(path, "2020-05-20", {"Dockerfile": GOOD, "Makefile": "all:\n"})
    commit(path, "2020-06-10", {"Dockerfile": GOOD, "README.md": "later"})
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


def test_a_repository_that_was_not_there_yet_is_no_part_of_a_point(origin: Path, tmp_path: Path) -> None:
    other = tmp_path / "origins" / "api.git"
    other.mkdir()
    git(other, "init", "--quiet", "--bare", "--initial-branch=main")
    commit(other, "2020-06-15", {"Dockerfile": ALPINE + 'CMD ["api"]\n'})
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
    commit(origin, "2023-01-10", {"Dockerfile": GOOD.replace("1.26", "1.19")})
    runs = filled(tmp_path, local(origin), asked=(date(2023, 9, 6), date(2023, 9, 7)))
    said = [[one.result for one in each.components[0].judged.findings if one.rule == "KF606"] for each in runs]
    assert said == [["pass"], ["fail"]]


@pytest.fixture
def server(origin: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitServer]:
    """Return a git server on loopback that holds the repository."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving(origin.parent) as running:
        yield running


def test_from_a_server_commits_trees_and_files_come_in_few_requests_and_once(server: GitServer, tmp_path: Path) -> None:
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
def test_a_damaged_clone_is_made_anew(clone: str, damaged: str, server: GitServer, tmp_path: Path) -> None:
    web = Repository("acme/web", Remote(f"{server.url}/web.git"), (), "active", "", "Web", "")
    filled(tmp_path, web)
    shutil.rmtree(tmp_path / "facts")
    for path in cache_folder.clone_folder(tmp_path / "cache", f"{server.url}/web.git{clone}").glob(damaged):
        path.chmod(0o644)
        path.write_bytes(b"PACK")
    assert verdicts(filled(tmp_path, web)) == EXPECTED
