"""What the wheel holds, and that it works where nothing of the checkout is."""

import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from audit import __version__

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    """Return the names of the wheel's files."""
    with zipfile.ZipFile(wheel) as archive:
        return sorted(archive.namelist())


def run(program: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run an installed program where neither the checkout nor the caller's settings are seen."""
    seen = {name: value for name, value in os.environ.items() if not name.startswith(("IMAGE_AUDIT_", "PYTHON"))}
    return subprocess.run([str(program), *arguments], cwd=cwd, env=seen, capture_output=True, text=True, check=False)


def kept(folder: str) -> list[str]:
    """Return the files of a folder of the checkout, without what Python leaves behind."""
    found = (each.relative_to(ROOT) for each in (ROOT / folder).rglob("*") if each.is_file())
    return sorted(each.as_posix() for each in found if "__pycache__" not in each.parts)


def test_the_wheel_is_pure_and_named_after_the_version(wheel: Path) -> None:
    assert wheel.name == f"kubeflow_image_audit-{__version__}-py3-none-any.whl"


def test_the_wheel_holds_the_two_packages_the_configuration_and_nothing_besides(names: list[str]) -> None:
    assert sorted({each.partition("/")[0] for each in names}) == [
        "audit",
        f"kubeflow_image_audit-{__version__}.dist-info",
        "reports",
    ]


@pytest.mark.parametrize("package", ["audit", "reports"])
def test_every_file_of_a_package_is_in_the_wheel(package: str, names: list[str]) -> None:
    packed = [each for each in names if each.startswith(f"{package}/") and not each.startswith("audit/_config/")]
    assert packed == kept(package)


def test_the_whole_configuration_with_the_sample_is_in_the_wheel(names: list[str]) -> None:
    packed = [each.removeprefix("audit/_config/") for each in names if each.startswith("audit/_config/")]
    assert packed == [each.removeprefix("config/") for each in kept("config")]


@pytest.mark.parametrize(
    "name",
    [
        "audit/py.typed",
        "reports/py.typed",
        "audit/_config/kubeflow.yaml",
        "audit/_config/sample.yaml",
        "audit/_config/profiles/kubeflow-2020.yaml",
        "audit/_config/sample/volumes-web-app/main/.dockerignore",
        "audit/_config/sample/job-operator/main/vendor/example.org/codec/Dockerfile",
        "audit/_config/sample/dashboard/main/.github/workflows/publish.yaml",
    ],
)
def test_what_an_ignore_rule_could_take_is_in_the_wheel(name: str, names: list[str]) -> None:
    assert name in names


def test_no_tests_and_no_caches_are_in_the_wheel(names: list[str]) -> None:
    assert [each for each in names if each.endswith((".pyc", "conftest.py")) or "/tests/" in each] == []


def test_the_program_is_declared(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        declared = archive.read(f"kubeflow_image_audit-{__version__}.dist-info/entry_points.txt").decode()
    assert declared.split() == ["[console_scripts]", "image-audit", "=", "audit.cli:main"]


def test_no_path_of_the_machine_that_built_it_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        found = [each for each in archive.namelist() if str(ROOT).encode() + b"/" in archive.read(each)]
    assert found == []


def test_the_installed_program_audits_the_shipped_sample_from_another_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "image-audit", "run", "--config", "sample", "--cache", "cache", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    record = json.loads((tmp_path / "out" / "scoreboard.json").read_text())
    assert (record["run"]["organization"], record["run"]["tool_version"]) == ("sample", __version__)
    assert sorted({each["place"]["repository"] for each in record["standings"]}) == [
        "sample/dashboard",
        "sample/edge-gateway",
        "sample/job-operator",
        "sample/notebook-servers",
        "sample/serving",
        "sample/tuning-operator",
        "sample/volumes-web-app",
    ]
    assert (tmp_path / "out" / "scoreboard.html").read_text().startswith("<!DOCTYPE html>")


def test_the_installed_program_names_its_own_sample_file(installed: Path, tmp_path: Path) -> None:
    program = "from audit.policy.location import packaged; print(packaged())"
    shown = run(installed / "python", "-c", program, cwd=tmp_path)
    config = Path(shown.stdout.strip())
    assert (config.name, config.parent.name, config.is_relative_to(ROOT)) == ("_config", "audit", False)
    arguments = ("run", "--config", str(config / "sample.yaml"), "--only", "serving", "--cache", "cache", "--quiet")
    done = run(installed / "image-audit", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_installed_program_shows_a_rule_and_checks_a_file(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text('FROM ubuntu:20.04\nCMD ["web"]\n')
    shown = run(installed / "image-audit", "rules", "KF401", cwd=tmp_path)
    checked = run(installed / "image-audit", "check", "Dockerfile", "--fail-under", "50", cwd=tmp_path)
    assert (shown.returncode, checked.returncode) == (0, 1)
