"""A real git server on the loopback interface: `git http-backend` behind Python's HTTP server."""

import contextlib
import gzip
import os
import socket
import ssl
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks import backend


@dataclass(slots=True)
class GitServer:
    """Serve the repositories of a folder, count what is asked, and misbehave when told to.

    `filters` off: blobs cannot be left out. `stalled`: answers never come. `locked`: every request is answered 401.
    `moved`: whoever asks for it is sent to another address.
    `cut`: the connection is reset in the middle of every pack. `before` is called with each request that comes.
    `guarded`: what a repository wants as `Authorization`. `api` answers what lies below `/api/`.
    `authorized` holds the repositories for which credentials came.
    `received` holds (repository, request): `info/refs`, then the command of protocol v2.
    """

    root: Path
    url: str = ""
    filters: bool = True
    stalled: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()
    cut: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[str, str], None] | None = None
    guarded: Mapping[str, str] = field(default_factory=dict)
    api: Callable[[BaseHTTPRequestHandler], None] | None = None
    received: list[tuple[str, str]] = field(default_factory=list)
    authorized: set[str] = field(default_factory=set)
    bytes_sent: int = 0
    released: threading.Event = field(default_factory=threading.Event)

    def commands(self, repository: str = "") -> list[str]:
        """Return the commands that came since the last call, of one repository or of all."""
        seen = [what for name, what in self.received if what != "info/refs" and repository in ("", name)]
        self.received.clear()
        return seen

    def environment(self) -> dict[str, str]:
        """Return the variables under which `git http-backend` serves."""
        served = backend.settings(self.root, filters=self.filters)
        return {name: value for name, value in os.environ.items() if name != "GIT_DIR"} | served


@contextlib.contextmanager
def serving(root: Path, port: int = 0, tls: ssl.SSLContext | None = None) -> Iterator[GitServer]:
    """Serve the bare repositories below a folder until the block ends."""
    server = GitServer(root)
    http = _Http(server, port)
    if tls:
        http.socket = tls.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
    server.url = f"{'https' if tls else 'http'}://127.0.0.1:{http.server_address[1]}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        http.shutdown()
        http.server_close()
        thread.join()


class _Http(ThreadingHTTPServer):
    """Listen on a port of the loopback interface, a free one for 0."""

    def __init__(self, git: GitServer, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.git = git

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Say over TLS that this is the end: without it, nobody knows whether all has come."""
        if isinstance(request, ssl.SSLSocket):
            with contextlib.suppress(OSError):
                request.settimeout(5)
                request.unwrap()
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that goes away, as one does that does not trust the certificate."""


class _Handler(BaseHTTPRequestHandler):
    @property
    def git(self) -> GitServer:
        """Return what is served."""
        assert isinstance(self.server, _Http)
        return self.server.git

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's word
        """Say nothing."""

    def do_GET(self) -> None:
        if self.git.api and self.path.startswith("/api/"):
            self.git.api(self)
        else:
            self._serve(b"")

    def do_POST(self) -> None:
        self._serve(backend.body(self))

    def _serve(self, body: bytes) -> None:
        repository = self.path.lstrip("/").partition("/")[0]
        if self.headers.get("Authorization"):
            self.git.authorized.add(self.path.lstrip("/").partition("/info/")[0].partition("/git-upload-pack")[0])
        asked = _command(body) if self.command == "POST" else "info/refs"
        self.git.received.append((repository, asked))
        if self.git.before:
            self.git.before(repository, asked)
        if repository in self.git.stalled:
            self.git.released.wait()
            self.close_connection = True
        elif repository in self.git.moved:
            self.send_response(302)
            self.send_header("Location", self.git.moved[repository])
            self.end_headers()
        elif repository in self.git.locked or self._is_refused():
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="private"')
            self.end_headers()
        else:
            self._answer(body, cut=repository in self.git.cut and asked == "fetch")

    def _is_refused(self) -> bool:
        wanted = [value for name, value in self.git.guarded.items() if self.path.startswith(f"/{name}/")]
        return any(self.headers.get("Authorization") != value for value in wanted)

    def _answer(self, body: bytes, *, cut: bool) -> None:
        process = subprocess.run(
            ["git", "http-backend"],
            input=body,
            capture_output=True,
            env=self.git.environment() | backend.variables(self, len(body)),
            check=False,
        )
        head, _, content = process.stdout.partition(b"\r\n\r\n")
        lines = dict(each.split(": ", 1) for each in head.decode().split("\r\n") if each)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(int(lines.pop("Status", "200").split()[0]))
            for name, value in lines.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if cut else content)
            if cut:
                self._reset()
        self.git.bytes_sent += len(content)

    def _reset(self) -> None:
        """End the connection without a word."""
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())


def _command(body: bytes) -> str:
    """Return the command that a request of protocol v2 begins with: `0014command=ls-refs`."""
    plain = gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
    return plain[4 : int(plain[:4], 16)].decode().strip().removeprefix("command=")
