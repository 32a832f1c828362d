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


def test_locks_and_halves_of_packs_that_a_killed_git_left_are_deleted(tmp_path: Path) -> None:
    place = tmp_path / "web.git"
    for folder in ("refs/heads", "objects/pack", "objects/0a"):
        (place / folder).mkdir(parents=True)
    left = ("config.lock", "refs/heads/main.lock", "objects/pack/tmp_pack_a1", "objects/0a/tmp_obj_a1")
    for name in (*left, "config", "refs/heads/main"):
        (place / name).touch()
    with cache_folder.lock(place, 1):
        kept = sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())
    assert kept == ["config", "refs/heads/main"]
