"""`image-audit scan`, with a scanner of the test's own on PATH, and with the real Trivy where it is installed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pytest

from audit.cli.commands import scan
from tests.cli.conftest import Command, Said
from tests.vulnerabilities.written import cyclonedx, flaw, grype, installed, osv, trivy

# what each fake begins with: its log tells how it was called
HEAD = """\
import json, os, sys, time, pathlib
here = pathlib.Path(__file__).parent
words = sys.argv[1:]
with open(here / "calls", "a") as log:
    log.write(json.dumps(words) + "\\n")
"""
TRIVY = """
if "--download-db-only" in words:
    sys.exit(0)
pathlib.Path(words[words.index("--output") + 1]).write_text((here / "report").read_text().replace("NAME", words[-1]))
"""
ROOT = str(Path(scan.__file__).parents[3])
WEB, AGENT = "ghcr.io/acme/web:1.4.2", "docker.io/acme/agent:v2"


def row(image: str | None, tag: str, *, in_scope: bool = True) -> dict[str, Any]:
    return {
        "in_scope": in_scope,
        "place": {"repository": "acme/web", "branch": "main"},
        "component": {"name": "web", "image": {"value": image} if image else None},
        "deployment": {"tag": tag},
    }


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave nothing on PATH but what a test puts there."""
    Path("bin").mkdir()
    monkeypatch.setenv("PATH", str(Path("bin").absolute()))
    board(row("ghcr.io/acme/web", "1.4.2"), row("acme/agent", "v2"), row("acme/agent", "v2"))


def board(*rows: dict[str, Any]) -> None:
    """Write the record of a run."""
    Path("out").mkdir(exist_ok=True)
    Path("out/scoreboard.json").write_text(json.dumps({"schema_version": 2, "standings": rows}))


def scanner(name: str, body: str, report: object = None) -> None:
    """Put a scanner on PATH."""
    path = Path("bin") / name
    path.write_text(f"#!{sys.executable}\n{HEAD}{body}")
    path.chmod(0o755)
    text = report if isinstance(report, str) else json.dumps(report)
    Path("bin/report").write_text(text)


def calls() -> list[list[str]]:
    return sorted(json.loads(line) for line in Path("bin/calls").read_text().splitlines())


def written() -> list[str]:
    return sorted(path.relative_to("scans").as_posix() for path in Path("scans").rglob("*") if path.is_file())


def named(*rows: Any, **more: Any) -> dict[str, Any]:
    """Return a report of Trivy's on the image that the scanner is asked for."""
    return trivy(*rows, ArtifactName="NAME", Metadata={}, **more)


def test_every_option_has_its_environment_variable() -> None:
    options = [option for option in scan.command.params if isinstance(option, click.Option)]
    assert len(options) == 9
    assert {option.envvar for option in options} == {
        f"IMAGE_AUDIT_{option.opts[0].strip('-').upper().replace('-', '_')}" for option in options
    }


def test_each_image_is_scanned_once_as_it_is_deployed(audit: Command) -> None:
    scanner("trivy", TRIVY, named(flaw("CVE-2026-0001")))
    said = audit("scan", "--jobs", "1")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        f"scanned {AGENT}: 1 vulnerability",
        f"scanned {WEB}: 1 vulnerability",
        "2 scanned, 0 fresh, 0 skipped, in scans",
    ]
    assert written() == ["trivy/docker.io/acme/agent/v2.json", "trivy/ghcr.io/acme/web/1.4.2.json"]
    assert sorted(words[-1] for words in calls()) == ["--download-db-only", AGENT, WEB]
    called = next(words for words in calls() if words[-1] == WEB)
    assert ["FILE" if called[place - 1] == "--output" else word for place, word in enumerate(called)] == [
        "image", "--quiet", "--format", "json", "--list-all-pkgs", "--scanners", "vuln", "--skip-db-update",
        "--cache-backend", "memory", "--output", "FILE", WEB,
    ]  # fmt: skip


def test_what_has_a_fresh_report_is_left_alone(audit: Command) -> None:
    scanner("trivy", TRIVY, named(CreatedAt="2026-11-22T03:00:00Z"))
    assert audit("scan").code == 0
    Path("bin/calls").unlink()
    for days, said in (("2", "0 scanned, 2 fresh"), ("1", "2 scanned, 0 fresh"), ("0", "2 scanned, 0 fresh")):
        assert audit("scan", "--fresh-days", days).out.splitlines()[-1] == f"{said}, 0 skipped, in scans"
        if days == "2":
            assert [words[-1] for words in calls()] == ["--download-db-only"]


def test_images_are_scanned_at_the_same_time(audit: Command) -> None:
    meeting = """
if "--download-db-only" not in words:
    (here / ("at-" + str(os.getpid()))).touch()
    until = time.monotonic() + 30
    while len(list(here.glob("at-*"))) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    if len(list(here.glob("at-*"))) < 2:
        sys.exit("nobody came")
"""
    scanner("trivy", meeting + TRIVY, named())
    assert audit("scan", "--jobs", "2").out.splitlines()[-1].startswith("2 scanned")


