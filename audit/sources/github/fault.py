"""Word what PyGithub and requests raise; nothing of a request, and so no token, is repeated."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from github import BadAttributeException, GithubException
from requests import exceptions

from audit.sources.github.retry import Fault

T = TypeVar("T")
_SECONDARY = 60.0  # GitHub asks for at least a minute when it names no time
_RAISED = (
    GithubException,
    BadAttributeException,
    exceptions.RequestException,
    AssertionError,
    AttributeError,
    RuntimeError,
    TypeError,
    ValueError,
)


def with_faults(work: Callable[[], T], now: Callable[[], float]) -> T:
    """Return what the work returns; raise Fault for whatever PyGithub makes of an answer."""
    try:
        return work()
    except _RAISED as error:
        raise _of(error, now()) from None  # what it was raised from may show a header


def _of(error: Exception, now: float) -> Fault:
    match error:
        case GithubException():
            return _answered(error, now)
        case exceptions.RequestException():
            return _cut(error)
        case AssertionError() | RuntimeError():
            return Fault("it leads to another address than that of `enumerate.api`, or round in a circle")
        case ValueError():
            return Fault("its answer is no JSON or breaks off", again=True)
        case _:
            return Fault("its answer is not as GitHub's API describes it")


def _cut(error: exceptions.RequestException) -> Fault:
    match error:
        case exceptions.ConnectTimeout():
            return Fault("no connection within `enumerate.timeout`")
        case exceptions.SSLError():
            return Fault("its certificate is not trusted")
        case _ if "timed out" in str(error).lower():
            return Fault("it sent nothing for `enumerate.timeout`", again=True)
        case exceptions.ConnectionError() | exceptions.ChunkedEncodingError() | exceptions.ContentDecodingError():
            return Fault("the connection cannot be made or broke", again=True)
        case _:
            return Fault("it cannot be asked as `enumerate.api` is written")


def _answered(error: GithubException, now: float) -> Fault:
    headers = error.headers or {}
    message = str(error.data.get("message", "")) if isinstance(error.data, dict) else ""
    limit = error.status in (403, 429) and _limit(headers, message, now)
    if limit:
        return Fault("its limit of requests is reached", again=True, wait=limit)
    if error.status == 401:  # noqa: PLR2004 - the number is its name
        return Fault("it does not take the token of GITHUB_TOKEN or GH_TOKEN")
    said = f"it answered {error.status}" + (f" ({' '.join(message.split())[:200]})" if message else "")
    return Fault(said, again=error.status >= 500, absent=error.status in (404, 409))  # noqa: PLR2004 - the same


def _limit(headers: Mapping[str, str], message: str, now: float) -> float:
    """Return the seconds until a limit of requests ends, 0 when an answer is about something else."""
    after, reset = headers.get("retry-after", ""), headers.get("x-ratelimit-reset", "")
    if after.isdecimal():
        return max(1.0, float(after))
    if headers.get("x-ratelimit-remaining") == "0" and reset.isdecimal():
        return max(1.0, float(reset) - now + 1)  # within which part of that second nobody says
    return _SECONDARY if "rate limit" in message.lower() or after else 0.0
