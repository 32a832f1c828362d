"""Published runs, from a server on this machine."""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

import audit
from audit.errors import RecordError

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Answer each path as a test says, and remember what was asked for."""

    answers: ClassVar[dict[str, Answer]] = {}
    asked: ClassVar[list[str]] = []
    closing: ClassVar[threading.Event] = threading.Event()

    @property
    def url(self) -> str:
        """Return the address, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"


def misses(handler: BaseHTTPRequestHandler) -> None:
    """Say that there is nothing."""
    handler.send_error(404)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        Server.asked.append(self.path)
        Server.answers.get(self.path, misses)(self)

    def log_message(self, *given: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(Server, "answers", {})
    monkeypatch.setattr(Server, "asked", [])
    monkeypatch.setattr(Server, "closing", threading.Event())
    with Server(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        Server.closing.set()
        running.shutdown()
        thread.join()


def gives(content: bytes, length: int | None = None) -> Answer:
    """Return an answer with content, and the length it pretends to have."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content) if length is None else length))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def leads(place: str) -> Answer:
    """Return an answer that leads elsewhere."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", place)
        handler.end_headers()

    return answer


def hangs(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing until the test is over."""
    Server.closing.wait(30)


def drips(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then until nobody listens: no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    while not Server.closing.wait(0.02):
        try:
            handler.wfile.write(b" ")
        except OSError:
            return


def refused(place: str, said: str, **limits: float) -> None:
    """Assert what the error says."""
    with pytest.raises(RecordError, match=f"^{re.escape(said)}$"):
        audit.load(place, **limits)  # type: ignore[arg-type]  # a test gives whole numbers for sizes


@pytest.mark.parametrize("place", ["/runs", "/runs/", "/runs/scoreboard.json"])
def test_a_published_folder_or_record_is_read(place: str, output: Path, server: Server) -> None:
    server.answers["/runs/scoreboard.json"] = gives((output / "scoreboard.json").read_bytes())
    assert audit.load(server.url + place).newest() == audit.load(output).newest()


def test_a_query_is_kept(output: Path, server: Server) -> None:
    server.answers["/runs/scoreboard.json?raw=1"] = gives((output / "scoreboard.json").read_bytes())
    audit.load(f"{server.url}/runs?raw=1#top")
    assert server.asked == ["/runs/scoreboard.json?raw=1"]


def test_a_redirect_to_http_is_followed(output: Path, server: Server) -> None:
    server.answers["/old/scoreboard.json"] = leads("/new.json")
    server.answers["/new.json"] = gives((output / "scoreboard.json").read_bytes())
    assert len(audit.load(f"{server.url}/old").components) == 18


@pytest.mark.parametrize("place", ["file:///etc/hostname", "ftp://me:secret@127.0.0.1/x?key=1", "data:,x"])
def test_a_redirect_to_anything_else_is_refused_without_its_secrets(place: str, server: Server) -> None:
    server.answers["/scoreboard.json"] = leads(place)
    shown = place.replace("me:secret@", "").partition("?")[0]
    said = f"the server answers with a redirect to {shown}, which is not followed"
    refused(server.url, f"{server.url}/scoreboard.json: {said}")


def test_no_password_of_this_machine_is_sent(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    given: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        given.append(handler.headers["Authorization"])
        misses(handler)

    server.answers["/scoreboard.json"] = answer
    refused(server.url, f"{server.url}/scoreboard.json: the server answers 404 Not Found")
    assert given == [None]


def test_a_redirect_without_end_is_an_error(server: Server) -> None:
    server.answers["/scoreboard.json"] = leads("/scoreboard.json")
    with pytest.raises(RecordError, match=r"the server answers with more than 10 redirects$"):
        audit.load(server.url)


def test_what_is_not_there_is_told(server: Server) -> None:
    refused(f"{server.url}/gone", f"{server.url}/gone/scoreboard.json: the server answers 404 Not Found")


def test_what_is_too_large_is_refused(server: Server) -> None:
    server.answers["/scoreboard.json"] = gives(b" " * 1001)
    refused(server.url, f"{server.url}/scoreboard.json: is larger than 1,000 bytes (maximum_bytes)", maximum_bytes=1000)


def test_what_ends_too_early_is_refused(server: Server) -> None:
    server.answers["/scoreboard.json"] = gives(b'{"schema_version": 2', length=1020)
    refused(
        server.url, f"{server.url}/scoreboard.json: cannot be had: IncompleteRead(20 bytes read, 1000 more expected)"
    )


@pytest.mark.parametrize("answer", [pytest.param(hangs, id="silence"), pytest.param(drips, id="a byte now and then")])
def test_what_takes_too_long_is_given_up(answer: Answer, server: Server) -> None:
    server.answers["/scoreboard.json"] = answer
    refused(server.url, f"{server.url}/scoreboard.json: took longer than 0.3 seconds (timeout)", timeout=0.3)


def test_a_server_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(RecordError, match=r"^http://127\.0\.0\.1:1/scoreboard\.json: cannot be had: .*refused"):
        audit.load("http://127.0.0.1:1")


def test_a_page_in_place_of_the_record_is_told(server: Server) -> None:
    server.answers["/scoreboard.json"] = gives(b"<html>")
    with pytest.raises(RecordError, match=rf"^{re.escape(server.url)}/scoreboard\.json: not JSON"):
        audit.load(server.url)
