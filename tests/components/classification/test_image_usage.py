"""What an image is used for: components of pipelines, actions, bundles."""

import pytest

from audit.components.classification.image_usage import find
from audit.model.evidence import Evidence
from tests.components.looking import read, tree

COMPONENT = "name: a\nimplementation:\n  container:\n    image: x/y\n"
ACTION = "name: a\nruns:\n  using: docker\n  image: {}\n"


@pytest.mark.parametrize(
    ("path", "files", "found"),
    [
        pytest.param("a/Dockerfile", {"a/component.yaml": COMPONENT},
                     [Evidence("a/component.yaml", 4, "pipeline-component")], id="a component beside it"),
        pytest.param("a/Dockerfile", {"a/b/component.yml": COMPONENT},
                     [Evidence("a/b/component.yml", 4, "pipeline-component")], id="a component below it"),
        pytest.param("a/Dockerfile", {"a/test/data/component.yaml": COMPONENT}, [], id="data of a test"),
        pytest.param("a/Dockerfile", {"b/component.yaml": COMPONENT, "ab/component.yaml": COMPONENT}, [],
                     id="a component elsewhere"),
        pytest.param("Dockerfile", {"a/component.yaml": COMPONENT}, [], id="everything lies below the root"),
        pytest.param("a/Dockerfile", {"a/component.yaml": "kind: Component\n"}, [], id="another kind of component"),
        pytest.param("a/Dockerfile", {"a/component.yaml": "a: [\n"}, [], id="broken YAML"),
        pytest.param("Dockerfile", {"action.yml": ACTION.format("Dockerfile")}, [Evidence("action.yml", 4, "action")],
                     id="an action's Dockerfile"),
        pytest.param("x/Dockerfile", {"x/a/action.yaml": ACTION.format("../Dockerfile")},
                     [Evidence("x/a/action.yaml", 4, "action")], id="an action's Dockerfile in another folder"),
        pytest.param("x/Dockerfile", {"action.yml": ACTION.format("Dockerfile")}, [], id="another Dockerfile"),
        pytest.param("Dockerfile", {"action.yml": ACTION.format("docker://ghcr.io/o/r:v1")},
                     [Evidence("action.yml", 4, "action")], id="the published image"),
        pytest.param("Dockerfile", {"action.yml": ACTION.format("docker://ghcr.io/o/other")}, [],
                     id="another published image"),
    ],
)  # fmt: skip
def test_files_around(path: str, files: dict[str, str], found: list[Evidence]) -> None:
    tree_ = tree(files)
    assert list(find(read("FROM x\n", path), ("ghcr.io/o/r",), tree_)) == found


def test_a_label_of_a_bundle() -> None:
    text = 'FROM scratch\nLABEL operators.operatorframework.io.bundle.package.v1="a"\n'
    assert list(find(read(text), (), tree({}))) == [Evidence("Dockerfile", 2, "operator-bundle")]


def test_what_is_read() -> None:
    files = tree({}, "a/b/component.yaml", "b/component.yaml", "c/action.yml", "action.yaml", "a/x.yaml")
    assert list(find(read("FROM x\n", "a/Dockerfile"), (), files)) == []
    assert list(files.missing) == ["a/b/component.yaml", "action.yaml", "c/action.yml"]
