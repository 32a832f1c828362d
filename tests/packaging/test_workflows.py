"""The workflows: what they may, what they use, and their scripts, run as GitHub runs them."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from audit.cli.commands import run

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
BEGIN, END = "<!-- image-audit: begin -->", "<!-- image-audit: end -->"


def workflow(name: str) -> dict[str, Any]:
    """Return a workflow."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text())
    return found


NIGHTLY = workflow("nightly.yml")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.name)
def test_every_action_is_pinned_by_commit_and_says_its_version(path: Path) -> None:
    used = re.findall(r"^ *(?:- )?uses: (.+)$", path.read_text(), re.MULTILINE)
    assert [each for each in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []


def test_one_action_has_one_pin_everywhere() -> None:
    others = (ROOT / "action.yml", ROOT / "docs" / "how-to" / "pull-request.md")
    texts = [path.read_text() for path in (*FOLDER.glob("*.yml"), *others)]
    pins = {pin for text in texts for pin in re.findall(r"(?:actions)/([a-z-]+)[\w/]*@([0-9a-f]{40})", text)}
    assert sorted(name for name, _ in pins) == sorted({name for name, _ in pins})


@pytest.mark.parametrize(
    ("name", "rights"),
    [
        ("ci.yml", {"run": {"contents": "read"}, "image": {"contents": "read"}}),
        (
            "nightly.yml",
            {
                "audit": {"contents": "read", "actions": "read", "issues": "read"},
                "publish": {"pages": "write", "id-token": "write"},
                "issue": {"issues": "write"},
                "verdict": {},
            },
        ),
    ],
)
def test_a_job_may_what_it_needs_and_no_more(name: str, rights: dict[str, dict[str, str]]) -> None:
    found = workflow(name)
    jobs = {each: job.get("permissions", found["permissions"]) for each, job in found["jobs"].items()}
    assert (found["permissions"], jobs) == ({}, rights)


def test_zizmor_finds_nothing() -> None:
    program = Path(sys.executable).with_name("zizmor")
    paths = (str(ROOT / ".github"), str(ROOT / "action.yml"))
    said = subprocess.run(
        [program, "--offline", "--no-progress", "--format=json", *paths], capture_output=True, text=True, check=False
    )
    assert (said.returncode, yaml.safe_load(said.stdout)) == (0, [])


def test_every_setting_of_the_nightly_job_is_an_option_of_run() -> None:
    known = {each.envvar for each in run.command.params if isinstance(each, click.Option)}
    assert set(NIGHTLY["env"]) - known == set()


def script(job: str, name: str) -> str:
    """Return the script of a step."""
    (found,) = [step["run"] for step in NIGHTLY["jobs"][job]["steps"] if step.get("name") == name]
    assert isinstance(found, str)
    return found


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """Return a runner's work folder, with a `gh` that takes down what it is told and a `python` that is ours.

    `diff` leaves with the code in DIFF, whatever the program makes of it: how the workflow takes it is looked at here.
    """
    programs = tmp_path / "programs"
    programs.mkdir()
    said = tmp_path / "gh.log"
    answers = f'case "$1 $2" in "issue list") printf %s "$ISSUE";; "issue view") cat {tmp_path}/body;; esac\n'
    _program(programs / "gh", f'echo "$*" >> {said}\n{answers}')
    _program(
        programs / "python",
        f'if [ "$3" = diff ] && [ -n "$DIFF" ]; then echo "$*"; exit "$DIFF"; fi\nexec "{sys.executable}" "$@"\n',
    )
    (tmp_path / "work" / "state").mkdir(parents=True)
    (tmp_path / "work" / "watch").mkdir()
    return tmp_path / "work"


def _program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}")
    path.chmod(0o755)


def stepped(work: Path, job: str, name: str, **more: str) -> tuple[int, dict[str, str]]:
    """Run a step's script; return its exit code and the outputs it set."""
    outputs = work.parent / "outputs"
    outputs.write_text("")
    settings = {each: str(value) for each, value in NIGHTLY["env"].items() if "${{" not in str(value)}
    variables = {each: value for each, value in os.environ.items() if not each.startswith(("IMAGE_AUDIT_", "GITHUB_"))}
    variables |= settings | {"IMAGE_AUDIT_CONFIG": "sample", "SOURCE_DATE_EPOCH": "1795392000", "PYTHONPATH": str(ROOT)}
    variables |= {"GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(work.parent / "summary")}
    variables |= {"PATH": f"{work.parent}/programs:{os.environ['PATH']}", "ISSUE": "", "DIFF": ""} | more
    said = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script(job, name)],
        cwd=work, env=variables, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in said.stderr
    return said.returncode, dict(line.split("=", 1) for line in outputs.read_text().splitlines())


