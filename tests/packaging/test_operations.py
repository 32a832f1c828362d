"""docs/operations.md: the commands and the metrics that it gives are right."""

import json
import os
import re
import shutil
import sys
from contextlib import redirect_stderr
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from audit.cli import main
from tests.packaging.checkout import ROOT, execute, program

TEXT = (ROOT / "docs" / "operations.md").read_text()
DIGEST = "sha256:" + "0123456789abcdef" * 4


def block(language: str, beginning: str) -> str:
    """Return the block of code that begins so."""
    (found,) = re.findall(rf"^```{language}\n({re.escape(beginning)}.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a run over the sample that was watched."""
    folder = tmp_path_factory.mktemp("watched")
    words = ["--config", "sample", "--output", f"{folder}/out", "--cache", f"{folder}/cache"]
    words += ["--date", "2026-11-23", "--metrics", f"{folder}/audit.prom", "--log-format", "json"]
    log = (folder / "run.jsonl").open("w")
    with log, redirect_stderr(log), pytest.raises(SystemExit) as left:
        main(["run", *words])
    assert left.value.code == 0
    return folder


def test_table_and_alerts_name_the_metrics_of_a_run(watched: Path) -> None:
    metrics = {family.name for family in text_string_to_metric_families((watched / "audit.prom").read_text())}
    rows = [line for line in TEXT.splitlines() if line.startswith("| `image_audit_")]
    (group,) = yaml.safe_load(block("yaml", "groups:"))["groups"]
    alerts = {name for rule in group["rules"] for name in re.findall(r"image_audit_\w+", rule["expr"])}
    assert ({name for row in rows for name in re.findall(r"image_audit_\w+", row)}, alerts - metrics) == (
        metrics,
        set(),
    )


@pytest.mark.skipif(not shutil.which("jq"), reason="no jq here")
def test_the_filter_lists_what_was_not_audited(watched: Path) -> None:
    (line,) = re.findall(r"`(jq [^`]+ run\.jsonl)`", TEXT)
    before = execute("bash", "-c", line, cwd=watched)
    skipped = {"event": "repository", "repository": "acme/gone", "skipped": [{"branch": "", "reason": "not found"}]}
    with (watched / "run.jsonl").open("a") as log:
        log.write(json.dumps(skipped) + "\n")
    after = execute("bash", "-c", line, cwd=watched)
    assert (before.returncode, before.stdout, after.stdout) == (0, "", "acme/gone\n")


def test_with_the_digests_pinned_as_it_says_nothing_is_left_to_waive(tmp_path: Path) -> None:
    program(tmp_path / "programs" / "docker", f"echo {DIGEST}")
    program(tmp_path / "programs" / "image-audit", f'exec "{sys.executable}" -m audit "$@"')
    for name in ("Dockerfile", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    variables = {"PATH": f"{tmp_path}/programs:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = execute("bash", "-eu", "-c", block("sh", "for image in"), cwd=tmp_path, **variables)
    assert re.findall(r"^FROM .*", (tmp_path / "Dockerfile").read_text(), re.MULTILINE) == [
        f"FROM docker.io/library/python:3.13-slim-trixie@{DIGEST} AS build",
        f"FROM docker.io/library/python:3.13-slim-trixie@{DIGEST} AS git",
        f"FROM gcr.io/distroless/python3-debian13:nonroot@{DIGEST}",
    ]
    (passed,) = re.findall(r"^  ✓.*", done.stdout, re.MULTILINE)
    assert (done.returncode, "KF602" in passed, "waived" in done.stdout) == (0, True, False)


@pytest.mark.skipif(not shutil.which("kubectl"), reason="no kubectl here")
def test_the_overlay_puts_another_image_in_the_place_of_ours(tmp_path: Path) -> None:
    overlay = yaml.safe_load(block("yaml", "resources:"))
    (base,) = overlay["resources"]
    assert base.partition("//docs")[2].partition("?")[0] == "/operations/kubernetes"
    shutil.copytree(ROOT / "docs" / "operations" / "kubernetes", tmp_path / "base")
    (tmp_path / "overlay").mkdir()
    (tmp_path / "overlay" / "kustomization.yaml").write_text(yaml.safe_dump(overlay | {"resources": ["../base"]}))
    done = execute("kubectl", "kustomize", tmp_path / "overlay", cwd=tmp_path)
    assert re.findall(r"image: (\S+)", done.stdout) == ["registry.example.org/image-audit:0.1.0"]
