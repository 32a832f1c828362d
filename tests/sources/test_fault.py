"""Git's messages in one plain line."""

import pytest

from audit.sources.git import Deadline, GitFault
from audit.sources.git.fault import reason


@pytest.mark.parametrize(
    ("messages", "line"),
    [
        pytest.param(
            "fatal: could not read from 'a'\nfatal: early EOF\n",
            "could not read from 'a'",
            id="the first fatal line names the cause",
        ),
        pytest.param(
            "warning: slow\nerror: object 1 is missing\n",
            "error: object 1 is missing",
            id="an error line without a fatal one",
        ),
        pytest.param("Killed\n", "Killed", id="a line of another kind"),
        pytest.param("", "git failed", id="no line at all"),
        pytest.param(
            "fatal: Authentication failed for 'https://me:word@host.example/web/'\n",
            "Authentication failed for 'https://host.example/web/'",
            id="credentials are left out",
        ),
        pytest.param("fatal: " + "a" * 999, "a" * 300, id="a long line is cut"),
    ],
)
def test_the_telling_line_is_taken(messages: str, line: str) -> None:
    assert reason(messages) == line


def test_a_deadline_tells_whole_seconds_and_ends() -> None:
    assert Deadline(60).left() == 60
    with pytest.raises(GitFault, match=r"^took longer than the limit of 0 s$"):
        Deadline(0).left()
