"""What went wrong with git, in one line, and how long it may take."""

import math
import re
import time

_URL_SECRET = re.compile(r"(?<=://)[^/@\s]+@")


class GitFault(Exception):
    """Say in one line why git could not do what was asked."""


class Deadline:
    """Hold the moment until which work on one repository may last."""

    def __init__(self, seconds: float) -> None:
        """Begin now and last the seconds given."""
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> int:
        """Return the whole seconds left, at least 1; raise GitFault when none are."""
        rest = self._end - time.monotonic()
        if rest <= 0:
            raise GitFault(f"took longer than the limit of {self._seconds:g} s")
        return max(1, math.ceil(rest))


def reason(messages: str) -> str:
    """Return the line of git's messages that says why, without secrets."""
    # GitPython wraps what git said in `stderr: '...'`
    text = messages.strip().removeprefix("stderr: '").removesuffix("'")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "ERROR:", "remote:"))] or lines
    # the first `fatal:` names the cause, later ones repeat that there was one
    chosen = next((line for line in telling if line.startswith("fatal:")), telling[-1] if telling else "git failed")
    return _URL_SECRET.sub("", chosen.removeprefix("fatal:").strip())[:300]
