"""Image references taken apart."""

import pytest

from audit.dockerfile.syntax.image_reference import canonical, is_valid, read
from audit.model.dockerfile import Image
from tests.cases import cases

DIGEST = "sha256:" + "0123456789abcdef" * 4


@cases(
    "text, registry, name, tag, digest",
    {
        "a name alone": ("alpine", "", "alpine", "", ""),
        "a name and a tag": ("alpine:3.22", "", "alpine", "3.22", ""),
        "a folder is no registry": ("kubeflow/hub:v1", "", "kubeflow/hub", "v1", ""),
        "a dot makes a registry": ("gcr.io/distroless/static", "gcr.io", "distroless/static", "", ""),
        "localhost is a registry": ("localhost/a", "localhost", "a", "", ""),
        "a port is not a tag": ("localhost:5000/a", "localhost:5000", "a", "", ""),
        "a port and a tag": ("registry:5000/a/b:1", "registry:5000", "a/b", "1", ""),
        "a digest without a tag": (f"a@{DIGEST}", "", "a", "", DIGEST),
        "a tag and a digest": (f"x.io/a:1@{DIGEST}", "x.io", "a", "1", DIGEST),
        "a tag that is known in part": ("node:?-slim", "", "node", "?-slim", ""),
        "nothing known": ("?", "", "?", "", ""),
        "scratch is read as any other": ("scratch", "", "scratch", "", ""),
    },
)
def test_read(text: str, registry: str, name: str, tag: str, digest: str) -> None:
    assert read(text) == Image(text, registry, name, tag, digest)


@cases(
    "text, name",
    {
        "a bare name is an official image": ("python:3.12", "docker.io/library/python"),
        "a folder of Docker Hub": ("kubeflow/hub", "docker.io/kubeflow/hub"),
        "the registry written out": ("docker.io/python", "docker.io/library/python"),
        "an old name of Docker Hub": ("index.docker.io/library/python", "docker.io/library/python"),
        "a registry in any case": ("GCR.io/a/b:1", "gcr.io/a/b"),
        "without a digest": (f"gcr.io/a@{DIGEST}", "gcr.io/a"),
        "scratch stands in no registry": ("scratch", "scratch"),
    },
)
def test_canonical(text: str, name: str) -> None:
    assert canonical(read(text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "alpine",
        "a/b-c_d.e__f/g:V1.0_x-y",
        "localhost:5000/a",
        f"gcr.io/a/b:1@{DIGEST}",
        "node:?-slim",
        "?/a:?",
        "?",
        "a@?",
    ],
)
def test_valid(text: str) -> None:
    assert is_valid(text)


@cases(
    "text",
    {
        "nothing": "",
        "a placeholder": "<ubuntu>",
        "a name in upper case": "Ubuntu",
        "two tags": "a:b:c",
        "a space": "a b",
        "a folder and no name": "a/",
        "a colon and no tag": "a:",
        "a tag that begins with a dash": "a:-b",
        "separators in a row": "a--_b",
        "half a digest": "a@sha256",
        "a template": "{{ image }}",
        "a line end": "a\n",
        "more than a thousand characters": "a" * 1_001,
    },
)
def test_not_valid(text: str) -> None:
    assert not is_valid(text)
