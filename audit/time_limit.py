"""Limit the time that reading and judging one repository takes: loops ask `check`, who gives the time says how it ends.

No reader or rule knows a clock: what is asked is given from outside, and holds for the calls within the block only.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar

Ask = Callable[[], object]  # returns while there is time, raises when there is none
Within = Callable[[str], contextlib.AbstractContextManager[None]]  # the block in which a repository is worked on
_ask: ContextVar[Ask | None] = ContextVar("time_limit", default=None)


class TimeExceeded(Exception):
    """Name the repository whose time is over, and how much it was given."""

    def __init__(self, repository: str, reason: str) -> None:
        """Hold both."""
        super().__init__(f"{repository}: {reason}")
        self.repository, self.reason = repository, reason


def check() -> None:
    """Raise what the limit raises when the time is over; without a limit there is always time."""
    ask = _ask.get()
    if ask is not None:
        ask()


@contextlib.contextmanager
def limited(ask: Ask) -> Iterator[None]:
    """Let `ask` decide within the block."""
    token = _ask.set(ask)
    try:
        yield
    finally:
        _ask.reset(token)


_within: ContextVar[Within | None] = ContextVar("repository_limit", default=None)


@contextlib.contextmanager
def each_within(within: Within) -> Iterator[None]:
    """Let `within` limit the work on each repository in the block."""
    token = _within.set(within)
    try:
        yield
    finally:
        _within.reset(token)


def working_on(repository: str) -> contextlib.AbstractContextManager[None]:
    """Return the block in which a repository is worked on, without a limit where none was given."""
    within = _within.get()
    return contextlib.nullcontext() if within is None else within(repository)


class Budget:
    """Give each repository the seconds that reading it has left of its limit, over all blocks in which it is judged."""

    def __init__(self, clock: Callable[[], float], seconds: float, spent: Mapping[str, float]) -> None:
        """Take a clock, the limit of one repository, and the seconds that each one has spent."""
        self._clock, self._seconds, self._spent = clock, seconds, dict(spent)

    @contextlib.contextmanager
    def within(self, repository: str) -> Iterator[None]:
        """Raise TimeExceeded within the block when the repository's time is over."""
        end = self._clock() + self._seconds - self._spent.get(repository, 0.0)
        begun = self._clock()

        def ask() -> None:
            if self._clock() > end:
                raise TimeExceeded(repository, f"took longer than the limit of {self._seconds:g} s")

        with limited(ask):
            yield
        self._spent[repository] = self._spent.get(repository, 0.0) + self._clock() - begun
