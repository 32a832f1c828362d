"""kustomization.yaml as it is written: paths of the repository, patches and literals with their lines, renames."""

import pytest

from audit.components.deployment.kustomize import kustomization
from audit.components.deployment.kustomize.kustomization import Inline, Kustomization, Renamed
from audit.model.evidence import Evidence
from tests.components.looking import tree
from tests.judging import DIGEST

PATH = "apps/overlay/kustomization.yaml"


def read(text: str) -> Kustomization:
    found = kustomization.read(PATH, tree({PATH: text}))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        pytest.param("resources: [../base, a.yaml, ./b.yaml]", ("apps/base", "apps/overlay/a.yaml",
                     "apps/overlay/b.yaml"), id="folders and files"),
        pytest.param("bases: [../base]\nresources: [a.yaml]", ("apps/overlay/a.yaml", "apps/base"),
                     id="bases of old are resources"),
        pytest.param("resources: [../base, ../base/]", ("apps/base",), id="the same twice"),
        pytest.param("resources: [../..]", ("",), id="the repository itself"),
        pytest.param("resources: [../../../etc, ../../../../x]", (), id="out of the repository"),
        pytest.param("resources: [/etc/passwd]", ("/etc/passwd",), id="a path of the machine is none of the tree"),
        pytest.param("resources: {a: b}", (), id="no list"),
        pytest.param("resources: [{a: b}, [c], 3]", ("apps/overlay/3",), id="a list of all kinds"),
    ],
)  # fmt: skip
def test_resources(written: str, paths: tuple[str, ...]) -> None:
    assert read(f"{written}\n").resources == paths


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/acme/base?ref=v1",
        "github.com/acme/base//config",
        "git@github.com:acme/base",
        "ssh://git@example.org/base",
        "acme/base?ref=v1",
    ],
)
def test_a_resource_elsewhere_is_told_apart(address: str) -> None:
    found = read(f"resources: ['{address}', a.yaml]\n")
    assert (found.remote, found.resources) == ((address,), ("apps/overlay/a.yaml",))


def test_what_else_is_brought_together() -> None:
    text = """\
components: [../component]
patchesStrategicMerge: [strategic.yaml]
patchesJson6902: [{path: json.yaml}]
patches: [{path: patch.yaml}, {target: {kind: Job}}]
generators: [generator.yaml]
transformers: [transformer.yaml]
configMapGenerator:
- files: [a.json, key=b.json]
  envs: [c.env]
secretGenerator:
- env: d.env
helmCharts: [{name: x, valuesFile: values.yaml}, {name: y}]
"""
    found = read(text)
    assert found.components == ("apps/component",)
    assert found.patches == tuple(
        f"apps/overlay/{name}.yaml" for name in ("strategic", "generator", "transformer", "patch", "json")
    )
    assert found.generated == tuple(f"apps/overlay/{name}" for name in ("a.json", "b.json", "c.env", "d.env"))
    assert found.values == ("apps/overlay/values.yaml",)


def test_patches_in_the_kustomization_and_how_many_lines_stand_before_each() -> None:
    text = """\
patches:
- target: {kind: Deployment}
  patch: |-
    - op: replace
      path: /a
- patch: |-
    - op: replace
      path: /b
- path: other.yaml
  patch: '[{"op": "remove"}]'
patchesStrategicMerge:
- file.yaml
- |
  kind: Deployment
patchesJson6902:
- patch: |
    - op: replace
"""
    assert read(text).inline == (
        Inline("- op: replace\n  path: /a", 3),
        Inline("- op: replace\n  path: /b", 6),
        Inline('[{"op": "remove"}]', 9),
        Inline("kind: Deployment\n", 13),
        Inline("- op: replace\n", 16),
    )


def test_literals_stand_on_their_own_lines() -> None:
    text = "configMapGenerator:\n- name: x\n  literals:\n  - A=1\n  - B=2\nsecretGenerator:\n- literals: [C=3]\n"
    assert read(text).literals == (Evidence(PATH, 4, "A=1"), Evidence(PATH, 5, "B=2"), Evidence(PATH, 7, "C=3"))


@pytest.mark.parametrize(
    ("entry", "given", "said"),
    [
        pytest.param("newName: c/d", ("c/d", "", ""), "c/d:(same)", id="another name"),
        pytest.param("newTag: v2", ("", "v2", ""), "a/b:v2", id="another tag"),
        pytest.param("newTag: 2", ("", "2", ""), "a/b:2", id="a number is a tag as it is written"),
        pytest.param("newTag: 1.10", ("", "1.10", ""), "a/b:1.10", id="zeros at its end stay"),
        pytest.param(f"digest: '{DIGEST}'", ("", "", DIGEST), f"a/b:{DIGEST}", id="a digest"),
        pytest.param("newName: r.io:5000/d\n  newTag: v2", ("r.io:5000/d", "v2", ""), "r.io:5000/d:v2", id="both"),
    ],
)
def test_an_image_that_is_renamed(entry: str, given: tuple[str, str, str], said: str) -> None:
    assert read(f"images:\n- name: a/b\n  {entry}\n").images == (
        Renamed("a/b", *given, Evidence(PATH, 2, f"images: a/b -> {said}")),
    )


@pytest.mark.parametrize("entry", ["name: a/b", "newName: c/d", "name: {a: b}\n  newTag: v1", "name: ''\n  newTag: v1"])
def test_an_entry_that_changes_nothing(entry: str) -> None:
    assert read(f"images:\n- {entry}\n- 3\n").images == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("resources: [", id="broken"),
        pytest.param("- a\n- b\n", id="a list"),
        pytest.param("", id="empty"),
        pytest.param("a: 1\n---\nb: 2\n", id="two documents"),
        pytest.param("x: " + "[" * 100_000, id="deep nesting"),
    ],
)
def test_what_is_no_kustomization(text: str) -> None:
    assert kustomization.read(PATH, tree({PATH: text})) is None


def test_one_that_nobody_has_read() -> None:
    assert kustomization.read(PATH, tree({}, PATH)) is None


@pytest.mark.parametrize("name", ["kustomization.yaml", "kustomization.yml", "Kustomization"])
def test_each_of_its_names(name: str) -> None:
    assert kustomization.path_in("a", tree({}, f"a/{name}", "a/b/kustomization.yaml")) == f"a/{name}"


def test_a_folder_without_one() -> None:
    assert kustomization.path_in("a", tree({}, "a/kustomization.json")) == ""
