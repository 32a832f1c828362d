"""All mentions of images in a repository, and the files that are asked for to find them."""

import pytest

from audit.components.deployment import mentions
from audit.model.deployment import Mention
from audit.policy.signals import Manifests
from tests.components.looking import tree

KNOWN = Manifests(folders=("deploy",), ignored=("examples",), defaults=("*config.go",), choices=())
OVERLAY = {"overlay/kustomization.yaml": "resources: [../base]\nimages: [{name: a/b, newTag: v2}]\n"}
BASE = {
    "base/kustomization.yaml": "resources: [d.yaml]\nconfigMapGenerator: [{envs: [params.env]}]\n",
    "base/d.yaml": "kind: Deployment\nimage: a/b:v1\n",
    "base/params.env": "IMAGE=c/d:v1\n",
}
CHART = {"chart/Chart.yaml": "name: x\n", "chart/values.yaml": "image: {repository: e/f, tag: v3}\n"}


def missing(files: dict[str, str], *others: str, deploys: tuple[str, ...] = ()) -> set[str]:
    """Return the paths that are asked for and not read yet."""
    asked = tree(files, *others)
    mentions.find(asked, KNOWN, deploys)
    return set(asked.missing)


def told(files: dict[str, str], *deploys: str) -> list[tuple[str, str, bool]]:
    """Return image, place and whether a default installation leads there, of every mention."""
    return [short(each) for each in mentions.find(tree(files), KNOWN, deploys)]


def short(mention: Mention) -> tuple[str, str, bool]:
    where = mention.evidence[0]
    return mention.image, f"{where.path}:{where.line}", mention.default


OUTLINES = {path: text for path, text in (BASE | OVERLAY | CHART).items() if path.endswith(("tion.yaml", "Chart.yaml"))}


@pytest.mark.parametrize(
    ("files", "others", "found"),
    [
        pytest.param({}, ("k/kustomization.yaml", "x/kustomization.yml", "y/Kustomization", "c/Chart.yaml",
                          "c/values.yaml", "examples/kustomization.yaml", "z/kustomization.json"),
                     {"k/kustomization.yaml", "x/kustomization.yml", "y/Kustomization", "c/Chart.yaml",
                      "c/values.yaml", "examples/kustomization.yaml"}, id="all kustomizations and charts at once"),
        pytest.param(OUTLINES, ("base/d.yaml", "base/params.env", "base/other.yaml", "chart/templates/d.yaml"),
                     {"base/params.env", "base/d.yaml", "chart/templates/d.yaml"},
                     id="what kustomizations and charts name"),
        pytest.param({}, ("deploy/a.yaml", "x/deploy/b.yml", "deploy/c.json", "x/d.yaml", "pkg/config.go", "pkg/x.go"),
                     {"deploy/a.yaml", "x/deploy/b.yml", "pkg/config.go"},
                     id="manifests in a folder for them and defaults in code"),
        pytest.param(BASE | OVERLAY, ("deploy/a.yaml",), {"deploy/a.yaml"}, id="nothing that was read"),
        pytest.param({}, ("examples/deploy/a.yaml", "deploy/examples/b.yaml", "Examples/config.go",
                          "deploy/crds/c.yaml", "deploy/crd.yaml", "deploy/app_crds.yaml",
                          "deploy/customresourcedefinition.yml"), set(), id="nothing ignored or that defines types"),
        pytest.param({"deploy/x/kustomization.yaml": "resources: [../../crds/a.yaml, b.yaml, crd/c.yaml]\n"},
                     ("crds/a.yaml", "deploy/x/b.yaml", "deploy/x/crd/c.yaml"), {"deploy/x/b.yaml"},
                     id="no definition of types that a kustomization names"),
    ],
)  # fmt: skip
def test_missing_files_are_recorded(files: dict[str, str], others: tuple[str, ...], found: set[str]) -> None:
    assert missing(files, *others) == found


def test_a_folder_that_is_ignored_counts_when_an_installation_applies_it() -> None:
    files = {"examples/kustomization.yaml": "resources: [d.yaml]\n"}
    assert missing(files, "examples/d.yaml") == set()
    assert missing(files, "examples/d.yaml", deploys=("examples/",)) == {"examples/d.yaml"}


def test_what_an_installation_applies_is_a_default_as_it_is_in_the_end() -> None:
    assert told(BASE | OVERLAY, "/overlay/") == [
        ("a/b:v2", "base/d.yaml:2", True),
        ("c/d:v1", "base/params.env:1", True),
        ("a/b:v1", "base/d.yaml:2", False),
    ]


def test_charts_and_manifests_and_code_that_nothing_applies() -> None:
    files = CHART | {
        "deploy/d.yaml": "kind: Job\nimage: a/b:v1\n",
        "pkg/config.go": 'const x = "a/c:v1"\n',
        "examples/deploy/d.yaml": "image: a/b:v1\n",
        "examples/kustomization.yaml": "configMapGenerator: [{literals: ['image=a/b:v1']}]\n",
    }
    assert told(files) == [
        ("e/f:v3", "chart/values.yaml:1", False),
        ("a/b:v1", "deploy/d.yaml:2", False),
        ("a/c:v1", "pkg/config.go:1", False),
    ]


def test_a_chart_that_an_installation_applies() -> None:
    assert told(CHART, "chart") == [("e/f:v3", "chart/values.yaml:1", True)]


def test_a_folder_that_is_not_there_applies_nothing() -> None:
    assert told(BASE, "gone", "../..", "/") == [
        ("a/b:v1", "base/d.yaml:2", False),
        ("c/d:v1", "base/params.env:1", False),
    ]


def test_a_manifest_in_a_chart_is_a_template_and_no_manifest() -> None:
    files = CHART | {"chart/deploy/x.yaml": "image: x/y:v1\n", "chart/templates/deploy/x.yaml": "image: a/b:v1\n"}
    assert told(files) == [
        ("a/b:v1", "chart/templates/deploy/x.yaml:1", False),
        ("e/f:v3", "chart/values.yaml:1", False),
    ]
