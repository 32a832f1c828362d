"""The workflows: their rights, their pins, and their scripts, run as GitHub runs them."""

import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.packaging.checkout import OPTIONS, ROOT, document, execute, program

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS: dict[str, dict[str, Any]] = {path.name: document(str(path)) for path in sorted(FOLDER.glob("*.yml"))}
NIGHTLY = WORKFLOWS["nightly.yml"]
BEGIN, END = "<!-- image-audit: begin -->", "<!-- image-audit: end -->"
FETCH = "Fetch the issue, for what people wrote around the summary"
TELL = "Tell what changed since the last run"
READ = {"contents": "read"}
RIGHTS: dict[str, dict[str, dict[str, str]]] = {
    "ci.yml": {"run": READ, "image": READ},
    "nightly.yml": {
        "audit": READ | {"actions": "read", "issues": "read"}, "publish": {"pages": "write", "id-token": "write"},
        "issue": {"issues": "write"}, "verdict": {},
    },
}  # fmt: skip


def test_every_action_is_pinned_by_commit_with_its_version_and_one_pin_everywhere() -> None:
    texts = [path.read_text() for path in FOLDER.glob("*.yml")]
    used = [action for text in texts for action in re.findall(r"^ *(?:- )?uses: (.+)$", text, re.MULTILINE)]
    assert [action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)] == []
    texts += [(ROOT / name).read_text() for name in ("action.yml", "docs/how-to/pull-request.md")]
    pins = {pin for text in texts for pin in re.findall(r"(?:actions)/([a-z-]+)[\w/]*@([0-9a-f]{40})", text)}
    assert sorted(name for name, _ in pins) == sorted({name for name, _ in pins})


@pytest.mark.parametrize("name", RIGHTS)
def test_a_job_may_what_it_needs_and_no_more(name: str) -> None:
    found = WORKFLOWS[name]
    jobs = {title: job.get("permissions", found["permissions"]) for title, job in found["jobs"].items()}
    assert (found["permissions"], jobs) == ({}, RIGHTS[name])


def test_zizmor_finds_nothing() -> None:
    words = ("--offline", "--no-progress", "--format=json", ".github", "action.yml")
    done = execute(Path(sys.executable).with_name("zizmor"), *words, cwd=ROOT)
    assert (done.returncode, yaml.safe_load(done.stdout)) == (0, [])


def test_every_setting_of_the_nightly_job_is_an_option_of_run() -> None:
    assert set(NIGHTLY["env"]) - OPTIONS == set()


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """Return a runner's work folder, with a `gh` that records its arguments and a `python` that is ours.

    `diff` leaves with the code in DIFF, whatever the program finds: how the workflow takes the code is tested here.
    """
    answers = f'case "$1 $2" in "issue list") printf %s "$ISSUE";; "issue view") cat {tmp_path}/body;; esac'
    program(tmp_path / "programs" / "gh", f'echo "$*" >> {tmp_path}/gh.log\n{answers}')
    diff = 'if [ "$3" = diff ] && [ -n "$DIFF" ]; then echo "$*"; exit "$DIFF"; fi'
    program(tmp_path / "programs" / "python", f'{diff}\nexec "{sys.executable}" "$@"')
    for name in ("state", "watch", "out"):
        (tmp_path / "work" / name).mkdir(parents=True)
    return tmp_path / "work"


