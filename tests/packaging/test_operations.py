"""docs/operations.md: what it tells people to type and to watch is so."""

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stderr
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from audit.cli import main

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "operations.md").read_text()


def block(language: str, beginning: str) -> str:
    """Return the block of code that begins so."""
    (found,) = [
        each for each in re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
        if each.startswith(beginning)
    ]  # fmt: skip
    assert isinstance(found, str)
    return found


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


def names(folder: Path) -> set[str]:
    """Return the names of the metrics of a run."""
    return {each.name for each in text_string_to_metric_families((folder / "audit.prom").read_text())}


def test_every_metric_is_in_the_table_and_no_other(watched: Path) -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| `image_audit_")]
    assert {name for row in rows for name in re.findall(r"image_audit_\w+", row)} == names(watched)


def test_alerts_are_about_metrics_that_there_are(watched: Path) -> None:
    (group,) = yaml.safe_load(block("yaml", "groups:"))["groups"]
    used = {name for rule in group["rules"] for name in re.findall(r"image_audit_\w+", rule["expr"])}
    assert used - names(watched) == set()


@pytest.mark.skipif(not shutil.which("jq"), reason="no jq here")
def test_the_filter_lists_what_was_not_audited(watched: Path) -> None:
    (line,) = re.findall(r"`(jq [^`]+ run\.jsonl)`", TEXT)
    command = ["bash", "-c", line]
    assert subprocess.run(command, cwd=watched, capture_output=True, text=True, check=True).stdout == ""
    skipped = {"event": "repository", "repository": "acme/gone", "skipped": [{"branch": "", "reason": "not found"}]}
    with (watched / "run.jsonl").open("a") as log:
        log.write(json.dumps(skipped) + "\n")
    assert subprocess.run(command, cwd=watched, capture_output=True, text=True, check=True).stdout == "acme/gone\n"


def test_with_the_digests_pinned_as_it_says_nothing_is_left_to_waive(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    digest = "sha256:" + "0123456789abcdef" * 4
    for name, text in {"docker": f"echo {digest}", "image-audit": f'exec "{sys.executable}" -m audit "$@"'}.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}\n")
        (programs / name).chmod(0o755)
    for name in ("Dockerfile", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    variables = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    said = subprocess.run(
        ["bash", "-eu", "-c", block("sh", "for image in")],
        cwd=tmp_path, env=variables, capture_output=True, text=True, check=True,
    )  # fmt: skip
    froms = [line for line in (tmp_path / "Dockerfile").read_text().splitlines() if line.startswith("FROM ")]
    assert froms == [
        f"FROM docker.io/library/python:3.13-slim-trixie@{digest} AS build",
        f"FROM docker.io/library/python:3.13-slim-trixie@{digest} AS git",
        f"FROM gcr.io/distroless/python3-debian13:nonroot@{digest}",
    ]
    (passed,) = [line for line in said.stdout.splitlines() if line.startswith("  ✓")]
    assert ("KF602" in passed, "waived" in said.stdout) == (True, False)


@pytest.mark.skipif(not shutil.which("kubectl"), reason="no kubectl here")
def test_the_overlay_puts_another_image_in_the_place_of_ours(tmp_path: Path) -> None:
    overlay = yaml.safe_load(block("yaml", "resources:"))
    (base,) = overlay["resources"]
    assert base.partition("//docs")[2].partition("?")[0] == "/operations/kubernetes"
    shutil.copytree(ROOT / "docs" / "operations" / "kubernetes", tmp_path / "base")
    (tmp_path / "overlay").mkdir()
    (tmp_path / "overlay" / "kustomization.yaml").write_text(yaml.safe_dump(overlay | {"resources": ["../base"]}))
    said = subprocess.run(["kubectl", "kustomize", tmp_path / "overlay"], capture_output=True, text=True, check=True)
    assert re.findall(r"image: (\S+)", said.stdout) == ["registry.example.org/image-audit:0.1.0"]
