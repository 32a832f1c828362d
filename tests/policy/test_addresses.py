"""Names, addresses, paths and branches in an organisation's file: which are refused, and how."""

from pathlib import Path

import pytest

from audit.model.repository import Folder, Local, Remote, Repository
from audit.policy.organization import organization
from tests.policy.reading import fault, read

WEB = "organization: acme\nrepositories:\n  - name: acme/web\n"
EXPECTED = "expected a git URL (https, ssh, git, file), user@host:path, or the path of a git repository"


@pytest.mark.parametrize("name", ["web", "acme/", "/web", "acme/web/api", "-acme/web", "acme/we b", "acme/..", "a.b/c"])
def test_a_name_that_is_none_is_refused(name: str, folder: Path) -> None:
    told = fault(f"organization: acme\nrepositories:\n  - name: {name}\n")
    assert told == f"acme.yaml:3: `repositories[0].name` ({name}): expected owner/name"


@pytest.mark.parametrize(
    "url",
    [
        "ext::sh -c id",
        "fd::7",
        "-u",
        "-u@host.example:web",
        "--upload-pack=id",
        "-oProxyCommand=id",
        "ssh://-oProxyCommand=id/web",
        "ftp://host.example/web",
        "HTTPS://me:word@host.example/web",
        "http://",
        "https://host.example/a b",
        "file://",
    ],
)
def test_an_address_that_git_must_not_get_is_refused(url: str, folder: Path) -> None:
    told = fault(f"{WEB}    url: '{url}'\n")
    assert told == f"acme.yaml:4: `repositories[0].url` (acme/web): '{url}' is refused; {EXPECTED}"


@pytest.mark.parametrize(
    "url",
    [
        "https://me:word@host.example/web",
        "https://token@host.example/web",
        "http://:word@host.example/web",
        "ssh://me:word@host.example/web",
    ],
)
def test_credentials_in_an_address_are_refused_and_not_repeated(url: str, folder: Path) -> None:
    told = fault(f"{WEB}    url: '{url}'\n")
    assert told == (
        "acme.yaml:4: `repositories[0].url` (acme/web): holds a user name or password; "
        "expected an address without credentials"
    )


@pytest.mark.parametrize("url", ["none/such", "javascript:1", "C:/web", "../none"])
def test_a_path_where_no_folder_lies_is_refused(url: str, folder: Path) -> None:
    told = fault(f"{WEB}    url: '{url}'\n")
    assert told == f"acme.yaml:4: `repositories[0].url` (acme/web): no folder at '{url}'; {EXPECTED}"


def test_the_home_of_nobody_is_refused(folder: Path) -> None:
    told = fault(f"{WEB}    url: ~nobody-here-at-all/web\n")
    assert told == (
        f"acme.yaml:4: `repositories[0].url` (acme/web): no home folder for '~nobody-here-at-all/web'; {EXPECTED}"
    )


@pytest.mark.parametrize(
    "name",
    ["", "a b", "-a", "a..b", "a.lock", "a.lock/b", "/a", "a/", "a~1", "a^", "a:b", "a//b", ".a", "a/.b", "a@{1}", "@"],
)
def test_a_branch_name_that_git_does_not_take_is_refused(name: str, folder: Path) -> None:
    told = fault(f'{WEB}    branches: ["{name}"]\n')
    assert told == (
        f"acme.yaml:4: `repositories[0].branches` (acme/web): '{name}' is no branch name; expected one that git takes"
    )


@pytest.mark.parametrize("name", ["main", "release-1.9", "feature/x", "v1.0", "über", "a@b", "dependabot/go/a.b-1"])
def test_a_branch_name_that_git_takes_is_taken(name: str, folder: Path) -> None:
    assert read(f'{WEB}    branches: ["{name}"]\n')[0].branches == (name,)


@pytest.mark.parametrize(
    ("url", "web"),
    [
        ("https://github.com/acme/web", "https://github.com/acme/web"),
        ("https://github.com/acme/web.git", "https://github.com/acme/web"),
        ("git@github.com:acme/web.git", "https://github.com/acme/web"),
        ("ssh://git@gitlab.example.org/group/web", "https://gitlab.example.org/group/web"),
        ("git://host.example/web", ""),
        ("file:///srv/git/web.git", ""),
        ("me@host.example:web", ""),
    ],
)
def test_an_address_is_kept_and_a_known_forge_gets_links(url: str, web: str, folder: Path) -> None:
    (found,) = read(f"{WEB}    url: {url}\n")
    assert (found.origin, found.web) == (Remote(url), web)


def test_a_name_alone_means_github(folder: Path) -> None:
    assert read(WEB) == (
        Repository(
            "acme/web", Remote("https://github.com/acme/web"), (), "active", "", "", "https://github.com/acme/web"
        ),
    )


def test_paths_are_relative_to_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "config" / "web.git").mkdir(parents=True)
    (folder / "config" / "sample").mkdir()
    text = f"{WEB}    url: web.git\n  - name: acme/sample\n    folder: sample\n    branches: [main]\n"
    (folder / "config" / "acme.yaml").write_text(text)
    found = organization.read(Path("config/acme.yaml")).repositories
    assert [each.origin for each in found] == [Local("config/web.git"), Folder("config/sample")]
