"""What a kustomization applies in the end: through bases, components, patches and generators, renamed on the way."""

import pytest

from audit.components.deployment.kustomize.kustomize_build import Closures
from tests.components.looking import tree
from tests.judging import DIGEST

BASE = {"base/kustomization.yaml": "resources: [d.yaml]\n", "base/d.yaml": "kind: Deployment\nimage: a/b:1\n"}
Mentioned = tuple[str, str, list[str]]


def applied(files: dict[str, str], folder: str = "overlay") -> list[Mentioned]:
    """Return image, sort and `path:line` of the evidence of what a folder applies."""
    return [
        (each.image, each.how, [f"{where.path}:{where.line}" for where in each.evidence])
        for each in Closures(tree(files)).of(folder)
    ]


def overlay(text: str, files: dict[str, str] | None = None) -> list[Mentioned]:
    """Return what an overlay of this text applies, over a base that deploys a/b:1."""
    return applied({"overlay/kustomization.yaml": text, **BASE, **(files or {})})


def images(text: str) -> list[str]:
    """Return the images of an overlay on the base with these entries of `images:`."""
    return [image for image, _, _ in overlay(f"resources: [../base]\nimages:\n{text}")]


@pytest.mark.parametrize(
    ("entries", "image"),
    [
        pytest.param("- {name: a/b, newTag: v2}", "a/b:v2", id="another tag"),
        pytest.param("- {name: a/b, newName: c.io:5000/d}", "c.io:5000/d:1", id="another name keeps the tag"),
        pytest.param("- {name: a/b, newName: c/d, newTag: v2}", "c/d:v2", id="both"),
        pytest.param(f"- {{name: a/b, digest: '{DIGEST}'}}", f"a/b@{DIGEST}", id="a digest takes the tag's place"),
        pytest.param(f"- {{name: a/b, newTag: v2, digest: '{DIGEST}'}}", f"a/b@{DIGEST}", id="a digest before a tag"),
        pytest.param(f"- {{name: a/b, digest: '{DIGEST}'}}\n- {{name: a/b, newTag: v2}}", "a/b:v2",
                     id="a tag takes the digest's place"),
        pytest.param("- {name: b, newTag: v2}", "a/b:1", id="the last part of a name is another name"),
        pytest.param("- {name: docker.io/a/b, newTag: v2}", "a/b:1", id="the name in full is another name"),
        pytest.param("- {name: 'a/b:1', newTag: v2}", "a/b:1", id="a name with its tag is none"),
        pytest.param("- {name: a/b, newName: c/d}\n- {name: c/d, newTag: v2}", "c/d:v2", id="one after the other"),
        pytest.param("- {name: c/d, newTag: v2}\n- {name: a/b, newName: c/d}", "c/d:1", id="never backwards"),
    ],
)  # fmt: skip
def test_an_image_is_renamed(entries: str, image: str) -> None:
    assert images(entries) == [image]


def test_a_base_renames_before_its_overlay_does() -> None:
    files = {
        "base/kustomization.yaml": "resources: [d.yaml]\nimages: [{name: a/b, newName: c/d}]\n",
        "middle/kustomization.yaml": "resources: [../base]\nimages:\n- {name: c/d, newTag: v2}\n",
    }
    assert overlay("resources: [../middle]\nimages: [{name: a/b, newTag: v9}, {name: c/d, newName: e/f}]\n", files) == [
        (
            "e/f:v2",
            "field",
            [
                "base/d.yaml:2",
                "base/kustomization.yaml:2",
                "middle/kustomization.yaml:3",
                "overlay/kustomization.yaml:2",
            ],
        )
    ]


def test_a_component_renames_what_its_parent_gathered_and_adds_its_own() -> None:
    files = {
        "part/kustomization.yaml": "resources: [j.yaml]\nimages: [{name: a/b, newTag: v2}]\n",
        "part/j.yaml": "kind: Job\nimage: c/d:1\n",
    }
    assert overlay("resources: [../base]\ncomponents: [../part]\n", files) == [
        ("a/b:v2", "field", ["base/d.yaml:2", "part/kustomization.yaml:2"]),
        ("c/d:1", "field", ["part/j.yaml:2"]),
    ]


def test_a_base_is_not_renamed_by_a_sibling() -> None:
    sibling = {"other/kustomization.yaml": "images: [{name: a/b, newTag: v2}]\n"}
    assert overlay("resources: [../base, ../other]\n", sibling) == [("a/b:1", "field", ["base/d.yaml:2"])]


def test_texts_that_programs_read_are_renamed_by_nobody() -> None:
    text = "resources: [c.yaml]\nimages: [{name: a/b, newTag: v2}]\n"
    files = {"overlay/c.yaml": "kind: ConfigMap\ndata: {image: 'a/b:1'}\n"}
    assert overlay(text, files) == [("a/b:1", "string", ["overlay/c.yaml:2"])]


def test_patches_in_files_and_in_the_kustomization() -> None:
    text = """\
patches:
- path: p.yaml
- target: {kind: Deployment}
  patch: |-
    - op: replace
      path: /spec/template/spec/containers/0/image
      value: c/d:2
- target: {kind: Job}
  patch: |-
    - op: replace
      path: /spec/template/spec/containers/0/image
      value: e/f
images: [{name: e/f, newTag: v3}]
"""
    files = {"overlay/p.yaml": "- {op: add, path: /spec/image, value: g/h}\n"}
    assert overlay(text, files) == [
        ("g/h", "field", ["overlay/p.yaml:1"]),
        ("c/d:2", "field", ["overlay/kustomization.yaml:7"]),
        ("e/f:v3", "field", ["overlay/kustomization.yaml:12", "overlay/kustomization.yaml:13"]),
    ]


