"""Facts that stay from one run to the next: what comes back is what was kept, or nothing."""

import os
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from audit import survey
from audit.model.component import Component, Facts
from audit.model.evidence import Evidence
from audit.model.repository import Local, Repository
from audit.policy.policy import load
from audit.policy.shipped_files import packaged
from audit.sources.cache.facts_cache import FactsCache
from audit.sources.repository.location import Limits
from audit.survey import SurveyContext
from tests.judging import built

COMMIT = "1" * 40
MANY = 1_000_000


def facts(branch: str = "main", *components: Component) -> Facts:
    return Facts("acme/web", branch, COMMIT, "2026-08-14", components, ())


def store(folder: Path, maximum: int = MANY) -> FactsCache:
    return FactsCache(folder, "1", maximum)


def repository(name: str = "acme/web", *deploys: str) -> Repository:
    return Repository(name, Local("web"), (), "active", "", "", "", deploys)


def recalled(kept: FactsCache, *branches: str) -> tuple[Facts, ...]:
    return kept.load(repository(), [(branch, COMMIT) for branch in branches])


def kept(folder: Path, *found: Facts) -> list[Path]:
    """Keep facts and return the files they lie in."""
    store(folder).save(found)
    return sorted(folder.iterdir())


def test_facts_of_the_whole_sample_come_back_as_they_were(tmp_path: Path) -> None:
    policy = load(packaged() / "sample.yaml")
    means = SurveyContext(policy.signals, Limits(tmp_path / "cache", 60), store(tmp_path / "facts"))
    for repository in policy.organization.repositories:
        first, again = (survey.survey(repository, means) for _ in range(2))
        assert (first.unchanged, again.unchanged) == (frozenset(), frozenset(repository.branches))
        assert again.facts == first.facts


def test_an_image_and_a_stage_that_files_come_from_are_told_apart(tmp_path: Path) -> None:
    text = "FROM a AS b\nFROM c\nCOPY --from=b /x /x\nCOPY --from=ghcr.io/a/d:1 /y /y\nCOPY z /z\n"
    found = facts("main", built(text))
    kept(tmp_path, found)
    assert recalled(store(tmp_path), "main") == (found,)


def test_only_the_same_branch_commit_and_edition_are_recalled(tmp_path: Path) -> None:
    kept(tmp_path, facts())
    same = store(tmp_path)
    assert recalled(same, "main", "next") == (facts(),)
    assert same.load(repository(), [("main", "2" * 40)]) == ()
    assert same.load(repository("acme/api"), [("main", COMMIT)]) == ()
    assert same.load(repository("acme/web", "install"), [("main", COMMIT)]) == ()
    assert recalled(replace(same, edition="2"), "main") == ()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="nothing"),
        pytest.param(lambda _: b"no zlib", id="another form"),
        pytest.param(lambda _: zlib.compress(b"\x81"), id="no facts"),
        pytest.param(lambda _: zlib.compress(b"\x80"), id="facts without a repository"),
        pytest.param(lambda whole: whole[:-1], id="cut off at the end"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="cut off in the middle"),
        pytest.param(lambda whole: whole[:40] + bytes([whole[40] ^ 1]) + whole[41:], id="one bit is another"),
    ],
)
def test_a_file_that_is_no_facts_is_deleted(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    (path,) = kept(tmp_path, facts("main", built("FROM alpine\nRUN apk add curl\n")))
    path.write_bytes(damage(path.read_bytes()))
    assert (recalled(store(tmp_path), "main"), path.exists()) == ((), False)


def test_facts_in_another_s_file_are_not_taken_for_its_own(tmp_path: Path) -> None:
    (path,) = kept(tmp_path, facts("next"))
    kept(tmp_path, facts())
    (other,) = (each for each in tmp_path.iterdir() if each != path)
    other.write_bytes(path.read_bytes())
    assert recalled(store(tmp_path), "main") == ()


def test_what_was_not_used_for_the_longest_time_goes_first(tmp_path: Path) -> None:
    for age, branch in enumerate(("a", "b", "c")):
        before = set(tmp_path.iterdir())
        (path,) = set(kept(tmp_path, facts(branch))) - before
        os.utime(path, (age, age))
    recalled(store(tmp_path), "a")
    size = max(each.stat().st_size for each in tmp_path.iterdir())
    store(tmp_path, 2 * size + 1).shrink()
    assert [each.branch for each in recalled(store(tmp_path), "a", "b", "c")] == ["a", "c"]


def test_what_a_killed_run_left_goes_too(tmp_path: Path) -> None:
    left = tmp_path / ".0123.tmp"
    left.write_bytes(b"#" * 100)
    os.utime(left, (1, 1))
    kept(tmp_path, facts())
    store(tmp_path, 1000).shrink()
    assert left.exists()
    store(tmp_path, 199).shrink()
    assert (left.exists(), len(recalled(store(tmp_path), "main"))) == (False, 1)


def test_without_room_nothing_is_kept_recalled_or_removed(tmp_path: Path) -> None:
    none = store(tmp_path, 0)
    none.save([facts()])
    assert list(tmp_path.iterdir()) == []
    (path,) = kept(tmp_path, facts())
    none.shrink()
    assert (recalled(none, "main"), path.exists()) == ((), True)


def test_a_text_without_a_utf_8_form_is_not_kept_and_costs_no_fault(tmp_path: Path) -> None:
    odd = replace(built("FROM alpine\n"), outside=(Evidence("Dockerfile", 1, "\ud800"),))
    assert kept(tmp_path, facts("main", odd), facts("next")) == list(tmp_path.iterdir())
    assert recalled(store(tmp_path), "main", "next") == (facts("next"),)


def test_a_folder_that_cannot_be_written_costs_no_fault(tmp_path: Path) -> None:
    (tmp_path / "facts").write_text("a file")
    none = store(tmp_path / "facts")
    none.save([facts()])
    none.shrink()
    assert recalled(none, "main") == ()


def test_a_folder_that_may_only_be_read_serves_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path) -> None:
        raise OSError(30, "Read-only file system")

    kept(tmp_path, facts())
    monkeypatch.setattr(os, "utime", refused)
    assert recalled(store(tmp_path), "main") == (facts(),)


def test_runs_at_once_see_whole_facts_or_none(tmp_path: Path) -> None:
    found = facts("main", built("FROM alpine\nRUN apk add curl\n"))
    small = store(tmp_path, 1)

    def turn(number: int) -> tuple[Facts, ...]:
        store(tmp_path).save([found])
        if number % 3 == 0:
            small.shrink()
        return recalled(store(tmp_path), "main")

    with ThreadPoolExecutor(8) as pool:
        seen = set(pool.map(turn, range(300)))
    assert seen <= {(found,), ()}
    assert (found,) in seen
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".tmp"] == []
