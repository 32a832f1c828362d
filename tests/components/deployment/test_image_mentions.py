"""Image references in objects and free text, and what only looks like one."""

import pytest

from audit.components.deployment import image_mentions, manifest
from tests.judging import DIGEST


def named(text: str) -> list[tuple[str, str, str, int | None]]:
    """Return image, sort, kind of object and line of every mention in a manifest."""
    mentions = image_mentions.in_objects(manifest.objects(text), "m.yaml")
    return [(each.image, each.how, each.object, each.evidence[0].line) for each in mentions]


def images(text: str) -> list[str]:
    """Return the images that a free text names."""
    return [each.image for each in image_mentions.in_text(text, "params.env")]


@pytest.mark.parametrize(
    ("value", "image"),
    [
        pytest.param("nginx", "nginx", id="a name alone"),
        pytest.param("ghcr.io/a/b:v1", "ghcr.io/a/b:v1", id="a registry and a tag"),
        pytest.param("localhost:5000/a", "localhost:5000/a", id="a port is not a tag"),
        pytest.param(f"r.io:5000/a/b:1@{DIGEST}", f"r.io:5000/a/b:1@{DIGEST}", id="port, tag and digest"),
        pytest.param("'a/b:1 '", "a/b:1", id="spaces around it"),
        pytest.param("${REGISTRY}/a/b:$(TAG)", "?/a/b:?", id="variables"),
        pytest.param("a/b:$TAG", "a/b:?", id="a variable without braces"),
        pytest.param("'{{ .registry }}/a/b'", "?/a/b", id="a template's action"),
        pytest.param(">-\n  a/b:1", "a/b:1", id="a block of one line"),
    ],
)
def test_an_image_field(value: str, image: str) -> None:
    assert [each[:3] for each in named(f"kind: Pod\nimage: {value}\n")] == [(image, "field", "Pod")]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param('""', id="nothing"),
        pytest.param("a b", id="two words"),
        pytest.param("{repository: a}", id="a mapping"),
        pytest.param("A/B", id="capitals"),
        pytest.param("https://a.io/b:1", id="an address"),
        pytest.param(f"a/{'b' * 1_000}", id="longer than any name"),
    ],
)
def test_an_image_field_that_names_none(value: str) -> None:
    assert named(f"kind: Pod\nimage: {value}\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("kind: ConfigMap\ndata:\n  image: a/b:1\n", [("a/b:1", "string", "ConfigMap", 3)],
                     id="a ConfigMap's image is a text that a program reads"),
        pytest.param("kind: Secret\nstringData:\n  image: a/b:1\n", [("a/b:1", "string", "Secret", 3)],
                     id="a Secret's too"),
        pytest.param('kind: ConfigMap\ndata:\n  agent: |-\n    {\n      "image" : "kserve/agent:latest"\n    }\n',
                     [("kserve/agent:latest", "string", "ConfigMap", 5)], id="JSON in a ConfigMap, on its own line"),
        pytest.param("kind: ConfigMap\ndata:\n  x: |\n    image: a/b\n    image: c/d\n",
                     [("a/b", "string", "ConfigMap", 4), ("c/d", "string", "ConfigMap", 5)], id="YAML in a ConfigMap"),
        pytest.param("kind: Pod\nimage: |\n  a/b:1\n  c/d:2\n",
                     [("a/b:1", "string", "Pod", 3), ("c/d:2", "string", "Pod", 4)], id="a block of several lines"),
        pytest.param("kind: Deployment\nenv:\n- name: V2_DRIVER_IMAGE\n  value: ghcr.io/a/driver\n",
                     [("ghcr.io/a/driver", "string", "Deployment", 4)], id="a variable whose name says image"),
        pytest.param("kind: Deployment\nenv:\n- {name: X, value: a/b:1}\n- {name: Y, value: a/c}\n# image\n",
                     [("a/b:1", "string", "Deployment", 3)], id="another variable's value needs a tag"),
        pytest.param("kind: Deployment\nargs: [--image=a/b, --other=c/d, '--x=e/f:1']\n",
                     [("a/b", "string", "Deployment", 2), ("e/f:1", "string", "Deployment", 2)], id="arguments"),
        pytest.param("kind: Deployment\nargs:\n- --images\n- a/b:1,c.io/d:2\n",
                     [("a/b:1", "string", "Deployment", 4), ("c.io/d:2", "string", "Deployment", 4)],
                     id="several in one text"),
        pytest.param("- op: replace\n  path: /spec/template/spec/containers/0/image\n  value: nginx\n",
                     [("nginx", "field", "", 3)], id="a JSON patch of an image field"),
        pytest.param("- op: add\n  path: /spec/env/-\n  value: {name: X_IMAGE, value: a/b}\n",
                     [("a/b", "string", "", 3)], id="a JSON patch that adds a variable"),
    ],
)  # fmt: skip
def test_a_manifest(text: str, expected: list[tuple[str, str, str, int]]) -> None:
    assert named(text) == expected


