"""Our own image: the verdict on its Dockerfile, the files that get into it, and the program that it starts."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from audit.cli.audit_run import trees
from audit.policy.organization.organization import Organization
from audit.policy.policy import assemble
from tests.packaging.checkout import ROOT, execute

TEXT = (ROOT / "Dockerfile").read_text()
PAGE = (ROOT / "docs" / "how-to" / "container-image.md").read_text()
COPIED = re.findall(r"^COPY (?!--from)(.+) \S+$", TEXT, re.MULTILINE)
C_LIBRARY = {"libc", "libm", "libresolv", "libpthread", "libdl"}  # the image has its own


@pytest.mark.parametrize("profile", ["kubeflow-2020", "current"])
def test_our_own_dockerfile_fails_nothing_but_what_is_waived_and_the_documentation_shows_it(profile: str) -> None:
    policy = assemble(Organization("check"), profile, None)
    found = trees.work_trees([ROOT / "Dockerfile"])
    (row,) = trees.judge_trees((tree.survey(policy.signals) for tree in found), policy, "2026-11-23").standings
    verdicts = {finding.rule: finding.verdict.result for finding in row.findings}
    left = {rule: result for rule, result in verdicts.items() if result not in ("pass", "not-applicable")}
    waived = {finding.rule: finding.waiver.until for finding in row.findings if finding.waiver}
    assert (row.grade, row.coverage, left, waived) == ("A", 1.0, {"KF602": "fail"}, {"KF602": "2027-06-30"})
    shown = re.findall(rf"^\| `{profile}` \| (.*?) \| (.*?) \| (.*?) \|", PAGE, re.MULTILINE)
    assert shown == [(f"{row.score:.0f}", row.grade, "")]


def test_the_files_that_the_image_is_made_of_are_there_and_nothing_else_gets_in() -> None:
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    allowed = [line.removeprefix("!") for line in lines if line.startswith("!")]
    assert (lines[0], sorted(allowed)) == ("*", sorted(COPIED))
    assert [name for name in COPIED if not (ROOT / name).exists()] == []


def test_the_program_runs_from_what_is_copied_and_from_no_other_folder(tmp_path: Path) -> None:
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / "app" / name, ignore=shutil.ignore_patterns("__pycache__"))
    decoy = tmp_path / "work" / "audit" / "__main__.py"
    decoy.parent.mkdir(parents=True)
    decoy.write_text("raise SystemExit('another program')\n")
    (entry,) = re.findall(r'^ENTRYPOINT \["/usr/bin/python3", (.+)\]$', TEXT, re.MULTILINE)
    (safe,) = re.findall(r"PYTHONSAFEPATH=(\S+)", TEXT)
    words = [word.strip(' "') for word in entry.split(",")]
    variables = {"PYTHONPATH": str(tmp_path / "app"), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONSAFEPATH": safe}
    done = execute(sys.executable, *words, "rules", "KF401", cwd=tmp_path / "work", **variables)
    assert (done.returncode, done.stdout.partition(":")[0], done.stderr) == (0, "KF401 distroless-runtime", "")


def packaged_git() -> bool:
    """Return whether git comes from a Debian package, as in the image's build stage."""
    return bool(shutil.which("dpkg-query")) and execute("dpkg-query", "--status", "git", cwd=ROOT).returncode == 0


@pytest.mark.skipif(not packaged_git(), reason="git is no Debian package here")
def test_git_comes_with_its_libraries_and_the_records_of_their_packages(tmp_path: Path) -> None:
    tree = tmp_path / "git"
    assert execute("sh", ROOT / ".ci" / "git-tree", tree, cwd=ROOT).returncode == 0
    core = execute("git", "--exec-path", cwd=ROOT).stdout.strip()
    helpers = sorted(path.name for path in (tree / core.lstrip("/")).iterdir())
    assert helpers == ["git", "git-remote-http", "git-remote-https"]
    copied = {path.name for path in tree.rglob("*.so*")}
    listed = execute("ldd", f"{core}/git-remote-http", cwd=ROOT).stdout
    wanted = {Path(library).name for library in re.findall(r"=> (\S+) ", listed)}
    assert {library.partition(".so")[0] for library in wanted - copied} - C_LIBRARY == set()
    records = {path.name: path.read_text().splitlines()[0] for path in (tree / "var/lib/dpkg/status.d").iterdir()}
    assert records == {name: f"Package: {name}" for name in records}
    assert ({"git", "zlib1g"} <= records.keys(), "libc6" in records) == (True, False)
