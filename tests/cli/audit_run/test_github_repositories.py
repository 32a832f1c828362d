"""`image-audit run` over the repositories that GitHub lists, from a server that is both GitHub's API and git."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.serving import table
from tests.sources import hub as hubs
from tests.sources.hub import Hub
from tests.sources.origins import Origins, state
from tests.sources.server import GitServer

SECRET = "ghp_0123456789abcdefSECRET"  # noqa: S105 - made up
BASIC = base64.b64encode(f"x-access-token:{SECRET}".encode()).decode()


def organisation(server: GitServer, settings: str = "", repositories: str = "[]") -> None:
    """Write the organisation's file."""
    text = f"organization: acme\nenumerate: {{api: {server.url}/api/v3, timeout: 5{settings}}}\n"
    Path("acme.yaml").write_text(f"{text}repositories: {repositories}\n")


def made(server: GitServer, hub: Hub, name: str, number: int, **given: object) -> None:
    """Make a repository of one Dockerfile and let GitHub list it."""
    Origins(server.root).make(f"acme/{name}", {"main": {"Dockerfile": f"FROM scratch\nCMD [{name!r}]\n"}})
    hub.repositories.append(hubs.listed(f"acme/{name}", number, **given))


def ledger(output: str = "out") -> list[tuple[str, ...]]:
    """Return (repository, outcome, reason) of every line of repositories.csv."""
    return table("repositories", "repository", "outcome", "reason", output=output)


def holding(folder: Path, *texts: str) -> list[str]:
    """Return the files below a folder that hold one of the texts."""
    return [name for name, content in state(folder).items() if any(each.encode() in content for each in texts)]


def test_what_github_lists_is_audited_and_the_rest_is_reported_apart(
    audit: Command, server: GitServer, hub: Hub
) -> None:
    made(server, hub, "web", 1)
    made(server, hub, "api", 2)
    made(server, hub, "old", 3, archived=True)
    made(server, hub, "copy", 4, fork=True)
    made(server, hub, "site", 5)
    organisation(server, ", exclude: [{name: site, reason: a website}]")
    said = audit("run", "--config", "acme.yaml", "--quiet")
    assert (said.code, said.err) == (0, "")
    assert ledger() == [
        ("acme/api", "audited", ""),
        ("acme/web", "audited", ""),
        ("acme/copy", "skipped", "inactive: a fork of another repository"),
        ("acme/old", "skipped", "inactive: archived on GitHub"),
        ("acme/site", "skipped", "excluded: a website"),
    ]


def test_addresses_and_branches_of_an_answer_lead_git_nowhere(audit: Command, server: GitServer, hub: Hub) -> None:
    bait = f"ext::touch {Path('ran').absolute()}"
    made(server, hub, "web", 1, clone_url=bait, git_url="-u", ssh_url=bait, html_url="file:///etc", svn_url=bait)
    made(server, hub, "api", 2, default_branch=f"--upload-pack=touch {Path('ran').absolute()}")
    organisation(server)
    said = audit("run", "--config", "acme.yaml", "--quiet")
    assert (said.code, said.err, Path("ran").exists()) == (0, "", False)
    assert ledger() == [("acme/api", "audited", ""), ("acme/web", "audited", "")]


def test_a_renamed_repository_counts_once_under_both_names(audit: Command, server: GitServer, hub: Hub) -> None:
    made(server, hub, "hub", 7)
    hub.renamed = {"acme/model-registry": 7}
    listed = f"[{{name: acme/model-registry, url: '{server.url}/acme/model-registry', working_group: Data}}]"
    organisation(server, repositories=listed)
    audit("run", "--config", "acme.yaml", "--quiet")
    assert ledger() == [
        ("acme/hub", "audited", ""),
        ("acme/model-registry", "skipped", "excluded: the same repository as acme/hub, under a former name"),
    ]


def test_github_that_does_not_answer_ends_the_run_with_2(audit: Command, server: GitServer, hub: Hub) -> None:
    organisation(server)
    hub.troubles = [hubs.refused(404, "Not Found")]
    said = audit("run", "--config", "acme.yaml")
    assert (said.code, said.err) == (
        2,
        f"image-audit: {server.url}/api/v3: no list of the repositories of acme: it answered 404 (Not Found)\n",
    )


def test_github_that_does_not_answer_leaves_the_listed_ones_and_the_page_says_so(
    audit: Command, server: GitServer, hub: Hub
) -> None:
    Origins(server.root).make("acme/web", {"main": {"Dockerfile": "FROM scratch\n"}})
    organisation(
        server,
        ", when_unreachable: listed, wait_at_most: 0",
        f"[{{name: acme/web, url: '{server.url}/acme/web'}}]",
    )
    hub.troubles = [hubs.limited(4_000_000_000)]
    said = audit("run", "--config", "acme.yaml")
    told = (
        f"{server.url}/api/v3: no list of the repositories of acme: its limit of requests is reached, for longer than "
        "`enumerate.wait_at_most` (0 s). Only the repositories that the configuration lists were looked at; others may "
        "be missing."
    )
    assert (said.code, ledger()) == (0, [("acme/web", "audited", "")])
    assert said.err.splitlines()[1] == f"image-audit: {told}"
    assert told in Path("out/scoreboard.html").read_text()


def test_a_private_repository_is_fetched_with_the_token_and_the_token_stays_nowhere(
    audit: Command, server: GitServer, hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(server, hub, "open", 1)
    made(server, hub, "secret", 2, private=True, visibility="private")
    server.guarded = {"acme/secret": f"Basic {BASIC}"}
    organisation(server, ", private: true")
    monkeypatch.setenv("GITHUB_TOKEN", SECRET)
    said = audit("run", "--config", "acme.yaml", "--verbose")
    assert ledger() == [("acme/open", "audited", ""), ("acme/secret", "audited", "")]
    assert hub.shown == [f"token {SECRET}"]
    assert server.authorized == {"acme/secret"}
    assert (holding(tmp_path, SECRET, BASIC), SECRET in said.out + said.err) == ([], False)


def test_a_private_repository_that_the_token_does_not_open_is_told_without_the_token(
    audit: Command, server: GitServer, hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(server, hub, "secret", 2, private=True, visibility="private")
    server.guarded = {"acme/secret": "Basic other"}
    organisation(server, ", private: true")
    monkeypatch.setenv("GITHUB_TOKEN", SECRET)
    said = audit("run", "--config", "acme.yaml")
    assert ledger() == [("acme/secret", "skipped", f"Authentication failed for '{server.url}/acme/secret/'")]
    assert (holding(tmp_path, SECRET, BASIC), SECRET in said.out + said.err) == ([], False)


def test_the_same_answers_give_the_same_bytes(audit: Command, server: GitServer, hub: Hub) -> None:
    for number, name in enumerate(("web", "api", "old")):
        made(server, hub, name, number, archived=name == "old")
    organisation(server)
    audit("run", "--config", "acme.yaml", "--output", "one", "--cache", "a", "--quiet")
    hub.repositories.reverse()
    hub.troubles = [hubs.bad_gateway]
    audit("run", "--config", "acme.yaml", "--output", "two", "--cache", "b", "--quiet")
    assert state(Path("one")) == state(Path("two"))


def test_a_run_that_asks_nobody_does_not_wait_for_pygithub() -> None:
    program = "import sys, audit.cli.commands.run; print('github' in sys.modules)"
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=dict(os.environ), capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
