"""Git's messages in one plain line."""

import pytest

from audit.sources.git import Deadline, GitFault
from audit.sources.git.messages import reason

CASES = {
    "the first fatal line names the cause": (
        "fatal: could not read from 'a'\nfatal: early EOF\n",
        "could not read from 'a'",
    ),
    "an error line without a fatal one": (
        "warning: slow\nerror: object 1 is missing\n",
        "error: object 1 is missing",
    ),
    "a line of another kind": ("Killed\n", "Killed"),
    "no line at all": ("", "git failed"),
    "credentials are left out": (
        "fatal: Authentication failed for 'https://me:word@host.example/web/'\n",
        "Authentication failed for 'https://host.example/web/'",
    ),
    "how long it took is left out": (
        "fatal: unable to access 'https://a/': Failed to connect to a port 1 after 7 ms: No route to host\n",
        "unable to access 'https://a/': Failed to connect to a port 1: No route to host",
    ),
    "where this machine keeps its certificates is left out": (
        "fatal: unable to access 'https://a/': server certificate verification failed. CAfile: /ca.crt CRLfile: none\n",
        "unable to access 'https://a/': server certificate verification failed.",
    ),
    "a connection that was reset": (
        "error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: expected 'packfile'\n",
        "the connection broke off before everything had come",
    ),
    "a connection that ended": (
        "fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF\n",
        "the connection broke off before everything had come",
    ),
    "a server that fails in the middle": (
        "error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502\nfatal: expected 'packfile'\n",
        "the server answered HTTP 502",
    ),
    "a full disk is no fault of the server's": (
        "fatal: write error: No space left on device\nfatal: fetch-pack: invalid index-pack output\n",
        "cannot be kept: No space left on device",
    ),
    "a full disk of the server's is none of ours": (
        "remote: fatal: write error: No space left on device\nfatal: early EOF\n",
        "its server says: write error: No space left on device",
    ),
    "a helper that the machine ended": (
        "error: index-pack died of signal 9\nfatal: fetch-pack: invalid index-pack output\n",
        "index-pack died of signal 9",
    ),
    "a repository that its own server cannot read": (
        "remote: fatal: empty filename in tree entry        \nfatal: early EOF\n",
        "its server says: empty filename in tree entry",
    ),
    "a long line is cut": ("fatal: " + "a" * 999, "a" * 300),
}


@pytest.mark.parametrize(("messages", "line"), CASES.values(), ids=CASES)
def test_the_telling_line_is_taken(messages: str, line: str) -> None:
    assert reason(messages) == line


def test_a_deadline_tells_whole_seconds_and_ends() -> None:
    assert Deadline(60).left() == 60
    with pytest.raises(GitFault, match=r"^took longer than the limit of 0 s$"):
        Deadline(0).left()
