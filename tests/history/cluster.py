"""A PostgreSQL server of our own on the loopback interface, started for the tests and gone after them."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Return the folder of the server's programs, where Debian puts them or on the path; None without any."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    named = shutil.which("initdb")
    return found[0].parent if found else Path(named).resolve().parent if named else None


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """Start a server and yield the URL of its first database, without the database's name."""
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    data, port = home / "data", _free()
    if os.geteuid() == 0:  # the server refuses to run as root
        user = pwd.getpwnam("nobody")
        os.chown(home, user.pw_uid, user.pw_gid)
    try:
        _run(folder / "initdb", "-D", data, "-U", "auditor", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={home} -c fsync=off"
        _run(folder / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start")
        try:
            yield f"postgresql://auditor:secret@127.0.0.1:{port}"
        finally:
            _run(folder / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(*words: str | Path) -> None:
    lower = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups") if os.geteuid() == 0 else ()
    # what the server writes goes to its log: a pipe that it kept open would never end
    subprocess.run([*lower, *map(str, words)], check=True, stdout=subprocess.DEVNULL, cwd="/")
