"""Published runs, from a server on this machine."""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import audit
from audit.errors import RecordError
from audit.library import Frames

Answer = Callable[[BaseHTTPRequestHandler], None]
closing = threading.Event()


class Server(ThreadingHTTPServer):
    """Answer each path as a test says, and remember what was asked for, and with which password."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str | None]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        """Return the address, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append((self.path, self.headers["Authorization"]))
        self.server.answers.get(self.path, gives(b"", status=404))(self)

    def log_message(self, *given: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    closing.clear()
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        closing.set()
        running.shutdown()
        thread.join()


def gives(content: bytes, length: int | None = None, status: int = 200, **headers: str) -> Answer:
    """Return an answer with content, and the length it pretends to have."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(content) if length is None else length), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def leads(place: str) -> Answer:
    """Return an answer that leads elsewhere."""
    return gives(b"", status=302, Location=place)


def hangs(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing until the test is over."""
    closing.wait(30)


def drips(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then until nobody listens: no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    while not closing.wait(0.02):
        try:
            handler.wfile.write(b" ")
        except OSError:
            return


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        pytest.param("/runs", "/runs/scoreboard.json", id="a folder"),
        pytest.param("/runs/", "/runs/scoreboard.json", id="a folder with a slash"),
        pytest.param("/runs/scoreboard.json", "/runs/scoreboard.json", id="the record"),
        pytest.param("/runs?raw=1#top", "/runs/scoreboard.json?raw=1", id="a query is kept"),
        pytest.param("/old", "/old/scoreboard.json", id="a redirect to http is followed"),
    ],
)
def test_a_published_run_is_read(place: str, asked: str, output: Path, loaded: Frames, server: Server) -> None:
    record = gives((output / "scoreboard.json").read_bytes())
    server.answers |= {asked: record, "/old/scoreboard.json": leads("/new.json"), "/new.json": record}
    assert audit.load(server.url + place).newest() == loaded.newest()
    assert server.asked[0] == (asked, None)


def test_no_password_of_this_machine_is_sent(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with pytest.raises(RecordError, match=r"the server answers 404 Not Found$"):
        audit.load(server.url)
    assert server.asked == [("/scoreboard.json", None)]


LEADS = "the server answers with a redirect to"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(leads("file:///etc/hosts"), f"{LEADS} file:///etc/hosts, which is not followed", id="a file"),
        pytest.param(
            leads("ftp://me:secret@127.0.0.1/x?key=1"), f"{LEADS} ftp://127.0.0.1/x, which is not followed",
            id="another scheme, whose secrets are not repeated",
        ),
        pytest.param(leads("data:,x"), f"{LEADS} data:,x, which is not followed", id="data"),
        pytest.param(
            leads("/scoreboard.json"), "the server answers with more than 10 redirects", id="redirects without end"
        ),
        pytest.param(gives(b"", status=404), "the server answers 404 Not Found", id="nothing there"),
        pytest.param(gives(b" " * 1001), "is larger than 1,000 bytes (maximum_bytes)", id="too large"),
        pytest.param(
            gives(b'{"schema_version": 2', length=1020),
            "cannot be had: IncompleteRead(20 bytes read, 1000 more expected)", id="an end that comes too early",
        ),
        pytest.param(hangs, "took longer than 0.5 seconds (timeout)", id="silence"),
        pytest.param(drips, "took longer than 0.5 seconds (timeout)", id="a byte now and then"),
        pytest.param(
            gives(b"<html>"), "not JSON: JSON is malformed: invalid character (byte 0); expected a scoreboard.json",
            id="a page in place of the record",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_had_is_told(answer: Answer, said: str, server: Server) -> None:
    server.answers["/scoreboard.json"] = answer
    with pytest.raises(RecordError, match=f"^{re.escape(f'{server.url}/scoreboard.json: {said}')}$"):
        audit.load(server.url, timeout=0.5, maximum_bytes=1000)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(RecordError, match=r"^http://127\.0\.0\.1:1/scoreboard\.json: cannot be had: .*refused$"):
        audit.load("http://127.0.0.1:1")
