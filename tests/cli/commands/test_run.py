"""`image-audit run`: exit codes, gates, options and their environment variables."""

import csv
import json
from pathlib import Path

import click
import pytest

from audit.cli.commands import backfill, check, diff, history, run
from audit.policy import shipped_files
from tests.cli.conftest import Command
from tests.vulnerabilities.written import flaw, trivy

OPTIONS: dict[str, dict[str, str | None]] = {
    "run": {
        "--config": "IMAGE_AUDIT_CONFIG",
        "--output": "IMAGE_AUDIT_OUTPUT",
        "--cache": "IMAGE_AUDIT_CACHE",
        "--cache-size": "IMAGE_AUDIT_CACHE_SIZE",
        "--no-cache": "IMAGE_AUDIT_NO_CACHE",
        "--offline": "IMAGE_AUDIT_OFFLINE",
        "--jobs": "IMAGE_AUDIT_JOBS",
        "--timeout": "IMAGE_AUDIT_TIMEOUT",
        "--scheduler": "IMAGE_AUDIT_SCHEDULER",
        "--history": "IMAGE_AUDIT_HISTORY",
        "--scanner-reports": "IMAGE_AUDIT_SCANNER_REPORTS",
        "--only": "IMAGE_AUDIT_ONLY",
        "--include-inactive": "IMAGE_AUDIT_INCLUDE_INACTIVE",
        "--include-upstream": "IMAGE_AUDIT_INCLUDE_UPSTREAM",
        "--profile": "IMAGE_AUDIT_PROFILE",
        "--date": "IMAGE_AUDIT_DATE",
        "--fail-under": "IMAGE_AUDIT_FAIL_UNDER",
        "--fail-on": "IMAGE_AUDIT_FAIL_ON",
        "--sarif-per-repository": "IMAGE_AUDIT_SARIF_PER_REPOSITORY",
        "--summary-into": "IMAGE_AUDIT_SUMMARY_INTO",
        "--min-coverage": "IMAGE_AUDIT_MIN_COVERAGE",
        "--log-format": "IMAGE_AUDIT_LOG_FORMAT",
        "--metrics": "IMAGE_AUDIT_METRICS",
        "--quiet": "IMAGE_AUDIT_QUIET",
        "--verbose": "IMAGE_AUDIT_VERBOSE",
    },
    "check": {
        "--format": "IMAGE_AUDIT_FORMAT",
        "--base": "IMAGE_AUDIT_BASE",
        "--profile": "IMAGE_AUDIT_PROFILE",
        "--date": "IMAGE_AUDIT_DATE",
        "--fail-under": "IMAGE_AUDIT_FAIL_UNDER",
        "--fail-on": "IMAGE_AUDIT_CHECK_FAIL_ON",
    },
    "diff": {
        "--history": "IMAGE_AUDIT_HISTORY",
        "--format": "IMAGE_AUDIT_FORMAT",
        "--all": "IMAGE_AUDIT_ALL",
        "--fail-on": "IMAGE_AUDIT_DIFF_FAIL_ON",
    },
    "history": {
        "--history": "IMAGE_AUDIT_HISTORY",
        "--format": "IMAGE_AUDIT_FORMAT",
    },
    "thin": {
        "--history": None,  # that of the group
        "--policy": "IMAGE_AUDIT_POLICY",
        "--dry-run": "IMAGE_AUDIT_DRY_RUN",
    },
    "backfill": {
        "--history": None,
        "--since": "IMAGE_AUDIT_SINCE",
        "--until": "IMAGE_AUDIT_UNTIL",
        "--every": "IMAGE_AUDIT_EVERY",
        "--config": "IMAGE_AUDIT_CONFIG",
        "--cache": "IMAGE_AUDIT_CACHE",
        "--cache-size": "IMAGE_AUDIT_CACHE_SIZE",
        "--offline": "IMAGE_AUDIT_OFFLINE",
        "--jobs": "IMAGE_AUDIT_JOBS",
        "--timeout": "IMAGE_AUDIT_TIMEOUT",
        "--only": "IMAGE_AUDIT_ONLY",
        "--include-inactive": "IMAGE_AUDIT_INCLUDE_INACTIVE",
        "--profile": "IMAGE_AUDIT_PROFILE",
        "--quiet": "IMAGE_AUDIT_QUIET",
    },
}
SERVING = ("run", "--config", "sample", "--only", "serving", "--quiet")


