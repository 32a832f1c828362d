"""Our own image: what its Dockerfile is worth, what gets into it, and what it is made to run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit.cli.audit_run import trees
from audit.model.scoreboard import Standing
from audit.policy.organization.organization import Organization
from audit.policy.policy import assemble

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "Dockerfile").read_text()
PAGE = ROOT / "docs" / "how-to" / "container-image.md"
DATE = "2026-11-23"
COPIED = re.findall(r"^COPY (?!--from)(.+) \S+$", TEXT, re.MULTILINE)


def standing(profile: str) -> Standing:
    """Return how our Dockerfile stands."""
    policy = assemble(Organization("check"), profile, None)
    found = trees.work_trees([ROOT / "Dockerfile"])
    (row,) = trees.judge_trees((tree.survey(policy.signals) for tree in found), policy, DATE).standings
    return row


@pytest.mark.parametrize("profile", ["kubeflow-2020", "current"])
def test_our_own_dockerfile_fails_nothing_but_what_is_waived_with_a_reason(profile: str) -> None:
    row = standing(profile)
    left = {
        each.rule: each.verdict.result for each in row.findings if each.verdict.result not in ("pass", "not-applicable")
    }
    waived = {each.rule: each.waiver.until for each in row.findings if each.waiver}
    assert (row.grade, row.coverage, left, waived) == ("A", 1.0, {"KF602": "fail"}, {"KF602": "2027-06-30"})


@pytest.mark.parametrize("profile", ["kubeflow-2020", "current"])
def test_the_documentation_shows_the_grade_that_check_gives(profile: str) -> None:
    row = standing(profile)
    (line,) = [each for each in PAGE.read_text().splitlines() if each.startswith(f"| `{profile}` |")]
    assert [cell.strip() for cell in line.split("|")[2:5]] == [f"{row.score:.0f}", row.grade, ""]


def allowed() -> list[str]:
    """Return what .dockerignore lets in."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert next(each for each in lines if each and not each.startswith("#")) == "*"
    return [each.removeprefix("!") for each in lines if each.startswith("!")]


def test_what_the_image_is_made_of_is_there_and_nothing_else_gets_in() -> None:
    assert sorted(COPIED) == sorted(allowed())
    assert [each for each in COPIED if not (ROOT / each).exists()] == []


def test_the_program_runs_from_what_is_copied_and_from_no_other_folder(tmp_path: Path) -> None:
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / "app" / name, ignore=shutil.ignore_patterns("__pycache__"))
    decoy = tmp_path / "work" / "audit" / "__main__.py"
    decoy.parent.mkdir(parents=True)
    decoy.write_text("raise SystemExit('somebody else')\n")
    (entry,) = re.findall(r'^ENTRYPOINT \["/usr/bin/python3", (.+)\]$', TEXT, re.MULTILINE)
    (safe,) = re.findall(r"(PYTHONSAFEPATH)=(\S+)", TEXT)
    variables = os.environ | {"PYTHONPATH": str(tmp_path / "app"), "PYTHONDONTWRITEBYTECODE": "1", safe[0]: safe[1]}
    words = [each.strip(' "') for each in entry.split(",")]
    said = subprocess.run(
        [sys.executable, *words, "rules", "KF401"],
        cwd=tmp_path / "work", env=variables, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (said.returncode, said.stdout.partition(":")[0], said.stderr) == (0, "KF401 distroless-runtime", "")


def packaged_git() -> bool:
    """Tell whether git comes from a Debian package, as in the image's build stage."""
    if not shutil.which("dpkg-query"):
        return False
    return subprocess.run(["dpkg-query", "--status", "git"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not packaged_git(), reason="git is no Debian package here")
def test_git_comes_with_its_libraries_and_the_records_of_their_packages(tmp_path: Path) -> None:
    tree = tmp_path / "git"
    subprocess.run(["sh", str(ROOT / ".ci" / "git-tree"), str(tree)], check=True)
    core = subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True).stdout.strip()
    helpers = sorted(each.name for each in (tree / core.lstrip("/")).iterdir())
    assert helpers == ["git", "git-remote-http", "git-remote-https"]
    copied = {each.name for each in tree.rglob("*.so*")}
    listed = subprocess.run(["ldd", f"{core}/git-remote-http"], capture_output=True, text=True, check=True).stdout
    wanted = {Path(each).name for each in re.findall(r"=> (\S+) ", listed)}
    # of the C library the image has its own
    assert {each.partition(".so")[0] for each in wanted - copied} <= {
        "libc",
        "libm",
        "libresolv",
        "libpthread",
        "libdl",
    }
    records = {each.name: each.read_text().splitlines()[0] for each in (tree / "var/lib/dpkg/status.d").iterdir()}
    assert records == {name: f"Package: {name}" for name in records}
    assert {"git", "zlib1g"} <= records.keys()
    assert "libc6" not in records
