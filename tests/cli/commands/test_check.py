"""`image-audit check`: findings of what lies on disk, in a moment."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command

GOOD = 'FROM gcr.io/distroless/static-debian13:nonroot\nCOPY web /web\nENTRYPOINT ["/web"]\n'
BAD = "FROM ubuntu:20.04\nRUN apt-get update\nCMD python3 -m web\n"
HEAVY = ("pandas", "matplotlib", "git", "jinja2", "filelock", "numpy")


@pytest.fixture(autouse=True)
def _web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a work tree with three Dockerfiles."""
    web = tmp_path / "web"
    for name, text in {
        ".git/HEAD": "ref: refs/heads/main\n",
        ".git/Dockerfile": BAD,
        "Dockerfile": BAD,
        "cmd/Dockerfile.agent": GOOD,
        "cmd/agent.build": BAD,
        "docs/README.md": "Read me.\n",
    }.items():
        (web / name).parent.mkdir(parents=True, exist_ok=True)
        (web / name).write_text(text)
    monkeypatch.chdir(web)


def checked(audit: Command, *arguments: str) -> list[tuple[str, str, float]]:
    """Return (repository, Dockerfile, score) of what was checked."""
    said = audit("check", "--format", "json", *arguments)
    rows = json.loads(said.out)["standings"]
    return sorted(
        (each["place"]["repository"], each["component"]["dockerfile"]["path"], round(each["score"], 1)) for each in rows
    )


def test_a_dockerfile_is_judged_on_its_lines(audit: Command) -> None:
    said = audit("check", "Dockerfile")
    assert said.code == 0
    assert [each for each in said.out.splitlines() if each.startswith("  ✗ KF401")] == [
        "  ✗ KF401 Dockerfile:1: ubuntu:20.04 is a full image"
    ]


def test_a_folder_is_searched(audit: Command) -> None:
    assert [path for _, path, _ in checked(audit, ".")] == ["Dockerfile", "cmd/Dockerfile.agent"]


def test_a_folder_inside_a_work_tree_keeps_the_tree_s_paths(audit: Command) -> None:
    assert [path for _, path, _ in checked(audit, "cmd")] == ["cmd/Dockerfile.agent"]


def test_a_file_is_taken_for_a_dockerfile_whatever_its_name(audit: Command) -> None:
    assert [path for _, path, _ in checked(audit, "cmd/agent.build")] == ["cmd/agent.build"]


def test_several_paths_give_one_document(audit: Command) -> None:
    found = checked(audit, "Dockerfile", "cmd", "cmd/agent.build", "Dockerfile")
    assert [(name, path) for name, path, _ in found] == [
        ("local/web", "Dockerfile"),
        ("local/web", "cmd/Dockerfile.agent"),
        ("local/web", "cmd/agent.build"),
    ]


def test_paths_of_several_work_trees_give_one_document(audit: Command, tmp_path: Path) -> None:
    (tmp_path / "api" / ".git").mkdir(parents=True)
    (tmp_path / "api" / "Dockerfile").write_text(GOOD)
    found = checked(audit, "Dockerfile", "../api")
    assert [(name, path) for name, path, _ in found] == [("local/api", "Dockerfile"), ("local/web", "Dockerfile")]


def test_a_link_is_followed_to_where_it_leads(audit: Command, tmp_path: Path) -> None:
    (tmp_path / "api" / ".git").mkdir(parents=True)
    (tmp_path / "api" / "Dockerfile").write_text(GOOD)
    Path("linked").symlink_to(tmp_path / "api" / "Dockerfile")
    assert [(name, path) for name, path, _ in checked(audit, "linked")] == [("local/api", "Dockerfile")]


def test_a_file_outside_any_work_tree_is_judged(audit: Command, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "Dockerfile").write_text(GOOD)
    assert [(name, path) for name, path, _ in checked(audit, "../alone/Dockerfile")] == [("local/alone", "Dockerfile")]


def test_a_profile_changes_the_score(audit: Command) -> None:
    found = [checked(audit, "--profile", each, "cmd/Dockerfile.agent") for each in ("kubeflow-2020", "current")]
    assert [[path for _, path, _ in each] for each in found] == [["cmd/Dockerfile.agent"]] * 2


def test_a_score_under_the_gate_leaves_with_1(audit: Command) -> None:
    said = audit("check", "--fail-under", "99", "Dockerfile", "cmd")
    assert (said.code, said.err) == (1, "image-audit: gate failed: a score is under 99\n")


