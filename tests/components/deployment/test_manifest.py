"""Kubernetes objects in YAML text: which there are, what leads to each text, on which line; hostile ones included."""

import pytest

from audit.components.deployment import manifest

POD = "kind: Pod\nimage: c/d:2\n"
LAST = ("Pod", "c/d:2")


def found(text: str, before: int = 0) -> list[tuple[str, str, str, int]]:
    """Return kind, keys, text and line of every text that stands under a key with `image` in it."""
    return [
        (each.kind, ".".join(scalar.keys), scalar.text, scalar.first)
        for each in manifest.objects(text, before)
        for scalar in each.scalars
        if any("image" in key.lower() for key in scalar.keys)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("kind: Deployment\nspec:\n  containers:\n  - image: a/b:1\n",
                     [("Deployment", "spec.containers.[].image", "a/b:1", 4)], id="a field in a list"),
        pytest.param(f"kind: Job\nimage: a/b\n---\n{POD}", [("Job", "image", "a/b", 2), ("Pod", "image", "c/d:2", 5)],
                     id="several objects, each with its own lines"),
        pytest.param("--- # first\nkind: Job\nimage: a/b\n--- {kind: Pod, image: c/d}\n",
                     [("Job", "image", "a/b", 3), ("Pod", "image", "c/d", 4)],
                     id="what stands behind the line between two objects belongs to the second"),
        pytest.param(f"kind: Job\r\nimage: a/b\r\n---\r\n{POD}",
                     [("Job", "image", "a/b", 2), ("Pod", "image", "c/d:2", 5)], id="lines that end in CRLF"),
        pytest.param("data:\n  image: |\n    a/b\n    c/d\nkind: 'ConfigMap'\n",
                     [("ConfigMap", "data.image", "a/b\nc/d\n", 3)], id="a block begins on the next line"),
        pytest.param(f"kind: ConfigMap\ndata:\n  image: |\n    ---\n    x\n    ---\n---\n{POD}",
                     [("ConfigMap", "data.image", "---\nx\n---\n", 4), ("Pod", "image", "c/d:2", 9)],
                     id="dashes within a block part nothing"),
        pytest.param('{"kind": "Pod",\n "spec": {"image": "a/b"}}', [("Pod", "spec.image", "a/b", 2)], id="JSON"),
        pytest.param("kind: Pod\nspec: &a {image: a/b}\nagain: *a\n",
                     [("Pod", "spec.image", "a/b", 2), ("Pod", "again.image", "a/b", 2)],
                     id="an alias is read where its anchor stands"),
        pytest.param("kind: CustomResourceDefinition\nimage: a/b\n", [], id="a definition of a type runs nothing"),
        pytest.param("kind: Pod\n", [], id="an object that says nothing of images"),
        pytest.param("image: ''\n", [("", "image", "", 1)], id="an object without a kind"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_objects(text: str, expected: list[tuple[str, str, str, int]]) -> None:
    assert found(text) == expected


def test_a_list_is_its_items_and_each_has_its_own_kind() -> None:
    text = """\
kind: List
items:
- kind: Deployment
  image: a/b
- kind: ConfigMap
  data: {image: c/d}
- kind: CustomResourceDefinition
  image: e/f
- kind: PodList
  items: [{kind: Pod, image: g/h}]
"""
    assert found(text) == [
        ("Deployment", "image", "a/b", 4),
        ("ConfigMap", "data.image", "c/d", 6),
        ("Pod", "image", "g/h", 10),
    ]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("- {op: replace, path: /spec/containers/0/image, value: a/b}\n", "[].spec.containers.0.image",
                     id="a JSON patch: the path that is patched"),
        pytest.param('[{"op": "add", "path": "/spec", "value": {"image": "a/b"}}]', "[].spec.image",
                     id="a JSON patch that adds a mapping"),
        pytest.param("env: [{name: DRIVER_IMAGE, value: a/b}]\n", "env.[].DRIVER_IMAGE.value",
                     id="a variable: its name"),
    ],
)  # fmt: skip
def test_what_leads_to_a_value(text: str, keys: str) -> None:
    assert [each[1:3] for each in found(text)] == [(keys, "a/b")]


def test_lines_before_a_text_are_counted() -> None:
    assert found(POD, before=7) == [("Pod", "image", "c/d:2", 9)]


def bomb() -> str:
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(["a0: &a0 [image, x]", *lines])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("image: [x", id="a list that does not end"),
        pytest.param("kind: Pod\n\timage: a/b", id="a tab for spaces"),
        pytest.param("image: *gone", id="an alias without an anchor"),
        pytest.param("&a\nimage: [*a]", id="an alias of what it stands in"),
        pytest.param("image: a\x00b", id="a character that YAML does not know"),
        pytest.param(bomb(), id="aliases without end"),
        pytest.param("image:\n" + "- a/b:1\n" * 100_000, id="more texts than anybody writes"),
        pytest.param("image: " + "[" * 5_000 + "]" * 5_000, id="deep nesting"),
        pytest.param("image: " + "[" * 100_000 + "]" * 100_000, id="nesting deeper than the machine's stack"),
        pytest.param("- {op: add, value: x, path: /image" + "/a" * 100 + "}", id="a patch's path that is as deep"),
        pytest.param("{{ if .Values.image }}\nimage: {{ .x }}\n{{ end }}", id="a template"),
    ],
)
def test_what_cannot_be_read_hides_nothing_behind_it(text: str) -> None:
    assert [(each[0], each[2]) for each in found(f"{text}\n---\n{POD}")] == [LAST]


def test_of_a_text_too_long_the_beginning_is_read() -> None:
    text = f"{POD}---\nx: {'x' * manifest.MAXIMUM_CHARACTERS}\n---\nkind: Pod\nimage: e/f\n"
    assert [(each[0], each[2]) for each in found(text)] == [LAST]
