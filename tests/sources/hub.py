"""A server that answers as GitHub's REST API describes it, every answer checked against that description."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from jsonschema import Draft202012Validator

SCHEMA = json.loads(Path(__file__).with_name("github.schema.json").read_text())
Trouble = Callable[["Hub", BaseHTTPRequestHandler], None]
Answer = tuple[int, str, Any, Mapping[str, str]]


def listed(name: str, number: int, **given: object) -> dict[str, Any]:
    """Return a repository as it stands in an organisation's list."""
    return _filled(SCHEMA["repositories"]["items"], name, number) | given


def _filled(schema: Mapping[str, Any], name: str, number: int) -> dict[str, Any]:
    """Return a value for each property of the description, and those that say which repository it is."""
    filled = {key: _value(key, each) for key, each in schema["properties"].items()}
    known = {
        "id": number,
        "full_name": name,
        "name": name.partition("/")[2],
        "html_url": f"https://elsewhere.example/{name}",
    }
    told = {"visibility": "public", "default_branch": "main", "pushed_at": "2026-11-01T10:00:00Z", "topics": []}
    return filled | known | told


def _value(key: str, schema: Mapping[str, Any]) -> object:
    kind = schema["type"]
    if "null" in kind:
        return None
    if kind == "object":
        return {name: _value(name, each) for name, each in schema["properties"].items()}
    empty: dict[str, object] = {"integer": 0, "boolean": False, "array": [], "string": key}
    return f"https://elsewhere.example/{key}" if schema.get("format") == "uri" else empty[kind]


@dataclass(slots=True)
class Hub:
    """Hold what the server knows; `troubles` befall the next requests, one each, before anything is answered.

    `renamed` leads from a former name to an id, `commits` from a name to its commits, the newest first. `asked` holds
    the paths and queries that came, `shown` the headers `Authorization` that came with them.
    """

    organization: str = "acme"
    repositories: list[dict[str, Any]] = field(default_factory=list)
    elsewhere: list[dict[str, Any]] = field(default_factory=list)
    renamed: dict[str, int] = field(default_factory=dict)
    commits: dict[str, list[str]] = field(default_factory=dict)
    troubles: list[Trouble | None] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    shown: list[str | None] = field(default_factory=list)

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        self.asked.append(request.path.removeprefix("/api/v3"))
        self.shown.append(request.headers.get("Authorization"))
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble:
            trouble(self, request)
        else:
            send(request, *self.answer(request))

    def answer(self, request: BaseHTTPRequestHandler) -> Answer:
        """Return status, the answer's name in the description, the answer and its own headers."""
        url = urlsplit(request.path.removeprefix("/api/v3"))
        base = f"http://{request.headers['Host']}/api/v3"
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        if url.path == f"/orgs/{self.organization}/repos":
            kind = query.get("type", "all")
            rows = [each for each in self.repositories if kind == "all" or not each["private"]]
            return _page("repositories", rows, f"{base}{url.path}", query)
        if match := re.fullmatch(r"/repos/([^/]+/[^/]+)/commits", url.path):
            return self._commits(match[1], f"{base}{url.path}", query)
        return self._repository(url.path, base)

    def _repository(self, path: str, base: str) -> Answer:
        name, number = path.removeprefix("/repos/"), path.removeprefix("/repositories/")
        if name in self.renamed:
            place = f"{base}/repositories/{self.renamed[name]}"
            return 301, "error", {"message": "Moved Permanently", "url": place}, {"Location": place}
        for each in (*self.repositories, *self.elsewhere):
            if each["full_name"] == name or str(each["id"]) == number:
                return 200, "repository", _filled(SCHEMA["repository"], each["full_name"], each["id"]) | each, {}
        return 404, "error", {"message": "Not Found", "status": "404"}, {}

    def _commits(self, name: str, url: str, query: Mapping[str, str]) -> Answer:
        if not self.commits[name]:
            return 409, "error", {"message": "Git Repository is empty."}, {}
        filled = {
            key: _value(key, each) for key, each in SCHEMA["commits"]["items"]["properties"].items() if key != "commit"
        }
        return _page("commits", [filled | {"sha": each, "commit": {}} for each in self.commits[name]], url, query)


