"""The CronJob and the objects beside it."""

import re
import shutil
from typing import Any

import kubernetes_validate
import pytest
import yaml

from tests.packaging.checkout import OPTIONS, ROOT, document, execute

FOLDER = ROOT / "docs" / "operations" / "kubernetes"
MANIFESTS = {path.name: document(str(path)) for path in FOLDER.glob("*.yaml")}
KUSTOMIZATION = MANIFESTS.pop("kustomization.yaml")
VERSIONS = ("1.31", "1.37")
POD = MANIFESTS["cron-job.yaml"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]
SETTINGS = dict(setting.split("=", 1) for setting in KUSTOMIZATION["configMapGenerator"][0]["literals"])


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_is_valid_for_kubernetes_and_has_no_unknown_field(name: str, version: str) -> None:
    kubernetes_validate.validate(MANIFESTS[name], version, strict=True)


def test_the_validation_refuses_what_is_wrong() -> None:
    job = MANIFESTS["cron-job.yaml"]
    wrong = job | {"spec": {"shedule" if key == "schedule" else key: value for key, value in job["spec"].items()}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSIONS[-1], strict=True)


def test_the_kustomization_names_every_manifest() -> None:
    assert sorted(KUSTOMIZATION["resources"]) == sorted(MANIFESTS)


def test_it_runs_without_rights_and_writes_to_its_volumes_only() -> None:
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
    user = f"{POD['securityContext']['runAsUser']}:{POD['securityContext']['runAsGroup']}"
    assert re.findall(r"^USER (.+)$", text, re.MULTILINE) == [user]
    written = re.findall(r"(?:IMAGE_AUDIT_\w+|MPLCONFIGDIR)=(/\S+)", text)
    written += [value.partition("//")[2].removeprefix("/") or value for value in SETTINGS.values() if "/" in value]
    mounts = tuple(f"{mount['mountPath']}/" for mount in CONTAINER["volumeMounts"])
    assert [path for path in written if not path.startswith(mounts)] == []


def test_every_setting_is_an_option_of_run_and_the_token_comes_from_a_secret_elsewhere() -> None:
    assert SETTINGS.keys() - OPTIONS == set()
    sources = [(variable["name"], sorted(variable["valueFrom"])) for variable in CONTAINER["env"]]
    assert sources == [("GITHUB_TOKEN", ["secretKeyRef"])]
    assert "Secret" not in [manifest["kind"] for manifest in MANIFESTS.values()]


@pytest.mark.skipif(not shutil.which("kubectl"), reason="no kubectl here")
def test_the_output_of_kustomize_is_valid_and_joined() -> None:
    done = execute("kubectl", "kustomize", FOLDER, cwd=ROOT)
    made: dict[str, Any] = {manifest["kind"]: manifest for manifest in yaml.safe_load_all(done.stdout)}
    for manifest in made.values():
        kubernetes_validate.validate(manifest, VERSIONS[-1], strict=True)
    (container,) = made["CronJob"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    assert container["envFrom"] == [{"configMapRef": {"name": made["ConfigMap"]["metadata"]["name"]}}]
    assert made["ConfigMap"]["data"] == SETTINGS
    (image,) = KUSTOMIZATION["images"]
    assert container["image"] == f"{image['newName']}:{image['newTag']}"
    places = {manifest["metadata"].get("namespace") for kind, manifest in made.items() if kind != "Namespace"}
    assert places == {"image-audit"}
