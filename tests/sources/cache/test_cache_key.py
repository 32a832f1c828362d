"""Which edition of the program reads: what has a say makes another one, what only judges does not."""

import shutil
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from audit.policy import consistency, shipped_files
from audit.sources.cache import cache_key


def copied(folder: Path, change: str = "") -> str:
    """Return the digest of a copy of the program, with a comment more in one module."""
    shutil.copytree(Path(str(files("audit"))), folder, ignore=shutil.ignore_patterns("__pycache__"))
    if change:
        with (folder / change).open("a") as stream:
            stream.write("# changed\n")
    return cache_key.code(folder)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        pytest.param("", True, id="a copy elsewhere is the same edition"),
        pytest.param("facts/gathering.py", False, id="the first phase"),
        pytest.param("dockerfile/parse.py", False, id="a reader"),
        pytest.param("components/component.py", False, id="an answer"),
        pytest.param("model/component.py", False, id="a value"),
        pytest.param("sources/discover.py", False, id="discovery"),
        pytest.param("sources/git/listing.py", False, id="the door to git"),
        pytest.param("facts/another.py", False, id="a module that is new"),
        pytest.param("compliance/scoring/score.py", True, id="a score judges"),
        pytest.param("compliance/rules/exec_form.py", True, id="a rule judges"),
        pytest.param("cli/commands/run.py", True, id="the command line reads nothing"),
        pytest.param("history/storage/query.py", True, id="the history remembers what was judged"),
    ],
)
def test_code_that_reads_has_a_say(change: str, same: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert (copied(tmp_path / "changed", change) == copied(tmp_path / "plain")) is same


def test_signals_have_a_say() -> None:
    signals = consistency.signals(shipped_files.packaged() / "signals.yaml")
    assert cache_key.key(signals) == cache_key.key(replace(signals))
    assert cache_key.key(replace(signals, tools=(*signals.tools, "lynx"))) != cache_key.key(signals)