def test_the_gate_is_taken_from_the_environment(audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGE_AUDIT_FAIL_UNDER", "99")
    monkeypatch.setenv("IMAGE_AUDIT_FORMAT", "json")
    said = audit("check", "Dockerfile")
    assert (said.code, json.loads(said.out)["schema_version"]) == (1, 3)


def test_a_score_at_the_gate_leaves_with_0(audit: Command) -> None:
    assert audit("check", "--fail-under", "0", "Dockerfile").code == 0


@pytest.mark.parametrize("path", ["docs", "docs/README.md"])
def test_where_there_is_no_dockerfile_it_leaves_with_3(path: str, audit: Command) -> None:
    said = audit("check", path)
    assert (said.code, said.err) == (3, "image-audit: no Dockerfile could be read\n")


def test_what_is_no_dockerfile_is_shown_with_the_reason(audit: Command) -> None:
    Path("Dockerfile.odd").write_text("RUN make\n")
    said = audit("check", "Dockerfile.odd")
    assert (said.code, said.out) == (3, "Dockerfile.odd: not a Dockerfile: no FROM instruction\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param((), "Error: Missing argument 'PATH...'.", id="no path"),
        pytest.param(("none",), "Error: Invalid value for 'PATH...': Path 'none' does not exist.", id="a missing path"),
        pytest.param(("--format", "xml", "."), "Error: Invalid value for '--format'", id="a format that is none"),
        pytest.param(
            ("--profile", "strict", "."),
            "image-audit: --profile: no profile 'strict'; expected one of current, kubeflow-2020",
            id="a profile that is none",
        ),
    ],
)
def test_wrong_input_leaves_with_2(arguments: tuple[str, ...], told: str, audit: Command) -> None:
    said = audit("check", *arguments)
    assert (said.code, said.err.splitlines()[-1][: len(told)]) == (2, told)


def test_nothing_heavy_is_imported(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from audit.cli import main\n"
        "try:\n"
        "    main(['check', 'Dockerfile'])\n"
        "except SystemExit as left:\n"
        "    print(left.code)\n"
        f"print(*sorted(set(sys.modules) & {set(HEAVY)!r}))\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(root)!r})\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-2:] == ["0", ""]


def test_the_module_runs_as_a_program() -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-m", "audit", "check", str(Path("Dockerfile").absolute()), "--fail-under", "99"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "image-audit: gate failed: a score is under 99\n")


def test_a_finding_has_its_line_under_it(audit: Command) -> None:
    said = audit("check", "Dockerfile").out.splitlines()
    place = said.index("  ✗ KF401 Dockerfile:1: ubuntu:20.04 is a full image")
    assert said[place + 1] == "      1 | FROM ubuntu:20.04"


def test_findings_as_workflow_commands(audit: Command) -> None:
    said = audit("check", "--format", "github", "Dockerfile")
    assert said.out.splitlines()[0] == (
        "::error file=Dockerfile,line=1,title=KF401 distroless-runtime::ubuntu:20.04 is a full image%0A"
        "Ship on gcr.io/distroless/python3-debian13:nonroot."
    )


def test_findings_as_sarif(audit: Command) -> None:
    (run,) = json.loads(audit("check", "--format", "sarif", "Dockerfile").out)["runs"]
    (found,) = [each for each in run["results"] if each["ruleId"] == "KF401"]
    assert (run["automationDetails"]["id"], found["level"]) == ("image-audit/", "error")
    assert found["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "Dockerfile", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 1},
    }


@pytest.mark.parametrize(
    ("severity", "path", "code"),
    [
        pytest.param("must", "Dockerfile", 1, id="a must that fails is met by must"),
        pytest.param("may", "Dockerfile", 1, id="and by what is less grave"),
        pytest.param("may", "cmd", 0, id="what has nothing to mend passes"),
    ],
)
def test_a_finding_of_the_severity_leaves_with_1(severity: str, path: str, code: int, audit: Command) -> None:
    assert audit("check", "--fail-on", severity, path).code == code


def test_a_regression_wants_a_base(audit: Command) -> None:
    said = audit("check", "--fail-on", "regression", "Dockerfile")
    assert (said.code, said.err) == (2, "image-audit: --fail-on regression needs --base REF: worse than what?\n")
