"""Peak memory of a process and of the git processes below it, apart."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import memory

_TEN_MEGABYTES = "import sys; held = bytearray(10_000_000); print(); sys.stdin.readline()"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="/proc is Linux's")
def test_the_peak_of_a_process_is_seen_while_it_runs() -> None:
    with subprocess.Popen([sys.executable, "-c", _TEN_MEGABYTES], stdin=-1, stdout=-1, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with memory.watching(process.pid) as peaks:
            pass
        process.communicate("\n")
    assert (peaks.own > 10_000_000, peaks.started) == (True, 0)