def organisation(text: str, name: str = "acme.yaml") -> str:
    """Write an organisation's file and return its name."""
    Path(name).write_text(f"organization: acme\nrepositories:\n{text}")
    return name


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("run", run.command),
        ("check", check.command),
        ("diff", diff.command),
        ("history", history.command),
        ("thin", history.thin),
        ("backfill", backfill.command),
    ],
)
def test_every_option_has_its_environment_variable(name: str, command: click.Command) -> None:
    found = {each.opts[0]: each.envvar for each in command.params if isinstance(each, click.Option)}
    assert found == OPTIONS[name]


def test_a_run_that_is_done_leaves_with_0_and_names_the_page(audit: Command) -> None:
    said = audit("run", "--config", "sample", "--only", "serving", "--output", "reports here")
    assert (said.code, Path("reports here/scoreboard.html").is_file()) == (0, True)
    assert said.out.splitlines()[-1] == "reports here/scoreboard.html"


def test_quiet_says_nothing(audit: Command) -> None:
    said = audit(*SERVING)
    assert (said.code, said.out, said.err) == (0, "", "")


def test_a_log_gets_a_plain_line_for_each_repository(audit: Command) -> None:
    said = audit("run", "--config", "sample", "--only", "*ing", "--only", "sample/dashboard")
    assert sorted(said.err.splitlines()) == [
        "sample/dashboard: 1 Dockerfiles on 1 branches",
        "sample/serving: 2 Dockerfiles on 1 branches",
    ]


def test_a_score_under_the_gate_leaves_with_1(audit: Command) -> None:
    said = audit("run", "--config", "sample", "--only", "tuning-operator", "--fail-under", "99", "--quiet")
    score = json.loads(Path("out/scoreboard.json").read_text())["total"]["score"]
    assert (said.code, said.err) == (1, f"image-audit: gate failed: {score:.1f} is under 99\n")


def test_a_score_at_the_gate_leaves_with_0(audit: Command) -> None:
    assert audit(*SERVING, "--fail-under", "100").code == 0


@pytest.mark.parametrize(
    ("only", "code", "told"),
    [
        pytest.param("job-operator", 0, "", id="an override that is needed"),
        pytest.param(
            "dashboard", 1,
            "image-audit: gate failed: overrides need a hand: overrides.yaml:3 (needless)\n", id="one that is needless",
        ),
        pytest.param(
            "serving", 1, "image-audit: gate failed: overrides need a hand: overrides.yaml:7 (stale)\n",
            id="one that is stale",
        ),
        pytest.param("edge-gateway", 0, "", id="those of repositories that are not audited say nothing"),
    ],
)  # fmt: skip
def test_overrides_that_can_go_fail_the_run_when_asked(only: str, code: int, told: str, audit: Command) -> None:
    said = audit("run", "--config", "sample", "--only", only, "--quiet", "--fail-on", "override")
    assert (said.code, said.err) == (code, told)


def test_no_score_at_all_is_under_every_gate(audit: Command) -> None:
    Path("web/main").mkdir(parents=True)
    Path("web/main/README.md").write_text("No image here.\n")
    config = organisation("  - name: acme/web\n    folder: web\n    branches: [main]\n")
    said = audit("run", "--config", config, "--fail-under", "0", "--quiet")
    assert (said.code, said.err) == (1, "image-audit: gate failed: no score is under 0\n")


def test_a_priority_that_must_not_be_leaves_with_1(audit: Command) -> None:
    chosen = ("run", "--config", "sample", "--only", "dashboard", "--quiet")
    said = audit(*chosen, *(word for each in ("P1", "P2", "P3", "P4") for word in ("--fail-on", each)))
    (row,) = json.loads(Path("out/scoreboard.json").read_text())["standings"]
    told = f"image-audit: gate failed: there are components of priority {row['priority']}\n"
    assert (said.code, said.err) == (1, told)
    assert audit(*chosen, "--fail-on", row["priority"]).code == 1