def _page(kind: str, rows: list[dict[str, Any]], url: str, query: Mapping[str, str]) -> Answer:
    """Return one page of a list, with the addresses of the next and the last in `Link`."""
    size, page = int(query.get("per_page", "30")), int(query.get("page", "1"))
    last = max(1, -(-len(rows) // size))
    beside = {"next": page + 1, "last": last} if page < last else {}
    links = (f'<{url}?{urlencode({**query, "page": number})}>; rel="{rel}"' for rel, number in beside.items())
    return 200, kind, rows[(page - 1) * size : page * size], {"Link": ", ".join(links)} if beside else {}


def send(request: BaseHTTPRequestHandler, status: int, kind: str, answer: Any, headers: Mapping[str, str]) -> None:
    """Send an answer that keeps to the description."""
    Draft202012Validator(SCHEMA[kind]).validate(answer)
    _raw(request, status, json.dumps(answer).encode(), headers)


def _raw(request: BaseHTTPRequestHandler, status: int, body: bytes, headers: Mapping[str, str]) -> None:
    request.send_response(status)
    for name, value in {"Content-Type": "application/json; charset=utf-8", **headers}.items():
        request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def limited(reset: int, status: int = 403) -> Trouble:
    """Return the answer of an hour whose requests are used up; it ends at `reset`, seconds since 1970."""
    headers = {"x-ratelimit-limit": "60", "x-ratelimit-remaining": "0", "x-ratelimit-reset": str(reset)}
    said = {"message": "API rate limit exceeded for 192.0.2.1.", "documentation_url": "https://docs.example"}
    return lambda _, request: send(request, status, "error", said, headers)


def slow_down(seconds: int) -> Trouble:
    """Return the answer to too many requests at once, which names how long to wait."""
    said = {"message": "You have exceeded a secondary rate limit.", "documentation_url": "https://docs.example"}
    return lambda _, request: send(request, 403, "error", said, {"retry-after": str(seconds)})


def refused(status: int, message: str) -> Trouble:
    """Return an answer of GitHub's own that says no."""
    return lambda _, request: send(request, status, "error", {"message": message}, {})


def bad_gateway(_: Hub, request: BaseHTTPRequestHandler) -> None:
    """Answer as the machines before GitHub do."""
    _raw(request, 502, b"<html><title>502 Bad Gateway</title></html>", {"Content-Type": "text/html"})


def page_of_html(_: Hub, request: BaseHTTPRequestHandler) -> None:
    """Answer as a proxy does that wants somebody to log in."""
    _raw(request, 200, b"<html>Please log in</html>", {"Content-Type": "text/html"})


def broken_off(hub: Hub, request: BaseHTTPRequestHandler) -> None:
    """Send half of the body that was announced, then hang up."""
    body = json.dumps(hub.answer(request)[2]).encode()
    request.send_response(200)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body[: len(body) // 2])
    request.close_connection = True


def cut_json(hub: Hub, request: BaseHTTPRequestHandler) -> None:
    """Send half of the body as if it were the whole."""
    body = json.dumps(hub.answer(request)[2]).encode()
    _raw(request, 200, body[: len(body) // 2], {})


def hung_up(_: Hub, request: BaseHTTPRequestHandler) -> None:
    """Say nothing and hang up."""
    request.close_connection = True


def elsewhere(_: Hub, request: BaseHTTPRequestHandler) -> None:
    """Lead to another host."""
    send(request, 301, "error", {"message": "Moved Permanently"}, {"Location": "http://evil.example/api/v3/x"})


def linked(_: Hub, request: BaseHTTPRequestHandler) -> None:
    """Say that the list goes on at another host."""
    send(request, 200, "repositories", [listed("acme/a", 1)], {"Link": '<http://evil.example/api/v3/x>; rel="next"'})


def stalling(hub: Hub, request: BaseHTTPRequestHandler, released: Callable[[], object]) -> None:
    """Send the head and half of the body, then nothing until it is released."""
    body = json.dumps(hub.answer(request)[2]).encode()
    request.send_response(200)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body[: len(body) // 2])
    request.wfile.flush()
    released()
    request.close_connection = True
