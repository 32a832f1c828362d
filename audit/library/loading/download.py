"""Download a published scoreboard.json over http or https, within limits of time and size."""

import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from audit.errors import RecordError

_CHUNK = 1 << 16
_REDIRECTS = 10


@dataclass(frozen=True, slots=True)
class DownloadLimits:
    """Hold how long a download may take, in seconds, and how many bytes it may have."""

    seconds: float
    size: int


def address(url: str) -> str:
    """Return the URL of the record itself: a folder's has `scoreboard.json` added.

    Raises RecordError for one that names no host, or that holds a name or password.
    """
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        raise RecordError(f"{parts.scheme}://...", "", "holds a name or password; expected a public address")
    if not parts.hostname:
        raise RecordError(url, "", "names no host; expected https://host/folder")
    path = parts.path if parts.path.endswith(".json") else f"{parts.path.rstrip('/')}/scoreboard.json"
    return urlunsplit(parts._replace(path=path, fragment=""))


def fetch(url: str, limits: DownloadLimits) -> bytes:
    """Return what the address holds; raise RecordError when it cannot be downloaded within the limits."""
    deadline = time.monotonic() + limits.seconds
    try:
        with requests.Session() as session, _answer(session, url, limits.seconds) as response:
            if response.status_code != requests.codes.ok:
                raise RecordError(url, "", f"the server answers {response.status_code} {response.reason}")
            return _body(url, response, limits, deadline)
    except (requests.Timeout, ReadTimeoutError) as error:
        raise _late(url, limits) from error
    except (requests.RequestException, HTTPError, ValueError) as error:
        raise RecordError(url, "", f"cannot be had: {_cause(error)}") from error


def _answer(session: requests.Session, url: str, seconds: float) -> requests.Response:
    """Follow redirects to http and https, never from https back to http; proxies are those of the environment."""
    asked = url
    for _ in range(_REDIRECTS):
        response = session.get(
            asked,
            stream=True,
            timeout=seconds,
            allow_redirects=False,
            auth=_no_password,
            headers={"Accept-Encoding": "identity"},
        )
        target = session.get_redirect_target(response)
        if target is None:
            return response
        response.close()
        found = urljoin(asked, target)
        if urlsplit(found).scheme not in (("https",) if asked.startswith("https:") else ("http", "https")):
            raise RecordError(url, "", f"the server answers with a redirect to {_shown(found)}, which is not followed")
        asked = found
    raise RecordError(url, "", f"the server answers with more than {_REDIRECTS} redirects")


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave a request as it is: `requests` adds a password of ~/.netrc where no authentication is given."""
    return request


def _shown(url: str) -> str:
    """Return a URL without what may be secret in it: name, password and query."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment=""))


def _body(url: str, response: requests.Response, limits: DownloadLimits, deadline: float) -> bytes:
    """Read in pieces, so that neither an endless answer nor a slow one exceeds the limits."""
    content = bytearray()
    while piece := response.raw.read1(_CHUNK):
        content += piece
        if len(content) > limits.size:
            raise RecordError(url, "", f"is larger than {limits.size:,} bytes (maximum_bytes)")
        if time.monotonic() > deadline:
            raise _late(url, limits)
    return bytes(content)


def _late(url: str, limits: DownloadLimits) -> RecordError:
    return RecordError(url, "", f"took longer than {limits.seconds:g} seconds (timeout)")


def _cause(error: BaseException) -> BaseException:
    """Return the first cause: what `requests` raises repeats the whole request."""
    inner = error.__cause__ or error.__context__
    return _cause(inner) if inner else error