def test_priorities_are_taken_from_the_environment(audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGE_AUDIT_FAIL_ON", "P1 P2 P3 P4")
    assert audit("run", "--config", "sample", "--only", "dashboard", "--quiet").code == 1


def test_a_priority_that_is_not_there_leaves_with_0(audit: Command) -> None:
    assert audit(*SERVING, "--fail-on", "P1").code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(
            ("--config", "none.yaml"), "image-audit: none.yaml: no such file; expected a YAML file", id="no file"
        ),
        pytest.param(("--config", ""), "image-audit: .: cannot be read as UTF-8 text", id="an empty name"),
        pytest.param(
            ("--profile", "strict"),
            "image-audit: --profile: no profile 'strict'; expected one of current, kubeflow-2020",
            id="an unknown profile",
        ),
        pytest.param(
            ("--config", "sample", "--only", "none*"),
            "image-audit: no repository of sample fits --only none*",
            id="an --only that fits nothing",
        ),
        pytest.param(
            ("--config", "sample", "--only", "legacy-frontend"),
            "image-audit: no repository of sample fits --only legacy-frontend",
            id="an --only that fits an inactive repository",
        ),
        pytest.param(("--colour",), "Error: No such option '--colour'.", id="an unknown option"),
        pytest.param(("extra",), "Error: Got unexpected extra argument (extra)", id="an argument"),
        pytest.param(("--jobs", "0"), "Error: Invalid value for '--jobs'", id="no job at all"),
        pytest.param(("--jobs", "many"), "Error: Invalid value for '--jobs'", id="jobs that are no number"),
        pytest.param(("--timeout", "0"), "Error: Invalid value for '--timeout'", id="no time at all"),
        pytest.param(("--fail-under", "101"), "Error: Invalid value for '--fail-under'", id="a score above 100"),
        pytest.param(("--min-coverage", "101"), "Error: Invalid value for '--min-coverage'", id="more than all"),
        pytest.param(("--cache-size", "0"), "Error: Invalid value for '--cache-size'", id="no room at all"),
        pytest.param(("--fail-on", "P0"), "Error: Invalid value for '--fail-on'", id="a priority that is none"),
        pytest.param(("--date", "2026-02-30"), "Error: Invalid value for '--date'", id="a date that is none"),
        pytest.param(("--output", "file"), "Error: Invalid value for '--output'", id="a file for the output"),
    ],
)
def test_wrong_input_leaves_with_2_before_anything_is_crawled(
    arguments: tuple[str, ...], told: str, audit: Command
) -> None:
    Path("file").touch()
    said = audit("run", *arguments)
    (line,) = [each for each in said.err.splitlines() if each.startswith(told)]
    assert (said.code, line[: len(told)], Path("cache").exists(), Path("out").exists()) == (2, told, False, False)


def test_a_mistake_in_the_file_leaves_with_2_before_anything_is_crawled(audit: Command) -> None:
    config = organisation("  - name: acme/web\n    brunches: [main]\n")
    said = audit("run", "--config", config)
    assert (said.code, said.err, Path("cache").exists(), Path("out").exists()) == (
        2,
        (
            "image-audit: acme.yaml:4: unknown key `repositories[0].brunches`; "
            "expected one of branches, deploys, folder, maintenance, name, project, reason, status, url, "
            "working_group\n"
        ),
        False,
        False,
    )


def test_an_output_that_cannot_be_written_leaves_with_2(audit: Command) -> None:
    Path("file").touch()
    said = audit(*SERVING, "--output", "file/out")
    assert (said.code, said.err) == (2, "image-audit: file/out: cannot be written: Not a directory\n")


def test_a_run_in_which_nothing_could_be_audited_leaves_with_3_and_the_page_says_why(audit: Command) -> None:
    Path("web").mkdir()
    said = audit("run", "--config", organisation("  - name: acme/web\n    url: web\n"), "--quiet")
    assert (said.code, said.err) == (3, "image-audit: nothing could be audited; the ledger says why\n")
    assert Path("out/repositories.csv").read_text().splitlines()[1] == (
        "acme/web,,,,skipped,not a git repository,0,0,0,,,ours,kubeflow-2020,3"
    )


def test_an_unknown_command_leaves_with_2(audit: Command) -> None:
    said = audit("crawl")
    assert (said.code, said.err.splitlines()[-1]) == (2, "Error: No such command 'crawl'.")


def test_the_version_is_shown(audit: Command) -> None:
    assert audit("--version").out == "image-audit, version 0.1.0\n"


@pytest.mark.parametrize("command", ["run", "check", "rules"])
def test_help_is_shown(command: str, audit: Command) -> None:
    said = audit(command, "--help")
    assert (said.code, said.out.splitlines()[0].startswith(f"Usage: image-audit {command}")) == (0, True)


