"""Image references taken apart."""

import pytest

from audit.dockerfile.syntax.image_reference import canonical, is_valid, read
from audit.model.dockerfile import Image

DIGEST = "sha256:" + "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("text", "registry", "name", "tag", "digest"),
    [
        pytest.param("alpine", "", "alpine", "", "", id="a name alone"),
        pytest.param("alpine:3.22", "", "alpine", "3.22", "", id="a name and a tag"),
        pytest.param("kubeflow/hub:v1", "", "kubeflow/hub", "v1", "", id="a folder is no registry"),
        pytest.param("gcr.io/distroless/static", "gcr.io", "distroless/static", "", "", id="a dot makes a registry"),
        pytest.param("localhost/a", "localhost", "a", "", "", id="localhost is a registry"),
        pytest.param("localhost:5000/a", "localhost:5000", "a", "", "", id="a port is not a tag"),
        pytest.param("registry:5000/a/b:1", "registry:5000", "a/b", "1", "", id="a port and a tag"),
        pytest.param(f"a@{DIGEST}", "", "a", "", DIGEST, id="a digest without a tag"),
        pytest.param(f"x.io/a:1@{DIGEST}", "x.io", "a", "1", DIGEST, id="a tag and a digest"),
        pytest.param("node:?-slim", "", "node", "?-slim", "", id="a tag that is known in part"),
        pytest.param("?", "", "?", "", "", id="nothing known"),
        pytest.param("scratch", "", "scratch", "", "", id="scratch is read as any other"),
    ],
)
def test_read(text: str, registry: str, name: str, tag: str, digest: str) -> None:
    assert read(text) == Image(text, registry, name, tag, digest)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("python:3.12", "docker.io/library/python", id="a bare name is an official image"),
        pytest.param("kubeflow/hub", "docker.io/kubeflow/hub", id="a folder of Docker Hub"),
        pytest.param("docker.io/python", "docker.io/library/python", id="the registry written out"),
        pytest.param("index.docker.io/library/python", "docker.io/library/python", id="an old name of Docker Hub"),
        pytest.param("GCR.io/a/b:1", "gcr.io/a/b", id="a registry in any case"),
        pytest.param(f"gcr.io/a@{DIGEST}", "gcr.io/a", id="without a digest"),
        pytest.param("scratch", "scratch", id="scratch stands in no registry"),
    ],
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


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("<ubuntu>", id="a placeholder"),
        pytest.param("Ubuntu", id="a name in upper case"),
        pytest.param("a:b:c", id="two tags"),
        pytest.param("a b", id="a space"),
        pytest.param("a/", id="a folder and no name"),
        pytest.param("a:", id="a colon and no tag"),
        pytest.param("a:-b", id="a tag that begins with a dash"),
        pytest.param("a--_b", id="separators in a row"),
        pytest.param("a@sha256", id="half a digest"),
        pytest.param("{{ image }}", id="a template"),
        pytest.param("a\n", id="a line end"),
        pytest.param("a" * 1_001, id="more than a thousand characters"),
    ],
)
def test_not_valid(text: str) -> None:
    assert not is_valid(text)