def test_the_evidence_is_the_line() -> None:
    (found,) = image_mentions.in_text("# images\n  DRIVER=ghcr.io/a/b:1  \n", "params.env", "source")
    assert [(each.path, each.line, each.text) for each in found.evidence] == [("params.env", 2, "DRIVER=ghcr.io/a/b:1")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a/b:1", ["a/b:1"], id="a tag tells"),
        pytest.param(f"a/b@{DIGEST}", [f"a/b@{DIGEST}"], id="a digest tells"),
        pytest.param("image=a/b", ["a/b"], id="the word image tells"),
        pytest.param("IMAGE=r.io:5000/a/b:1", ["r.io:5000/a/b:1"], id="a port is not a tag"),
        pytest.param("x = a/b", [], id="a word with a slash"),
        pytest.param('DefaultImage = "ghcr.io/a/b"', ["ghcr.io/a/b"], id="a default in code"),
        pytest.param("image: a/b:${TAG}", ["a/b"], id="a tag that is a variable"),
        pytest.param("image: nginx:1.25", [], id="without a slash nobody knows"),
        pytest.param("image\nx: a/b", [], id="image on another line"),
        pytest.param("image " + "x" * 2_000 + " a/b:1", [], id="a line that nobody wrote by hand"),
        pytest.param("image " + "x" * 1_987 + " a/b:1", ["a/b:1"], id="a line of 2,000 characters"),
    ],
)
def test_a_text(text: str, expected: list[str]) -> None:
    assert images(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("apiVersion: apps/v1", id="the version of an API"),
        pytest.param("kubeflow.org/component: image-puller", id="a label"),
        pytest.param("image docs: https://example.com/a/b:1", id="an address"),
        pytest.param("image docs: http://u:8080/a/b:2", id="an address with a port"),
        pytest.param("image: /usr/share/a/b:1", id="a file's path"),
        pytest.param("image: ./a/b:1", id="a path from here"),
        pytest.param("image: ../a/b:1", id="a path upwards"),
        pytest.param("image: $HOME/a/b:1", id="a path from a variable"),
        pytest.param("image: ${A}/b/c:1", id="a name that begins with a variable"),
        pytest.param("image: a/b/", id="a folder"),
        pytest.param("a/b: image", id="a key"),
        pytest.param("a/image-spec-hash: x", id="a key of several words"),
        pytest.param('{"a/b": "image"}', id="a key in quotes"),
        pytest.param("image: a/b:", id="a colon and nothing"),
        pytest.param("image: A/B:1", id="capitals"),
        pytest.param("image: a@b.io/c:1", id="somebody's account"),
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert images(text) == []


BUNDLE = """\
kind: ClusterServiceVersion
spec:
  install: {spec: {deployments: [{spec: {template: {spec: {containers: [{image: 'a/operator:1'}]}}}}]}}
  relatedImages: [{name: agent, image: 'a/agent:1'}]
"""


def test_a_bundle_deploys_the_operator_and_lists_what_that_starts() -> None:
    found = image_mentions.in_objects(manifest.objects(BUNDLE), "bundle.yaml")
    assert [(each.image, each.how, each.object) for each in found] == [
        ("a/operator:1", "field", "Deployment"),
        ("a/agent:1", "string", "ClusterServiceVersion"),
    ]
