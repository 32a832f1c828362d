"""A git server on the loopback interface: `git http-backend` behind Python's HTTP server, every byte counted."""

import contextlib
import io
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO

from benchmarks import backend
from benchmarks.measure import environment
from benchmarks.wire import ASKING, Counted, Meter

_CHUNK = 1 << 16


class GitServer(ThreadingHTTPServer):
    """Serve the bare repositories below a folder; each request waits `latency` seconds for its answer."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, root: Path, latency: float) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.meter = Meter()
        self.latency = latency
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.variables = environment() | backend.settings(root)


@contextlib.contextmanager
def serving(root: Path, latency: float) -> Iterator[GitServer]:
    """Serve a folder until the block ends."""
    with GitServer(root, latency) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: GitServer

    def setup(self) -> None:
        super().setup()
        # without this, a small answer waits until the one before it was acknowledged
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._counted = Counted(self.connection, self.server.meter)
        self.rfile = io.BufferedReader(self._counted)
        self.wfile = io.BufferedWriter(self._counted)  # type: ignore[type-var]  # wants Buffer, which 3.11 cannot name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's word
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(backend.body(self))

    def _answer(self, body: bytes) -> None:
        time.sleep(self.server.latency)
        self._counted.kind = backend.kind(self, body)
        with tempfile.TemporaryFile() as asked:
            asked.write(body)
            asked.seek(0)
            variables = self.server.variables | backend.variables(self, len(body))
            process = subprocess.Popen(["git", "http-backend"], stdin=asked, stdout=subprocess.PIPE, env=variables)
        with process, contextlib.suppress(BrokenPipeError, ConnectionResetError):
            if process.stdout is not None:
                self._send(process.stdout)
        self._counted.kind = ASKING

    def _send(self, answer: IO[bytes]) -> None:
        """Pass the backend's answer on as it comes, in chunks."""
        lines = (line.decode().strip() for line in iter(answer.readline, b"\r\n"))
        head = dict(line.split(": ", 1) for line in lines if line)
        self.send_response(int(head.pop("Status", "200").split()[0]))
        for name, value in head.items():
            self.send_header(name, value)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while data := answer.read1(_CHUNK):  # type: ignore[attr-defined]  # a pipe is buffered
            self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()
