"""Limit the time that work on one repository takes."""

import math
import time

from audit.process import interrupted
from audit.sources.git.messages import GitFault


class Deadline:
    """Hold the moment at which work on one repository has to end."""

    def __init__(self, seconds: float) -> None:
        """Begin now and last the seconds given."""
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> int:
        """Return the whole seconds left, at least 1; raise GitFault when none are, or the program is interrupted."""
        rest = self._end - time.monotonic()
        if interrupted():
            raise GitFault("interrupted")
        if rest <= 0:
            raise GitFault(f"took longer than the limit of {self._seconds:g} s")
        return max(1, math.ceil(rest))
