"""What can go wrong between here and a server: one line in the ledger, the others audited, and the next night heals."""

import re
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command, Said
from tests.cli.serving import FILES, ledger, organisation
from tests.sources.origins import Origins, files, git
from tests.sources.server import GitServer, serving

GOOD = ("acme/good", "main", "audited", "")
UNCHANGED = ("acme/good", "main", "unchanged", "")


@pytest.fixture
def web(server: GitServer) -> Path:
    """Return one repository of two on the server."""
    Origins(server.root).make("good.git", {"main": FILES})
    return Origins(server.root).make("web.git", {"main": FILES | {"README.md": "web"}})


def refused(audit: Command, config: str) -> str:
    """Run over a good repository and one whose server cannot be talked to; return the reason in its line."""
    said = night(audit, config)
    (first, (name, branch, outcome, reason)) = ledger()
    assert (said.code, said.err, first, name, branch, outcome) == (0, "", GOOD, "acme/web", "", "skipped")
    return reason


def night(audit: Command, config: str, *options: str) -> Said:
    """Run once, with enough time for a machine that has much to do."""
    return audit("run", "--config", config, "--quiet", "--timeout", "60", *options)


def test_a_connection_that_is_refused(audit: Command, server: GitServer, web: Path) -> None:
    with serving(server.root) as gone:
        port = int(gone.url.rpartition(":")[2])
    config = organisation(server, "good", f"web url: {gone.url}/web.git")
    reason = rf"unable to access '{gone.url}/web\.git/': Failed to connect to 127\.0\.0\.1 port \d+: .+"
    assert re.fullmatch(reason, refused(audit, config))
    with serving(server.root, port):
        night(audit, config)
    assert ledger() == [UNCHANGED, ("acme/web", "main", "audited", "")]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_a_certificate_that_nobody_vouches_for(
    audit: Command, server: GitServer, web: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(server.root, tls=certified()) as guarded:
        config = organisation(server, "good", f"web url: {guarded.url}/web.git")
        reason = refused(audit, config)
        # each TLS library has its own words for it
        assert re.fullmatch(rf"unable to access '{guarded.url}/web\.git/': .*certificate.*", reason)
        assert "/etc/" not in reason
        monkeypatch.setenv("GIT_SSL_CAINFO", str(Path("certificate.pem").absolute()))
        night(audit, config)
    assert ledger() == [UNCHANGED, ("acme/web", "main", "audited", "")]


def certified() -> ssl.SSLContext:
    """Make a certificate that its owner alone signed."""
    made = "-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
    written = "-addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out certificate.pem"
    subprocess.run(["openssl", "req", *made.split(), *written.split()], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("certificate.pem", "key.pem")
    return context


def test_a_server_that_speaks_no_tls(audit: Command, server: GitServer, web: Path) -> None:
    address = f"{server.url.replace('http:', 'https:')}/web.git"
    reason = refused(audit, organisation(server, "good", f"web url: '{address}'"))
    assert reason.startswith(f"unable to access '{address}/': ")


def test_a_connection_that_is_reset_in_the_middle_of_a_pack(audit: Command, server: GitServer, web: Path) -> None:
    # trees enough for a pack that has a middle
    texts = {f"{name}/README.md": "web" for name in range(200)}
    files(web, "main", FILES | texts)
    server.cut = frozenset({"web.git"})
    config = organisation(server, "good", "web")
    said = night(audit, config)
    assert (said.code, said.err) == (0, "")
    assert ledger() == [GOOD, ("acme/web", "main", "skipped", "the connection broke off before everything had come")]
    assert leftovers() == []
    server.cut = frozenset()
    night(audit, config)
    assert ledger() == [UNCHANGED, ("acme/web", "main", "audited", "")]


def leftovers() -> list[str]:
    """Return what git puts into a clone while a pack comes and takes away when it is whole."""
    return [each.name for each in Path("cache/repositories").rglob("tmp_*")]


def test_a_branch_that_was_deleted_is_told_and_comes_back(audit: Command, server: GitServer, web: Path) -> None:
    files(web, "next", FILES | {"README.md": "next"})
    config = organisation(server, "good", "web url: SERVER/web.git, branches: [main, next]")
    night(audit, config)
    before = git(web, "rev-parse", "next")
    git(web, "update-ref", "-d", "refs/heads/next")
    said = night(audit, config)
    assert (said.code, said.err) == (0, "")
    assert ledger() == [
        UNCHANGED,
        ("acme/web", "main", "unchanged", ""),
        ("acme/web", "next", "skipped", "no such branch on the remote"),
    ]
    git(web, "update-ref", "refs/heads/next", before)
    night(audit, config)
    assert [line[2:] for line in ledger()] == [("unchanged", "")] * 3


def test_a_branch_that_goes_while_it_is_read_does_not_take_the_others_along(
    audit: Command, server: GitServer, web: Path
) -> None:
    files(web, "next", FILES)
    asked_for_branches = ("web.git", "ls-refs")
    # once to be told what they point to, then by the fetch
    server.before = lambda *asked: (
        deleted(web, "next") if asked == asked_for_branches and server.received.count(asked) == 2 else None
    )
    config = organisation(server, "web url: SERVER/web.git, branches: [main, next]")
    night(audit, config, "--jobs", "1")
    assert ledger() == [
        ("acme/web", "main", "audited", ""),
        ("acme/web", "next", "skipped", "no such branch on the remote"),
    ]


def deleted(path: Path, branch: str) -> None:
    """Delete a branch of a repository."""
    git(path, "update-ref", "-d", f"refs/heads/{branch}")


def test_a_branch_below_the_name_of_one_that_was_deleted_is_read(audit: Command, server: GitServer, web: Path) -> None:
    for before, after in (("next", "next/1"), ("next/1", "next")):
        files(web, before, FILES)
        night(audit, organisation(server, f"web url: SERVER/web.git, branches: [main, {before}]"))
        deleted(web, before)
        files(web, after, {"Dockerfile": f"FROM alpine:3.22\n# {after}\n"})
        night(audit, organisation(server, f"web url: SERVER/web.git, branches: [main, {after}]"))
        assert ledger() == [("acme/web", "main", "unchanged", ""), ("acme/web", after, "audited", "")]
        deleted(web, after)
