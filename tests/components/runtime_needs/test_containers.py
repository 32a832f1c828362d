"""What manifests ask of the containers that run an image."""

from dataclasses import replace

from audit.components.deployment import mentions
from audit.components.runtime_needs import containers, demands
from audit.model.component import Facts
from audit.model.deployment import Demand
from tests.cases import cases
from tests.components.looking import SIGNALS, component, tree

OURS = "ghcr.io/o/r/m"
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: m}
spec:
  template:
    spec:
      containers:
      - name: m
        image: %s:v1
"""
OURS_RUN = DEPLOYMENT % OURS


def asked(texts: dict[str, str], repository: str = "o/r", deploys: tuple[str, ...] = ()) -> list[str]:
    """Return kind, text, place, and what else is known of each demand of the image OURS."""
    files = tree(texts)
    named = mentions.find(files, SIGNALS.manifests, deploys)
    where = frozenset(item.path for mention in named for item in mention.evidence)
    found = containers.find(files, SIGNALS.manifests.ignored, where)
    facts = Facts(repository, "main", "c", "", (), (), mentions=named, containers=found)
    ours = replace(component("FROM scratch\n"), names=(OURS,))
    return [said(demand) for demand in demands.find(ours, ("o/r", "main"), demands.index([facts]))]


def said(demand: Demand) -> str:
    marks = "".join(word for word in (" default" * demand.default, " overlay" * demand.overlay))
    return f"{demand.kind}: {demand.text} {demand.evidence.path}:{demand.evidence.line}{marks}"


@cases(
    "lines, expected",
    {
        "nothing": ("", []),
        "a command": ("        command: [./m]\n", ["command: ./m d/a.yaml:10"]),
        "a shell": (
            "        command: [/bin/sh, -c]\n        args:\n        - m ${A} $B\n",
            ["shell-command: /bin/sh -c d/a.yaml:10", "args: m ${A} $B d/a.yaml:11",
             "variable-arguments: ${A} $B d/a.yaml:11"]),
        "a shell text on several lines": (
            "        command:\n        - bash\n        - -c\n        - |\n          a\n          b\n",
            ["shell-command: bash -c a b d/a.yaml:10"]),
        "arguments that Kubernetes expands": (
            '        args: ["--n=$(N)"]\n', ["args: --n=$(N) d/a.yaml:10", "variable-arguments: $(N) d/a.yaml:10"]),
        "an exec probe": (
            "        livenessProbe:\n          exec:\n            command: [cat, /x]\n",
            ["exec-probe: cat /x d/a.yaml:11"]),
        "an http probe": ("        livenessProbe:\n          httpGet: {path: /x}\n", []),
        "a hook": (
            "        lifecycle:\n          preStop:\n            exec: {command: [sleep, '5']}\n",
            ["exec-hook: sleep 5 d/a.yaml:12"]),
        "the container's user before the pod's": (
            "        securityContext: {runAsUser: 1000}\n      securityContext: {runAsUser: 1, runAsNonRoot: true}\n",
            ["run-as-user: 1000 d/a.yaml:10", "run-as-non-root: true d/a.yaml:11"]),
        "a group": ("      securityContext:\n        fsGroup: 65532\n", ["fs-group: 65532 d/a.yaml:11"]),
        "a volume that it writes to": (
            ("        volumeMounts: [{name: v, mountPath: /d}, {name: w, mountPath: /e}]\n"
            "      volumes: [{name: v, persistentVolumeClaim: {claimName: c}}, {name: w, emptyDir: {}}]\n"),
            ["writable-mount: /d d/a.yaml:10"]),
        "a container beside it": (
            "      - name: side\n        image: busybox\n        command: [sh, -c, x]\n", []),
        "an init container of the same image": (
            f"      initContainers:\n      - image: {OURS}\n        command: [m, --copy]\n",
            ["command: m --copy d/a.yaml:12"]),
    },
)  # fmt: skip
def test_demands(lines: str, expected: list[str]) -> None:
    assert asked({"d/a.yaml": OURS_RUN + lines, "d/kustomization.yaml": "resources: [a.yaml]\n"}) == expected


PATCH = "kind: Deployment\nmetadata: {name: m}\nspec:\n  template: {spec: {containers: [{name: %s, command: [sh]}]}}\n"
BASE = {"b/a.yaml": OURS_RUN, "b/kustomization.yaml": "resources: [a.yaml]\n"}


def test_patches_of_overlays_count_by_the_container_that_they_name() -> None:
    overlay = {"o/kustomization.yaml": "resources: [../b]\npatches: [{path: p.yaml}]\n", "o/p.yaml": PATCH % "m"}
    assert asked({**BASE, **overlay}) == ["shell-command: sh o/p.yaml:4 overlay"]
    assert asked({**BASE, **overlay, "o/p.yaml": PATCH % "other"}) == []
    inline = "resources: [../b]\npatches:\n- patch: |\n" + "".join(
        f"    {line}\n" for line in (PATCH % "m").split("\n")
    )
    assert asked({**BASE, "o/kustomization.yaml": inline}) == ["shell-command: sh o/kustomization.yaml:7 overlay"]


def test_an_image_that_a_kustomization_renames_counts_and_a_default_installation_is_marked() -> None:
    texts = {
        "b/a.yaml": DEPLOYMENT % "controller" + "        command: [./m]\n",
        "b/kustomization.yaml": f"resources: [a.yaml]\nimages: [{{name: controller, newName: {OURS}}}]\n",
    }
    assert asked(texts, deploys=("b",)) == ["command: ./m b/a.yaml:10 default"]


def test_another_repository_is_named_in_front_of_the_path() -> None:
    texts = {"d/a.yaml": OURS_RUN + "        command: [./m]\n", "d/kustomization.yaml": "resources: [a.yaml]\n"}
    assert asked(texts, "o/dist") == ["command: ./m o/dist/d/a.yaml:10"]


def test_templates_of_charts_are_read_without_their_actions() -> None:
    lines = "image: {{ .Values.image }}", "{{- if .Values.x }}", "command: [m, {{ .Values.y | quote }}]"
    texts = {
        "c/Chart.yaml": "name: c\n",
        "c/values.yaml": f"image: {OURS}:v1\n",
        "c/templates/a.yaml": DEPLOYMENT.replace("image: %s:v1", f"\n{' ' * 8}".join((*lines, "{{- end }}"))),
    }
    assert asked(texts) == ["command: m ? c/templates/a.yaml:11"]


def test_tests_and_examples_are_left_out() -> None:
    assert asked({"test/a.yaml": OURS_RUN + "        command: [./m]\n"}) == []