def test_options_are_taken_from_the_environment(audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "CONFIG": "sample",
        "OUTPUT": "elsewhere",
        "CACHE": "kept",
        "JOBS": "2",
        "TIMEOUT": "60",
        "ONLY": "serving sample/legacy*",
        "INCLUDE_INACTIVE": "1",
        "PROFILE": "current",
        "DATE": "2026-01-31",
        "FAIL_UNDER": "0",
        "QUIET": "true",
    }.items():
        monkeypatch.setenv(f"IMAGE_AUDIT_{name}", value)
    said = audit("run")
    record = json.loads(Path("elsewhere/scoreboard.json").read_text())
    assert (said.code, said.out, Path("kept").is_dir()) == (0, "", True)
    assert (record["run"]["profile"], record["run"]["date"]) == ("current", "2026-01-31")
    assert [each["repository"] for each in record["ledger"]] == ["sample/legacy-frontend", "sample/serving"]


def test_the_command_line_comes_before_the_environment(audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGE_AUDIT_DATE", "2026-01-31")
    audit(*SERVING, "--date", "2026-02-01")
    assert json.loads(Path("out/scoreboard.json").read_text())["run"]["date"] == "2026-02-01"


def test_an_empty_variable_is_as_good_as_none(audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in OPTIONS["run"].values():
        if variable and variable != "IMAGE_AUDIT_CACHE":
            monkeypatch.setenv(variable, "")
    assert audit(*SERVING).code == 0


def test_the_date_is_that_of_the_source_date_epoch(audit: Command) -> None:
    audit(*SERVING)
    assert json.loads(Path("out/scoreboard.json").read_text())["run"]["date"] == "2026-11-23"


@pytest.mark.parametrize("epoch", ["99999999999999999999", "²"])
def test_an_epoch_that_is_no_date_leaves_with_2(epoch: str, audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    said = audit(*SERVING)
    assert (said.code, said.err) == (
        2,
        f"image-audit: SOURCE_DATE_EPOCH is {epoch!r}; expected seconds since 1970\n",
    )


def test_the_shipped_sample_is_named_by_its_name_or_by_its_file(audit: Command) -> None:
    audit(*SERVING, "--output", "one", "--no-cache")
    config = str(shipped_files.packaged() / "sample.yaml")
    audit("run", "--config", config, "--only", "serving", "--quiet", "--output", "two", "--no-cache")
    assert Path("one/scoreboard.json").read_bytes() == Path("two/scoreboard.json").read_bytes()


def read(name: str) -> list[dict[str, str]]:
    """Return a CSV's rows by column."""
    with Path(name).open(newline="") as opened:
        return list(csv.DictReader(opened))


def reported(*names: str) -> None:
    """Write a folder of reports on these images of the sample, and one that is broken."""
    Path("scans").mkdir()
    for index, name in enumerate(names):
        document = trivy(flaw("CVE-2026-0001", FixedVersion="1.1"), Metadata={"RepoTags": [name]}, ArtifactName=name)
        Path(f"scans/{index}.json").write_text(json.dumps(document))
    Path("scans/broken.json").write_text("{")


def test_scanners_reports_are_matched_to_the_components(audit: Command) -> None:
    assert audit(*SERVING).code == 0
    (name, *_) = [row["image"] for row in read("out/scoreboard.csv") if row["image"]]
    reported(f"{name}:7", "docker.io/acme/unheard:1")
    assert audit(*SERVING, "--scanner-reports", "scans").code == 0
    rows = [row for row in read("out/scoreboard.csv") if row["image"] == name]
    assert [
        (row["cve_high"], row["cve_low"], row["cve_fixable"], row["cve_scanner"], row["cve_scanned"], row["cve_image"])
        for row in rows
    ] == [("1", "0", "1", "trivy 0.66.0", "2026-11-20", f"{name}:7")]
    said = [row["verdict"] for row in read("out/findings.csv") if row["rule"] == "KF501" and row["verdict"] == "pass"]
    assert said == ["pass"]
    scans = json.loads(Path("out/scoreboard.json").read_text())["scans"]
    assert (scans["reports"], [each["path"] for each in scans["skipped"]]) == (2, ["broken.json"])
    assert [each["path"] for each in scans["unmatched"]] == ["1.json"]


def test_a_missing_folder_of_reports_leaves_with_2_before_anything_is_crawled(audit: Command) -> None:
    said = audit(*SERVING, "--scanner-reports", "none")
    assert (said.code, said.err) == (
        2,
        "image-audit: none: no such folder; expected one with scanners' reports\n",
    )
    assert not Path("out").exists()
