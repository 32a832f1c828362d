"""Where clones lie."""

from pathlib import Path

import pytest
from filelock import Timeout

from audit.sources.cache import cache_folder


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://github.com/acme/web", "github.com-acme-web-ea93736a7fb3.git"),
        ("git@host.example:acme/web.git", "git-host.example-acme-web.git-3032a0cbd213.git"),
        ("file:///srv/../web", "srv-..-web-fc11f958f6b5.git"),
    ],
)
def test_a_clone_s_folder_is_readable_and_stays_in_the_cache(address: str, name: str) -> None:
    assert cache_folder.clone_folder(Path("cache"), address) == Path("cache/repositories") / name


def test_two_addresses_that_read_alike_have_two_folders() -> None:
    one, two = (cache_folder.clone_folder(Path("cache"), each) for each in ("https://host/a/b", "https://host/a-b"))
    assert one != two


def test_a_long_address_has_a_short_folder() -> None:
    assert len(cache_folder.clone_folder(Path("cache"), "https://host/" + "a" * 5000).name) == 97


def test_the_lock_is_held_and_given_back(tmp_path: Path) -> None:
    place = tmp_path / "repositories" / "web.git"
    with cache_folder.lock(place, 1), pytest.raises(Timeout), cache_folder.lock(place, 0.01):
        pass
    with cache_folder.lock(place, 0.01):
        pass


def test_locks_that_a_killed_git_left_are_cleared(tmp_path: Path) -> None:
    place = tmp_path / "web.git"
    (place / "refs" / "heads").mkdir(parents=True)
    for name in ("config.lock", "refs/heads/main.lock", "config", "refs/heads/main"):
        (place / name).touch()
    with cache_folder.lock(place, 1):
        left = sorted(each.relative_to(place).as_posix() for each in place.rglob("*") if each.is_file())
    assert left == ["config", "refs/heads/main"]
