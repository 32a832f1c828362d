"""A disk that is full: said in one clear line, nothing half-written, and healed by the next run."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import audit as package
from tests.cli.conftest import Command
from tests.cli.serving import FILES, ledger, organisation
from tests.sources.origins import Origins, files, state
from tests.sources.server import GitServer

# a file system of one's own, for whoever may have one without being root
MOUNT = ("unshare", "--map-root-user", "--mount", "sh", "-ec")


def _may_mount() -> bool:
    tried = [*MOUNT, 'mount -t tmpfs none "$0"', tempfile.gettempdir()]
    return (
        shutil.which("unshare") is not None and subprocess.run(tried, capture_output=True, check=False).returncode == 0
    )


mounts = pytest.mark.skipif(not _may_mount(), reason="no file system of one's own here")
NIGHTS = """
import os, sys
from audit.cli import main
for line in sys.stdin:
    if line.startswith("run"):
        try:
            main(line.split())
        except SystemExit as left:
            print(left.code, flush=True)
    else:
        os.system(line)
"""


@pytest.fixture
def config(server: GitServer) -> str:
    """Return the file of an organisation of a small repository and one of a megabyte and a half."""
    Origins(server.root).make("good.git", {"main": FILES})
    noise = [random.Random(seed).randbytes(450_000).hex() for seed in range(3)]  # noqa: S311 - it does not compress
    texts = {f"{seed}/Dockerfile": f"FROM scratch\nENV NOISE={each}\n" for seed, each in enumerate(noise)}
    Origins(server.root).make("web.git", {"main": texts})
    return organisation(server, "good", "web")


def nights(*lines: str) -> str:
    """Run lines of shell and runs of the program, in one process with file systems of its own; return what it says."""
    variables = os.environ | {
        "PYTHONPATH": str(Path(package.__file__).parent.parent),
        "IMAGE_AUDIT_CONFIG": "acme.yaml",
        "IMAGE_AUDIT_QUIET": "1",
        "IMAGE_AUDIT_JOBS": "1",
    }
    command = [*MOUNT, 'exec "$0" -c "$1"', sys.executable, NIGHTS]
    typed = "\n".join(lines)
    done = subprocess.run(command, env=variables, input=typed, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


@mounts
def test_a_full_disk_costs_the_clone_that_does_not_fit_and_facts_only_a_second_reading(config: str) -> None:
    Path("cache").mkdir()
    told = nights(
        "mount -t tmpfs -o size=300k none cache",
        "run --output full",
        "find cache -name 'tmp_*'",
        "mount -o remount,size=100m cache",
        "run --output room",
        "mount -t tmpfs -o nr_inodes=1 none cache/facts",
        "run --output unkept",
        "find cache/facts -type f",
    )
    assert told == "0\n0\n0\n"
    assert ledger("full") == [
        ("acme/good", "main", "audited", ""),
        ("acme/web", "main", "skipped", "cannot be kept: No space left on device"),
    ]
    assert ledger("room") == [("acme/good", "main", "unchanged", ""), ("acme/web", "main", "audited", "")]
    assert ledger("unkept") == [("acme/good", "main", "audited", ""), ("acme/web", "main", "audited", "")]


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that becomes full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_clone_that_may_not_grow_costs_its_repository_and_heals(audit: Command, config: str) -> None:
    with no_file_larger_than(1_000_000):
        said = audit("run", "--config", config, "--quiet")
    assert (said.code, said.err) == (0, "")
    # the kernel ends git where it would have an error from a full disk
    assert ledger() == [
        ("acme/good", "main", "audited", ""),
        ("acme/web", "main", "skipped", f"index-pack died of signal {signal.SIGXFSZ:d}"),
    ]
    audit("run", "--config", config, "--quiet")
    assert ledger() == [("acme/good", "main", "unchanged", ""), ("acme/web", "main", "audited", "")]
    assert list(Path("cache").rglob("tmp_*")) == []


def test_reports_that_find_no_room_leave_those_of_the_last_run_as_they_were(audit: Command, server: GitServer) -> None:
    path = Origins(server.root).make("web.git", {"main": FILES})
    config = organisation(server, "web")
    audit("run", "--config", config, "--quiet")
    before = state(Path("out"))
    files(path, "main", {"Dockerfile": "FROM alpine:3.22\n", "b/Dockerfile": "FROM debian:12\n"})
    with no_file_larger_than(len(before["scoreboard.html"]) // 2):
        said = audit("run", "--config", config, "--quiet")
    assert (said.code, said.out, said.err) == (2, "", "image-audit: out: cannot be written: File too large\n")
    assert state(Path("out")) == before
    assert audit("run", "--config", config, "--quiet").code == 0
    assert state(Path("out")) != before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_standard_output_that_takes_no_more_is_told_in_one_line() -> None:
    variables = os.environ | {"PYTHONPATH": str(Path(package.__file__).parent.parent)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "audit", "rules"],
            env=variables,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "image-audit: cannot write: No space left on device\n")
