"""The door to published runs: a scoreboard.json over http or https, within limits of time and size."""

import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit

from audit.errors import RecordError

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold how long a download may take, in seconds, and how many bytes it may bring."""

    seconds: float
    size: int


class _Redirects(request.HTTPRedirectHandler):
    """Follow to http and https only, and never from https back to http."""

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> request.Request | None:
        allowed = ("https",) if req.type == "https" else ("http", "https")
        if urlsplit(newurl).scheme not in allowed:
            raise HTTPError(req.full_url, code, f"and leads to {newurl}, which is not followed", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


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


def fetch(url: str, limits: Limits) -> bytes:
    """Return what the address holds; raise RecordError when it is not to be had within the limits."""
    deadline = time.monotonic() + limits.seconds
    try:
        with _opener().open(url, timeout=limits.seconds) as response:
            return _body(url, response, limits, deadline)
    except HTTPError as error:
        error.close()
        raise RecordError(url, "", f"the server answers {error.code} {error.reason}") from error
    except TimeoutError as error:
        raise _late(url, limits) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        if isinstance(error, URLError) and isinstance(error.reason, TimeoutError):
            raise _late(url, limits) from error
        reason = error.reason if isinstance(error, URLError) else error
        raise RecordError(url, "", f"cannot be had: {reason}") from error


def _body(url: str, response: HTTPResponse, limits: Limits, deadline: float) -> bytes:
    """Read in pieces, so that neither an endless answer nor a slow one goes past the limits."""
    content = bytearray()
    while piece := response.read1(_CHUNK):
        content += piece
        if len(content) > limits.size:
            raise RecordError(url, "", f"is larger than {limits.size:,} bytes (maximum_bytes)")
        if time.monotonic() > deadline:
            raise _late(url, limits)
    if response.length:
        raise RecordError(url, "", f"ends {response.length:,} bytes too early")
    return bytes(content)


def _late(url: str, limits: Limits) -> RecordError:
    return RecordError(url, "", f"took longer than {limits.seconds:g} seconds (timeout)")


def _opener() -> request.OpenerDirector:
    """Return an opener that knows http, https and the proxies of the environment, and no file or ftp."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler, request.HTTPHandler, request.HTTPSHandler, request.HTTPDefaultErrorHandler,
        _Redirects, request.HTTPErrorProcessor,
    ):  # fmt: skip
        opener.add_handler(handler())
    return opener