def skipped(said: Said) -> list[str]:
    return sorted(line for line in said.err.splitlines() if line.startswith("skipped"))


def test_an_error_of_the_registry_costs_its_image_only(audit: Command) -> None:
    refusing = """
if words[-1].startswith("ghcr.io"):
    sys.exit("2026-11-23T01:02:03Z\\tFATAL\\tFatal error\\tGET https://me:secret@ghcr.io/v2: 2 errors:\\n"
             "\\t* NO ENTRY \\x1b[31m\\u202e\\n\\tUsage: ...\\n")
"""
    scanner("trivy", refusing + TRIVY, named())
    said = audit("scan")
    assert (said.code, skipped(said)) == (
        0,
        [f"skipped {WEB}: trivy left with 1: GET https://ghcr.io/v2: 2 errors: * NO ENTRY ⟨U+001B⟩[31m⟨U+202E⟩"],
    )
    assert written() == ["trivy/docker.io/acme/agent/v2.json"]


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        pytest.param("{", "1:2: not JSON: Expecting property name enclosed in double quotes", id="cut off"),
        pytest.param(
            "{}", "no report that is known; expected JSON of Trivy, Grype, OSV-Scanner or CycloneDX", id="no report"
        ),
        pytest.param("", "1:1: is empty; expected a scanner's report", id="empty"),
    ],
)
def test_a_report_that_cannot_be_read_is_not_kept(report: str, reason: str, audit: Command) -> None:
    board(row("ghcr.io/acme/web", "1.4.2"))
    scanner("trivy", TRIVY, report)
    said = audit("scan")
    assert (said.code, skipped(said)) == (
        3,
        [f"skipped {WEB}: trivy wrote no report that can be read: {reason}"],
    )
    assert written() == []


def test_a_scanner_that_takes_too_long_is_ended_with_all_it_started(audit: Command) -> None:
    child = f"subprocess.Popen([{sys.executable!r}, '-c', 'import time; time.sleep(60)']).pid"
    slow = f"""
import subprocess
if "--download-db-only" not in words:
    (here / "child").write_text(str({child}))
    time.sleep(60)
"""
    board(row("ghcr.io/acme/web", "1.4.2"))
    scanner("trivy", slow)
    said = audit("scan", "--timeout", "1")
    assert (said.code, skipped(said), written()) == (3, [f"skipped {WEB}: no report within 1 s"], [])
    pid = Path("bin/child").read_text()
    until = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]:
        assert time.monotonic() < until


def test_grypes_list_of_packages_is_kept_when_it_finds_nothing(audit: Command) -> None:
    both = """
if words[0] != "db":
    outputs = dict(word.split("=", 1) for word in words if "=" in word)
    found, listed = json.loads((here / "report").read_text())
    pathlib.Path(outputs["json"]).write_text(json.dumps(found))
    pathlib.Path(outputs["cyclonedx-json"]).write_text(json.dumps(listed))
"""
    board(row("ghcr.io/acme/web", "1.4.2"))
    listed = cyclonedx()
    listed["metadata"]["tools"]["components"][0]["name"] = "grype"
    scanner("grype", both, [grype(), listed])
    said = audit("scan")
    assert said.out.splitlines()[0] == f"scanned {WEB}: 0 vulnerabilities"
    assert json.loads(Path("scans/grype/ghcr.io/acme/web/1.4.2.json").read_text())["bomFormat"] == "CycloneDX"


def test_osv_scanner_prints_its_report_and_leaves_with_1(audit: Command) -> None:
    printing = 'print((here / "report").read_text())\nsys.exit(1)\n'
    board(row("ghcr.io/acme/web", "1.4.2"))
    scanner("osv-scanner", printing, osv(installed("GO-2026-0001")))
    said = audit("scan")
    assert (said.code, said.out.splitlines()[0]) == (0, f"scanned {WEB}: 1 vulnerability")
    assert calls() == [["scan", "image", "--format", "json", "--all-packages", WEB]]
    assert written() == ["osv-scanner/ghcr.io/acme/web/1.4.2.json"]