def test_an_image_that_a_patch_replaces_is_told_beside_the_new_one() -> None:
    """Which container a patch meets is not worked out: better one image too many than a deployed one unseen."""
    text = "resources: [../base]\npatches:\n- patch: |-\n    kind: Deployment\n    image: c/d:2\n"
    assert [image for image, _, _ in overlay(text)] == ["a/b:1", "c/d:2"]


def test_generators_files_and_literals() -> None:
    text = """\
configMapGenerator:
- name: x
  files: [config=agent.json]
  envs: [params.env]
  literals:
  - driver-image=ghcr.io/a/driver
  - level=a/b
"""
    files = {"overlay/agent.json": '{\n  "image" : "kserve/agent:latest"\n}\n', "overlay/params.env": "\nX=a/x:1\n"}
    assert overlay(text, files) == [
        ("kserve/agent:latest", "string", ["overlay/agent.json:2"]),
        ("a/x:1", "string", ["overlay/params.env:2"]),
        ("ghcr.io/a/driver", "string", ["overlay/kustomization.yaml:6"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("resources: [../base, ../overlay]", id="itself"),
        pytest.param("resources: [../base, .]", id="itself, by a dot"),
        pytest.param("resources: [../base]\ncomponents: [.]", id="itself as a component"),
        pytest.param("resources: [../base, ../circle]", id="what includes it"),
        pytest.param("resources: [../base, 'https://example.org/base?ref=v1']", id="a base elsewhere"),
        pytest.param("resources: [../base, ../gone, gone.yaml]", id="what is not there"),
        pytest.param("resources: [../base, ../../../etc/passwd]", id="what lies outside"),
        pytest.param("resources: [../base, broken.yaml]", id="what is broken"),
        pytest.param("resources: [../base, ../base]", id="the same twice"),
    ],
)
def test_what_leads_nowhere_hides_nothing(text: str) -> None:
    files = {"circle/kustomization.yaml": "resources: [../overlay, ../circle]\n", "overlay/broken.yaml": "image: [\n"}
    assert overlay(f"{text}\n", files) == [("a/b:1", "field", ["base/d.yaml:2"])]


def test_mentions_do_not_double_with_every_level() -> None:
    files = dict(BASE)
    for level in range(1, 31):
        below = "base" if level == 1 else f"../l{level - 1}, ../r{level - 1}"
        for side in "lr":
            given = "resources: [../base]" if level == 1 else f"resources: [{below}]"
            files[f"{side}{level}/kustomization.yaml"] = f"{given}\nimages: [{{name: a/b, newTag: {side}}}]\n"
    assert [image for image, _, _ in applied(files, "l30")] == ["a/b:l"]


def test_the_files_that_it_stands_on() -> None:
    text = "resources: [../base, a.yaml, gone.yaml, ../circle]\npatches: [{path: p.yaml}]\n"
    circle = "resources: [../overlay]\nconfigMapGenerator: [{files: [c.env]}]\n"
    texts = {"overlay/kustomization.yaml": text, "circle/kustomization.yaml": circle, **BASE}
    files = tree(texts, "overlay/a.yaml", "overlay/p.yaml", "circle/c.env")
    Closures(files).of("overlay")
    assert set(files.missing) == {"overlay/p.yaml", "overlay/a.yaml", "circle/c.env"}


def test_a_chain_without_end_is_followed_for_a_while() -> None:
    files = {f"{n}/kustomization.yaml": f"resources: [../{n + 1}, d.yaml]\n" for n in range(1_200)}
    asked = tree(files, *(f"{n}/d.yaml" for n in range(1_200)))
    Closures(asked).of("0")
    assert list(asked.missing) == [f"{n}/d.yaml" for n in range(40, -1, -1)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("replacements:\n- source: {kind: ConfigMap, fieldPath: data.AGENT}\n  targets:\n"
                     "  - {select: {kind: DaemonSet}, fieldPaths: ['spec.template.spec.containers.0.image']}\n",
                     id="a replacement"),
        pytest.param("replacements:\n- source: {fieldPath: data.AGENT}\n  targets: [{fieldPaths: [spec.image]}]\n",
                     id="a replacement whose object has no kind"),
        pytest.param("vars: [{name: V, objref: {kind: ConfigMap}, fieldref: {fieldpath: data.AGENT-image}}]\n",
                     id="a variable"),
    ],
)  # fmt: skip
def test_a_value_that_becomes_an_image_is_one(text: str) -> None:
    key = "AGENT-image" if "vars" in text else "AGENT"
    literals = f"['{key}=r.io/a/agent:v1', 'X=r.io/b/x:v1']"
    files = {"o/kustomization.yaml": f"configMapGenerator: [{{name: m, literals: {literals}}}]\n{text}"}
    kind = "DaemonSet" if "DaemonSet" in text else "Deployment"
    assert [(each.image, each.how, each.object) for each in Closures(tree(files)).of("o")] == [
        ("r.io/a/agent:v1", "field", kind),
        ("r.io/b/x:v1", "string", ""),
    ]
