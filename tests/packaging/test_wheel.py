"""The wheel: its files, and that it works where nothing of the checkout is."""

import json
import zipfile
from pathlib import Path

import pytest

from audit import __version__
from tests.packaging.checkout import ROOT, execute

INFO = f"kubeflow_image_audit-{__version__}.dist-info"
SAMPLE = (
    "dashboard",
    "edge-gateway",
    "job-operator",
    "notebook-servers",
    "serving",
    "tuning-operator",
    "volumes-web-app",
)

EASILY_LOST = (
    "volumes-web-app/main/.dockerignore",
    "job-operator/main/vendor/example.org/codec/Dockerfile",
    "dashboard/main/.github/workflows/publish.yaml",
)


@pytest.fixture(scope="module")
def files(wheel: Path) -> dict[str, bytes]:
    """Return the wheel's files."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def kept(folder: str) -> list[str]:
    """Return the files of a folder of the checkout, without Python's caches."""
    found = (path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if "__pycache__" not in path.parts)


def test_the_wheel_is_pure_and_holds_two_packages_and_the_program(wheel: Path, files: dict[str, bytes]) -> None:
    assert wheel.name == f"kubeflow_image_audit-{__version__}-py3-none-any.whl"
    assert sorted({name.partition("/")[0] for name in files}) == ["audit", INFO, "reports"]
    assert files[f"{INFO}/entry_points.txt"].decode().split() == [
        "[console_scripts]",
        "image-audit",
        "=",
        "audit.cli:main",
    ]


@pytest.mark.parametrize(
    ("folder", "packed_in"), [("audit", "audit/"), ("reports", "reports/"), ("config", "audit/_config/")]
)
def test_every_file_of_a_folder_is_in_the_wheel(folder: str, packed_in: str, files: dict[str, bytes]) -> None:
    inner = () if folder == "config" else ("audit/_config/",)
    packed = sorted(name for name in files if name.startswith(packed_in) and not name.startswith(inner))
    assert packed == [packed_in + name.removeprefix(f"{folder}/") for name in kept(folder)]


def test_files_that_an_ignore_rule_could_take_are_in_the_wheel(files: dict[str, bytes]) -> None:
    config = (
        "kubeflow.yaml",
        "sample.yaml",
        "profiles/kubeflow-2020.yaml",
        *(f"sample/{name}" for name in EASILY_LOST),
    )
    expected = {"audit/py.typed", "reports/py.typed", *(f"audit/_config/{name}" for name in config)}
    assert expected - files.keys() == set()


def test_no_tests_no_caches_and_no_path_of_this_machine_are_in_the_wheel(files: dict[str, bytes]) -> None:
    assert [name for name in files if name.endswith((".pyc", "conftest.py")) or "/tests/" in name] == []
    assert [name for name, content in files.items() if str(ROOT).encode() + b"/" in content] == []


def test_the_installed_program_audits_the_shipped_sample_from_another_folder(installed: Path, tmp_path: Path) -> None:
    words = ("run", "--config", "sample", "--cache", "cache", "--quiet")
    done = execute(installed / "image-audit", *words, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    record = json.loads((tmp_path / "out" / "scoreboard.json").read_text())
    assert (record["run"]["organization"], record["run"]["tool_version"]) == ("sample", __version__)
    assert sorted({row["place"]["repository"] for row in record["standings"]}) == [f"sample/{name}" for name in SAMPLE]
    assert (tmp_path / "out" / "scoreboard.html").read_text().startswith("<!DOCTYPE html>")


def test_the_installed_program_takes_its_own_sample_file_by_path(installed: Path, tmp_path: Path) -> None:
    asked = "from audit.policy.shipped_files import packaged; print(packaged())"
    config = Path(execute(installed / "python", "-c", asked, cwd=tmp_path).stdout.strip())
    assert (config.name, config.parent.name, config.is_relative_to(ROOT)) == ("_config", "audit", False)
    words = ("run", "--config", config / "sample.yaml", "--only", "serving", "--cache", "cache", "--quiet")
    done = execute(installed / "image-audit", *words, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_installed_program_shows_a_rule_and_checks_a_file(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text('FROM ubuntu:20.04\nCMD ["web"]\n')
    shown = execute(installed / "image-audit", "rules", "KF401", cwd=tmp_path)
    checked = execute(installed / "image-audit", "check", "Dockerfile", "--fail-under", "50", cwd=tmp_path)
    assert (shown.returncode, checked.returncode) == (0, 1)