def step(work: Path, job: str, name: str, **more: str) -> tuple[int, dict[str, str]]:
    """Run a step's script; return its exit code and the outputs it set."""
    (script,) = [step["run"] for step in NIGHTLY["jobs"][job]["steps"] if step.get("name") == name]
    outputs = work.parent / "outputs"
    outputs.write_text("")
    variables = {name: str(value) for name, value in NIGHTLY["env"].items() if "${{" not in str(value)}
    variables |= {"IMAGE_AUDIT_CONFIG": "sample", "PYTHONPATH": str(ROOT), "ISSUE": "", "DIFF": ""}
    variables |= {"GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(work.parent / "summary")}
    variables |= {"PATH": f"{work.parent}/programs:{os.environ['PATH']}"} | more
    done = execute("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script, cwd=work, **variables)
    assert "Traceback" not in done.stderr
    return done.returncode, dict(line.split("=", 1) for line in outputs.read_text().splitlines())


def test_a_first_night_publishes_the_page_and_begins_the_record(runner: Path) -> None:
    assert step(runner, "audit", FETCH) == (0, {})
    assert step(runner, "audit", "Run", IMAGE_AUDIT_MIN_COVERAGE="100") == (0, {"code": "0"})
    assert step(runner, "audit", TELL) == (0, {"regressed": "false"})
    assert step(runner, "audit", "Show the summary") == (0, {})
    assert step(runner, "audit", "Make the site") == (0, {})
    summary = (runner / "out" / "summary.md").read_text()
    assert (runner / "issue" / "body.md").read_text().endswith(f"{BEGIN}\n\n{summary.strip()}\n\n{END}\n")
    assert (runner.parent / "summary").read_text() == summary
    assert (runner / "site" / "index.html").read_bytes() == (runner / "out" / "scoreboard.html").read_bytes()
    assert (runner / "state" / "last.json").read_bytes() == (runner / "out" / "scoreboard.json").read_bytes()
    assert sorted(path.name for path in (runner / "watch").iterdir()) == ["image-audit.prom", "run.jsonl"]


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param({"IMAGE_AUDIT_FAIL_ON": "P1"}, (0, {"code": "1"}), id="a gate that fails stops nothing here"),
        pytest.param({"IMAGE_AUDIT_CONFIG": "none.yaml"}, (2, {"code": "2"}), id="wrong input is red at once"),
    ],
)
def test_the_exit_code_decides_what_follows(
    variables: dict[str, str], expected: tuple[int, dict[str, str]], runner: Path
) -> None:
    step(runner, "audit", FETCH)
    assert step(runner, "audit", "Run", **variables) == expected


@pytest.mark.parametrize("code", ["0", "1"])
def test_the_last_job_is_red_when_a_gate_failed(code: str, runner: Path) -> None:
    assert step(runner, "verdict", "Be red when a gate failed", CODE=code) == (int(code), {})


@pytest.mark.parametrize(
    ("code", "regressed"),
    [
        pytest.param("0", "false", id="nothing got worse"),
        pytest.param("1", "true", id="something got worse"),
        pytest.param("2", "false", id="runs that cannot be compared raise no alarm"),
    ],
)
def test_the_comparison_decides_on_the_issue(code: str, regressed: str, runner: Path) -> None:
    (runner / "out" / "scoreboard.json").write_text("new")
    (runner / "state" / "last.json").write_text("old")
    assert step(runner, "audit", TELL, DIFF=code) == (0, {"regressed": regressed})
    assert (runner / "state" / "last.json").read_text() == "new"
    step(runner, "audit", "Show the summary")
    asked = "-m audit diff state/last.json out/scoreboard.json --format markdown --fail-on regression\n"
    assert (runner.parent / "summary").read_text() == asked


def test_text_of_people_beside_the_summary_stays(runner: Path) -> None:
    (runner.parent / "body").write_text(f"Ask Ada.\n\n{BEGIN}\nold\n{END}\n\nSince May.\n")
    step(runner, "audit", FETCH, ISSUE="7")
    step(runner, "audit", "Run")
    summary = (runner / "out" / "summary.md").read_text().strip()
    assert (runner / "issue" / "body.md").read_text() == f"Ask Ada.\n\n{BEGIN}\n\n{summary}\n\n{END}\n\nSince May.\n"


@pytest.mark.parametrize("body", ["Ask Ada.", f"{END}\nAsk Ada.", f"{BEGIN}\r\n{BEGIN}\r\nAsk Ada.\r\n{END}\r\n"])
def test_broken_markers_are_set_anew(body: str, runner: Path) -> None:
    (runner.parent / "body").write_text(body)
    assert step(runner, "audit", FETCH, ISSUE="7") == (0, {})
    text = (runner / "issue" / "body.md").read_text()
    assert re.findall(f"{BEGIN}|{END}", text) == [BEGIN, END]
    assert "Ask Ada." in text


CREATED = """label create image-audit --description The nightly audit of container images --force
issue create --title Container images: something got worse --label image-audit --body-file body.md
"""


@pytest.mark.parametrize(
    ("number", "calls"),
    [
        pytest.param("7\n", "issue edit 7 --body-file body.md\n", id="an open issue is updated"),
        pytest.param("", CREATED, id="without one it is opened"),
    ],
)
def test_there_is_one_issue(number: str, calls: str, runner: Path) -> None:
    (runner / "number").write_text(number)
    assert step(runner, "issue", "Update the one issue, or open it") == (0, {})
    assert (runner.parent / "gh.log").read_text() == calls
