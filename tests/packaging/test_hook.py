"""The pre-commit hook and the GitHub action, as others run them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from audit.model.repository import Entry
from audit.sources import discover
from tests.packaging.checkout import ROOT, document, execute, program

BAD = "FROM ubuntu:20.04\nRUN apt-get update\nCMD python3 -m web\n"
GOOD = 'FROM gcr.io/distroless/static-debian13:nonroot\nCOPY web /web\nENTRYPOINT ["/web"]\n'
NAMES = [
    "Dockerfile", "a/Dockerfile.cpu", "a/web.Dockerfile", "a/non_dist_Dockerfile", "Containerfile", "b/dockerfile-mpi",
    "Dockerfile.dockerignore", "Dockerfile.d/x.sh", "a/dockerfiles.md", "docker-compose.yaml", "MyDockerfile",
]  # fmt: skip
(HOOK,) = document(".pre-commit-hooks.yaml")
STEPS = document("action.yml")["runs"]["steps"]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a work tree with a good and a bad Dockerfile, staged, and something else."""
    folder = tmp_path / "work"
    for path, text in {"Dockerfile": GOOD, "bad/Dockerfile": BAD, "README.md": "Read me.\n"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    execute("git", "init", "--quiet", "--initial-branch=main", cwd=folder)
    execute("git", "add", "--all", cwd=folder)
    return folder


@pytest.fixture
def hook(work: Path, installed: Path) -> Path:
    """Set our hook up in the work tree, as it is published but run from the environment that the wheel is in.

    With `language: python` pre-commit would install it and its dependencies from the index, at each test anew.
    """
    entry = HOOK["entry"].replace("image-audit", str(installed / "image-audit"))
    local = HOOK | {"language": "system", "entry": entry}
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [local]}]}))
    execute("git", "add", "--all", cwd=work)
    return work


@pytest.mark.parametrize(
    ("files", "code", "line"),
    [
        pytest.param(
            [], 1, "  ✗ KF401 bad/Dockerfile:1: ubuntu:20.04 is a full image", id="a bad file stops the commit"
        ),
        pytest.param(["--files", "Dockerfile"], 0, "", id="a good Dockerfile passes"),
        pytest.param(
            ["--files", "README.md"], 0, "(no files to check)Skipped", id="without a Dockerfile it is not run"
        ),
    ],
)
def test_the_hook_judges_the_dockerfiles_of_a_commit(files: list[str], code: int, line: str, hook: Path) -> None:
    words = (sys.executable, "-m", "pre_commit", "run", "image-audit", *files)
    done = execute(*words, cwd=hook, PRE_COMMIT_HOME=str(hook.parent / "pre-commit"), NO_COLOR="1")
    found = re.findall(r"^  ✗ KF401.*|\(no files.*", done.stdout, re.MULTILINE)
    assert (done.returncode, "".join(found)) == (code, line)


def test_the_hook_is_published_as_pre_commit_wants_it() -> None:
    done = execute(sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("path", NAMES)
def test_the_hook_takes_for_dockerfiles_what_discovery_does(path: str) -> None:
    taken = bool(re.search(HOOK["files"], path)) and not re.search(HOOK["exclude"], path)
    assert taken == bool(list(discover.candidates([Entry(path, "file", "")])))


def test_every_action_is_pinned_by_commit_and_no_input_is_code() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert [action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)] == []
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []


def checked(work: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action's own script in the work tree, with the interpreter of the tests for its environment."""
    program(work.parent / "venv" / "bin" / "python", f'exec "{sys.executable}" "$@"')
    given = {"INPUT_PATHS": ".", "INPUT_SARIF": "", "IMAGE_AUDIT_BASE": "", "IMAGE_AUDIT_CHECK_FAIL_ON": ""} | inputs
    shell = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", STEPS[-1]["run"])
    return execute(*shell, cwd=work, **given, SOURCE=str(ROOT), VENV=str(work.parent / "venv"))


def test_the_action_annotates_and_fails(work: Path) -> None:
    done = checked(work, IMAGE_AUDIT_CHECK_FAIL_ON="must")
    expected = "::error file=bad/Dockerfile,line=1,title=KF401 distroless-runtime"
    assert (done.returncode, done.stdout.partition("::ubuntu")[0]) == (1, expected)


def test_the_action_writes_sarif_and_still_annotates(work: Path) -> None:
    done = checked(work, INPUT_SARIF="found.sarif", INPUT_PATHS="bad\n\nDockerfile\n", IMAGE_AUDIT_CHECK_FAIL_ON="must")
    log = yaml.safe_load((work / "found.sarif").read_text())
    paths = {result["properties"]["dockerfile"] for result in log["runs"][0]["results"]}
    assert (done.returncode, "bad/Dockerfile" in paths, "::error " in done.stdout) == (1, True, True)


def test_an_input_of_the_action_is_no_code(work: Path) -> None:
    done = checked(work, INPUT_PATHS="$(touch hacked); `touch hacked`\n--help")
    assert (done.returncode, (work / "hacked").exists()) == (2, False)
