"""The checkout's own files, and programs run beside it without the settings of this machine."""

import os
import subprocess
from pathlib import Path
from typing import Any

import click
import yaml

from audit.cli.commands import run

ROOT = Path(__file__).parents[2]
OPTIONS = {option.envvar for option in run.command.params if isinstance(option, click.Option)}
_HIDDEN = ("IMAGE_AUDIT_", "GIT_", "GITHUB_", "PYTHON")


def document(name: str) -> Any:
    """Return a YAML file of the checkout."""
    return yaml.safe_load((ROOT / name).read_text())


def execute(*command: object, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a program with a neutral environment and these variables; return what it wrote and its exit code."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_HIDDEN)}
    fixed = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "SOURCE_DATE_EPOCH": "1795392000"}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=kept | fixed | variables, capture_output=True, text=True, check=False)


def program(path: Path, text: str) -> None:
    """Write an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