ISSUE = "Fetch the issue, for what people wrote around the summary"
CHANGES = "Tell what changed since the last run"


def test_a_first_night_publishes_the_page_and_begins_the_record(runner: Path) -> None:
    assert stepped(runner, "audit", ISSUE) == (0, {})
    assert stepped(runner, "audit", "Run", IMAGE_AUDIT_MIN_COVERAGE="100") == (0, {"code": "0"})
    assert stepped(runner, "audit", CHANGES) == (0, {"regressed": "false"})
    assert stepped(runner, "audit", "Show the summary") == (0, {})
    assert stepped(runner, "audit", "Make the site") == (0, {})
    summary = (runner / "out" / "summary.md").read_text()
    assert (runner / "issue" / "body.md").read_text().endswith(f"{BEGIN}\n\n{summary.strip()}\n\n{END}\n")
    assert (runner.parent / "summary").read_text() == summary
    assert (runner / "site" / "index.html").read_bytes() == (runner / "out" / "scoreboard.html").read_bytes()
    assert (runner / "state" / "last.json").read_bytes() == (runner / "out" / "scoreboard.json").read_bytes()
    assert sorted(each.name for each in (runner / "watch").iterdir()) == ["image-audit.prom", "run.jsonl"]


def test_a_gate_that_fails_stops_nothing_but_the_verdict(runner: Path) -> None:
    stepped(runner, "audit", ISSUE)
    assert stepped(runner, "audit", "Run", IMAGE_AUDIT_FAIL_ON="P1") == (0, {"code": "1"})
    assert stepped(runner, "verdict", "Be red when a gate failed", CODE="1") == (1, {})
    assert stepped(runner, "verdict", "Be red when a gate failed", CODE="0") == (0, {})


def test_wrong_input_is_red_at_once(runner: Path) -> None:
    stepped(runner, "audit", ISSUE)
    assert stepped(runner, "audit", "Run", IMAGE_AUDIT_CONFIG="none.yaml") == (2, {"code": "2"})


@pytest.mark.parametrize(
    ("code", "regressed"),
    [
        pytest.param("0", "false", id="nothing got worse"),
        pytest.param("1", "true", id="something got worse"),
        pytest.param("2", "false", id="runs that cannot be compared raise no alarm"),
    ],
)
def test_what_the_comparison_says_decides_on_the_issue(code: str, regressed: str, runner: Path) -> None:
    (runner / "out").mkdir()
    (runner / "out" / "scoreboard.json").write_text("new")
    (runner / "state" / "last.json").write_text("old")
    assert stepped(runner, "audit", CHANGES, DIFF=code) == (0, {"regressed": regressed})
    assert (runner / "state" / "last.json").read_text() == "new"
    stepped(runner, "audit", "Show the summary")
    asked = "-m audit diff state/last.json out/scoreboard.json --format markdown --fail-on regression\n"
    assert (runner.parent / "summary").read_text() == asked


def test_what_people_wrote_around_the_summary_stays(runner: Path) -> None:
    (runner.parent / "body").write_text(f"Ask Ada.\n\n{BEGIN}\nold\n{END}\n\nSince May.\n")
    stepped(runner, "audit", ISSUE, ISSUE="7")
    stepped(runner, "audit", "Run")
    body = (runner / "issue" / "body.md").read_text()
    summary = (runner / "out" / "summary.md").read_text().strip()
    assert body == f"Ask Ada.\n\n{BEGIN}\n\n{summary}\n\n{END}\n\nSince May.\n"


@pytest.mark.parametrize("body", ["Ask Ada.", f"{END}\nAsk Ada.", f"{BEGIN}\r\n{BEGIN}\r\nAsk Ada.\r\n{END}\r\n"])
def test_markers_that_somebody_broke_are_set_anew(body: str, runner: Path) -> None:
    (runner.parent / "body").write_text(body)
    assert stepped(runner, "audit", ISSUE, ISSUE="7") == (0, {})
    text = (runner / "issue" / "body.md").read_text()
    assert (text.count(BEGIN), text.count(END), text.index(BEGIN) < text.index(END), "Ask Ada." in text) == (
        1,
        1,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("number", "told"),
    [
        pytest.param("7\n", ["issue edit 7 --body-file body.md"], id="an issue that is open is updated"),
        pytest.param(
            "",
            [
                "label create image-audit --description The nightly audit of container images --force",
                "issue create --title Container images: something got worse --label image-audit --body-file body.md",
            ],
            id="without one it is opened",
        ),
    ],
)
def test_there_is_one_issue(number: str, told: list[str], runner: Path) -> None:
    (runner / "number").write_text(number)
    assert stepped(runner, "issue", "Update the one issue, or open it") == (0, {})
    assert (runner.parent / "gh.log").read_text().splitlines() == told
