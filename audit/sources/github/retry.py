"""Repeat failed requests to GitHub, a limited number of times and for a limited time."""

from collections.abc import Callable
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception

T = TypeVar("T")
ATTEMPTS = 4
NOTICE_FROM = 5  # seconds of waiting that are reported


class Fault(Exception):
    """Word the fault of an answer in short; `again` tells that a repeated request may succeed."""

    def __init__(self, reason: str, *, again: bool = False, wait: float = 0, absent: bool = False) -> None:
        """Take the reason; `wait` is the least number of seconds before asking again, `absent`: nothing is there."""
        super().__init__(reason)
        self.again = again
        self.wait = wait
        self.absent = absent


class Retry:
    """Ask again what failed: four times at most, after 1, 2 and 4 seconds or as long as GitHub says.

    tenacity and not PyGithub's own GithubRetry: that one ends when the headers are there, so an answer that breaks off
    is not asked for again; it takes any Retry-After, leaves 429 alone, and is given neither clock nor notice.
    """

    def __init__(self, seconds: float, sleep: Callable[[float], None], tell: Callable[[str], None]) -> None:
        """Wait `seconds` in all and not longer; `tell` is given a sentence before a long wait."""
        self._seconds = seconds
        self._left = seconds
        self._sleep = sleep
        self._tell = tell

    def ask(self, work: Callable[[], T]) -> T:
        """Return what the work returns; raise the last Fault when repeating does not help."""
        ask = Retrying(
            retry=retry_if_exception(lambda error: isinstance(error, Fault) and error.again),
            wait=_pause,
            stop=self._is_enough,
            sleep=self._waited,
            before_sleep=self._said,
            reraise=True,
        )
        try:
            return ask(work)
        except Fault as fault:
            if fault.wait > self._left:
                self._tell(f"GitHub: {fault}; not waiting {fault.wait:.0f} s")
                # without the number, which another run on the same day would not have on its page
                raise Fault(f"{fault}, for longer than `enumerate.wait_at_most` ({self._seconds:g} s)") from fault
            raise

    def _is_enough(self, state: RetryCallState) -> bool:
        return state.attempt_number >= ATTEMPTS or state.upcoming_sleep > self._left

    def _waited(self, seconds: float) -> None:
        self._left -= seconds
        self._sleep(seconds)

    def _said(self, state: RetryCallState) -> None:
        fault = state.outcome.exception() if state.outcome else None
        if state.upcoming_sleep >= NOTICE_FROM:
            self._tell(f"GitHub: {fault}; waiting {state.upcoming_sleep:.0f} s")


def _pause(state: RetryCallState) -> float:
    fault = state.outcome.exception() if state.outcome else None
    least = fault.wait if isinstance(fault, Fault) else 0
    return max(least, 2.0 ** (state.attempt_number - 1))
