"""What `git http-backend` needs of the web server before it (https://git-scm.com/docs/git-http-backend)."""

import gzip
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from benchmarks.wire import ASKING


def settings(root: Path, *, filters: bool = True) -> dict[str, str]:
    """Return the variables under which every bare repository below a folder is served; without `filters`, whole."""
    able = str(filters).lower()
    given = {"uploadpack.allowFilter": able, "uploadpack.allowAnySHA1InWant": able, "safe.directory": "*"}
    variables = {"GIT_PROJECT_ROOT": str(root), "GIT_HTTP_EXPORT_ALL": "1", "GIT_CONFIG_COUNT": str(len(given))}
    for index, (key, value) in enumerate(given.items()):
        variables |= {f"GIT_CONFIG_KEY_{index}": key, f"GIT_CONFIG_VALUE_{index}": value}
    return variables


def body(request: BaseHTTPRequestHandler) -> bytes:
    """Read what a request carries, sent whole or in chunks."""
    if request.headers.get("Transfer-Encoding", "") != "chunked":
        return request.rfile.read(int(request.headers.get("Content-Length", "0")))
    chunks = []
    while size := int(request.rfile.readline(), 16):
        chunks.append(request.rfile.read(size))
        request.rfile.readline()
    request.rfile.readline()
    return b"".join(chunks)


def kind(request: BaseHTTPRequestHandler, body: bytes) -> str:
    """Return what the answer to a request is for: a commit's trees, blobs, or what references there are."""
    said = gzip.decompress(body) if request.headers.get("Content-Encoding") == "gzip" else body
    if b"command=fetch" not in said:
        return ASKING
    return "trees" if b"deepen " in said else "blobs"


def variables(request: BaseHTTPRequestHandler, length: int) -> dict[str, str]:
    """Return what CGI tells the backend of one request, whose body has this many bytes."""
    path, _, query = request.path.partition("?")
    return {
        "REQUEST_METHOD": request.command,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(length),
        "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""),
        "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
    }
