"""The CronJob and what stands beside it."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import kubernetes_validate
import pytest
import yaml

from audit.cli.commands import run

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "operations" / "kubernetes"
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "kustomization.yaml")
VERSIONS = ("1.31", "1.37")
KUSTOMIZATION = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
CRON_JOB = yaml.safe_load((FOLDER / "cron-job.yaml").read_text())
POD = CRON_JOB["spec"]["jobTemplate"]["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]
SETTINGS = dict(each.split("=", 1) for each in KUSTOMIZATION["configMapGenerator"][0]["literals"])


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_manifest_is_what_kubernetes_takes_and_has_no_unknown_field(path: Path, version: str) -> None:
    kubernetes_validate.validate(yaml.safe_load(path.read_text()), version, strict=True)


def test_the_validation_refuses_what_is_wrong() -> None:
    wrong = yaml.safe_load((FOLDER / "cron-job.yaml").read_text())
    wrong["spec"]["shedule"] = wrong["spec"].pop("schedule")
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSIONS[-1], strict=True)


def test_the_kustomization_names_every_manifest() -> None:
    assert sorted(KUSTOMIZATION["resources"]) == [path.name for path in FILES]


def test_it_runs_as_nobody_and_can_write_nothing_but_its_volumes() -> None:
    assert POD["securityContext"] == {
        "runAsNonRoot": True, "runAsUser": 65532, "runAsGroup": 65532, "fsGroup": 65532,
        "fsGroupChangePolicy": "OnRootMismatch", "seccompProfile": {"type": "RuntimeDefault"},
    }  # fmt: skip
    assert CONTAINER["securityContext"] == {
        "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
    }  # fmt: skip
    assert POD["automountServiceAccountToken"] is False


def test_user_and_folders_are_those_of_the_image() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^USER (.+)$", text, re.MULTILINE) == [
        f"{POD['securityContext']['runAsUser']}:{POD['securityContext']['runAsGroup']}"
    ]
    written = re.findall(r"(?:IMAGE_AUDIT_\w+|MPLCONFIGDIR)=(/\S+)", text)
    written += [each.partition("//")[2].removeprefix("/") or each for each in SETTINGS.values() if "/" in each]
    mounts = tuple(f"{each['mountPath']}/" for each in CONTAINER["volumeMounts"])
    assert [each for each in written if not each.startswith(mounts)] == []


def test_every_setting_is_an_option_of_run() -> None:
    known = {each.envvar for each in run.command.params if isinstance(each, click.Option)}
    assert SETTINGS.keys() - known == set()


def test_the_token_comes_from_a_secret_that_is_not_here() -> None:
    assert [(each["name"], sorted(each["valueFrom"])) for each in CONTAINER["env"]] == [
        ("GITHUB_TOKEN", ["secretKeyRef"])
    ]
    assert "Secret" not in [yaml.safe_load(path.read_text())["kind"] for path in FILES]


@pytest.mark.skipif(not shutil.which("kubectl"), reason="no kubectl here")
def test_what_kustomize_makes_of_it_is_valid_and_joined() -> None:
    said = subprocess.run(["kubectl", "kustomize", str(FOLDER)], capture_output=True, text=True, check=True)
    made: dict[str, Any] = {each["kind"]: each for each in yaml.safe_load_all(said.stdout)}
    for each in made.values():
        kubernetes_validate.validate(each, VERSIONS[-1], strict=True)
    (container,) = made["CronJob"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    assert container["envFrom"] == [{"configMapRef": {"name": made["ConfigMap"]["metadata"]["name"]}}]
    assert made["ConfigMap"]["data"] == SETTINGS
    (image,) = KUSTOMIZATION["images"]
    assert container["image"] == f"{image['newName']}:{image['newTag']}"
    assert {each["metadata"].get("namespace") for kind, each in made.items() if kind != "Namespace"} == {"image-audit"}