def test_a_database_that_cannot_be_updated_is_told_and_the_old_one_serves(audit: Command) -> None:
    stale = 'if "--download-db-only" in words:\n    sys.exit("FATAL no route to host")\n'
    scanner("trivy", stale + TRIVY, named())
    said = audit("scan")
    assert (said.code, said.err) == (
        0,
        "image-audit: the database of trivy is as it was: FATAL no route to host\n",
    )


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param(row(None, "1"), "web: nobody tells under which name it is published", id="no name"),
        pytest.param(row("acme/web", ""), "web: acme/web: nothing tells which release is deployed", id="no tag"),
        pytest.param(
            row("acme/web", "latest"),
            "web: acme/web:latest: the tag moves, so that its report says nothing of tomorrow's image; "
            "--moving-tags scans it",
            id="a tag that moves",
        ),
        pytest.param(row("acme/?", "1"), "web: docker.io/acme/?:1: nobody decides the whole name", id="half a name"),
        pytest.param(
            row("--config=/etc/passwd", "1"),
            "web: docker.io/--config=/etc/passwd:1: nobody decides the whole name",
            id="an option for a name",
        ),
    ],
)
def test_what_no_scanner_is_asked_for(given: dict[str, Any], reason: str, audit: Command) -> None:
    board(given, row("acme/outside", "1", in_scope=False))
    scanner("trivy", TRIVY, named())
    said = audit("scan")
    assert (said.code, skipped(said)) == (3, [f"skipped acme/web {reason}"])


@pytest.mark.parametrize(
    ("tag", "option"),
    [
        pytest.param("sha256:" + "1" * 64, (), id="a digest does not move"),
        pytest.param("sha-0a1b2c3", (), id="a short commit does not move"),
        pytest.param("0123456789abcdef0123456789abcdef01234567", (), id="a commit does not move"),
        pytest.param("v1.0-rc.1", (), id="a version does not move"),
        pytest.param("latest", ("--moving-tags",), id="a moving tag, when asked for"),
    ],
)
def test_tags_that_are_scanned(tag: str, option: tuple[str, ...], audit: Command) -> None:
    board(row("acme/web", tag))
    scanner("trivy", TRIVY, named())
    said = audit("scan", *option)
    image = f"docker.io/acme/web{'@' if ':' in tag else ':'}{tag}"
    assert (said.code, said.out.splitlines()[0]) == (0, f"scanned {image}: 0 vulnerabilities")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "no scanner is installed; expected trivy or grype or osv-scanner on PATH (nothing is installed for you)"),
        (("--scanner", "grype"), "no scanner is installed; expected grype on PATH (nothing is installed for you)"),
        (
            ("--board", "none.json"),
            "none.json: cannot be read: No such file or directory; expected the scoreboard.json of image-audit run",
        ),
        (("--board", "no-board.json"), "no-board.json: /standings/0: lacks the key `in_scope`"),
    ],
)
def test_what_cannot_begin_leaves_with_2(arguments: tuple[str, ...], told: str, audit: Command) -> None:
    Path("no-board.json").write_text('{"schema_version": 2, "standings": [{}]}')
    said = audit("scan", *arguments)
    assert (said.code, said.err) == (2, f"image-audit: {told}\n")


REAL = shutil.which("trivy", path=f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin")


@pytest.mark.skipif(REAL is None, reason="no Trivy beside this Python (the dependency group `benchmark` has it)")
def test_the_real_trivy_takes_the_command_line_and_says_that_it_has_no_database(
    audit: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert REAL is not None
    Path("bin/trivy").symlink_to(REAL)
    for name in ("HTTPS_PROXY", "HTTP_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("TRIVY_CACHE_DIR", str(Path("cache").absolute()))
    said = audit("scan")
    assert (said.code, said.err.splitlines()[0].partition(" failed")[0]) == (
        3,
        "image-audit: the database of trivy is as it was: run error: init error: DB error:",
    )
    assert skipped(said) == [
        f"skipped {each}: trivy left with 1: run error: init error: DB error: database error: --skip-db-update cannot "
        "be specified on the first run"
        for each in (AGENT, WEB)
    ]
    asked = subprocess.run([REAL, "image", "--help"], capture_output=True, text=True, check=True).stdout
    assert [each for each in ("--list-all-pkgs", "--cache-backend", "--download-db-only") if each not in asked] == []


def test_a_report_that_does_not_tell_its_day_is_as_old_as_its_file(audit: Command) -> None:
    board(row("ghcr.io/acme/web", "1.4.2"))
    scanner("osv-scanner", 'print((here / "report").read_text())\n', osv(installed("GO-2026-0001")))
    assert audit("scan").code == 0
    written_at = Path("scans/osv-scanner/ghcr.io/acme/web/1.4.2.json")
    for day, said in ((1795392000, "fresh"), (1795392000 - 3 * 86_400, "scanned")):
        os.utime(written_at, (day, day))
        assert audit("scan", "--fresh-days", "2").out.split()[0] == said


def test_an_interrupt_ends_the_scanners_and_leaves_nothing_half_written() -> None:
    slow = 'if "--download-db-only" not in words:\n    (here / "began").touch()\n    time.sleep(60)\n'
    board(row("ghcr.io/acme/web", "1.4.2"))
    scanner("trivy", slow)
    command = [sys.executable, "-m", "audit", "scan"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": ROOT}
    ) as running:
        until = time.monotonic() + 60
        while not Path("bin/began").exists():
            assert time.monotonic() < until
            time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        _, said = running.communicate(timeout=30)
    assert (running.returncode, said.strip(), written()) == (130, "image-audit: interrupted", [])
