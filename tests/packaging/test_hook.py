"""The pre-commit hook and the GitHub action: what others run of us, run for real."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.model.repository import Entry
from audit.sources import discover

ROOT = Path(__file__).parents[2]
BAD = "FROM ubuntu:20.04\nRUN apt-get update\nCMD python3 -m web\n"
GOOD = 'FROM gcr.io/distroless/static-debian13:nonroot\nCOPY web /web\nENTRYPOINT ["/web"]\n'
NAMES = [
    "Dockerfile", "a/Dockerfile.cpu", "a/web.Dockerfile", "a/non_dist_Dockerfile", "Containerfile", "b/dockerfile-mpi",
    "Dockerfile.dockerignore", "Dockerfile.d/x.sh", "a/dockerfiles.md", "docker-compose.yaml", "MyDockerfile",
]  # fmt: skip


def document(name: str) -> Any:
    """Return a YAML file of the checkout."""
    return yaml.safe_load((ROOT / name).read_text())


def seen(**more: str) -> dict[str, str]:
    """Return the environment without this machine's settings of git and of ours."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("IMAGE_AUDIT_", "GIT_", "PYTHON"))
    }
    return (
        kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "SOURCE_DATE_EPOCH": "1795392000"} | more
    )


def run(*command: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, env=seen(**more), capture_output=True, text=True, check=False)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a work tree with a good and a bad Dockerfile, staged, and something else."""
    folder = tmp_path / "work"
    for path, text in {"Dockerfile": GOOD, "bad/Dockerfile": BAD, "README.md": "Read me.\n"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    run("git", "init", "--quiet", "--initial-branch=main", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    return folder


@pytest.fixture
def hook(work: Path, installed: Path) -> Path:
    """Set our hook up in the work tree, as it is published but run from the environment that the wheel is in.

    With `language: python` pre-commit would install it and its dependencies from the index, at each test anew.
    """
    (published,) = document(".pre-commit-hooks.yaml")
    entry = published["entry"].replace("image-audit", str(installed / "image-audit"))
    local = published | {"language": "system", "entry": entry}
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [local]}]}))
    run("git", "add", "--all", cwd=work)
    return work


def hooked(work: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pre-commit in the work tree."""
    home = str(work.parent / "pre-commit")
    return run(sys.executable, "-m", "pre_commit", "run", *arguments, cwd=work, PRE_COMMIT_HOME=home, NO_COLOR="1")


def test_the_hook_stops_a_commit_with_a_bad_dockerfile(hook: Path) -> None:
    said = hooked(hook, "image-audit")
    found = [line for line in said.stdout.splitlines() if line.startswith(("  ✗ KF401", "image-audit: gate"))]
    assert (said.returncode, found[:1]) == (1, ["  ✗ KF401 bad/Dockerfile:1: ubuntu:20.04 is a full image"])


def test_the_hook_lets_a_good_dockerfile_pass(hook: Path) -> None:
    assert hooked(hook, "image-audit", "--files", "Dockerfile").returncode == 0


def test_the_hook_is_not_run_where_no_dockerfile_is_touched(hook: Path) -> None:
    said = hooked(hook, "image-audit", "--files", "README.md")
    assert (said.returncode, said.stdout.partition("...")[2].strip("."), "Skipped" in said.stdout) == (
        0, "(no files to check)Skipped\n", True,
    )  # fmt: skip


def test_the_hook_is_published_as_pre_commit_wants_it() -> None:
    said = run(sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT)
    assert (said.returncode, said.stdout) == (0, "")


@pytest.mark.parametrize("path", NAMES)
def test_the_hook_takes_for_dockerfiles_what_discovery_does(path: str) -> None:
    (published,) = document(".pre-commit-hooks.yaml")
    taken = bool(re.search(published["files"], path)) and not re.search(published["exclude"], path)
    assert taken == bool(list(discover.candidates([Entry(path, "file", "")])))


def test_every_action_is_pinned_by_commit_and_no_input_is_code() -> None:
    steps = document("action.yml")["runs"]["steps"]
    used = [step["uses"] for step in steps if "uses" in step]
    assert [each for each in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", each)] == []
    assert [step["name"] for step in steps if "${{" in step.get("run", "")] == []


def checked(work: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action's own script in the work tree, with the interpreter of the tests for its environment."""
    folder = work.parent / "venv" / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (folder / "python").chmod(0o755)
    script = document("action.yml")["runs"]["steps"][-1]["run"]
    given = {"INPUT_PATHS": ".", "INPUT_SARIF": "", "IMAGE_AUDIT_BASE": "", "IMAGE_AUDIT_CHECK_FAIL_ON": ""} | inputs
    place = {"SOURCE": str(ROOT), "VENV": str(folder.parent)}
    return run("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script, cwd=work, **given, **place)


def test_the_action_annotates_and_fails(work: Path) -> None:
    said = checked(work, IMAGE_AUDIT_CHECK_FAIL_ON="must")
    assert (said.returncode, said.stdout.splitlines()[0].partition("::ubuntu")[0]) == (
        1, "::error file=bad/Dockerfile,line=1,title=KF401 distroless-runtime",
    )  # fmt: skip


def test_the_action_writes_sarif_and_still_annotates(work: Path) -> None:
    said = checked(work, INPUT_SARIF="found.sarif", INPUT_PATHS="bad\n\nDockerfile\n", IMAGE_AUDIT_CHECK_FAIL_ON="must")
    log = yaml.safe_load((work / "found.sarif").read_text())
    paths = {each["properties"]["dockerfile"] for each in log["runs"][0]["results"]}
    assert (said.returncode, "bad/Dockerfile" in paths, "::error " in said.stdout) == (1, True, True)


def test_an_input_of_the_action_is_no_code(work: Path) -> None:
    said = checked(work, INPUT_PATHS="$(touch hacked); `touch hacked`\n--help")
    assert (said.returncode, (work / "hacked").exists()) == (2, False)
