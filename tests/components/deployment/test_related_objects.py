"""The objects in a repository's manifests that run an image, and those beside them."""

import pytest

from audit.components.deployment import mentions, related_objects
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.model.evidence import Evidence
from tests.judging import shipped

DEPLOYMENT = "kind: Deployment\nspec:\n  containers:\n    - image: ghcr.io/acme/web:v1\n"
TEXTS = {
    "manifests/web/deployment.yaml": DEPLOYMENT,
    "manifests/web/route.yaml": "kind: HTTPRoute\n---\nkind: Service\n",
    "manifests/other/webhook.yaml": "kind: MutatingWebhookConfiguration\n",
}
FILES = Files(TEXTS.keys(), TEXTS, build_context.folders(TEXTS))
MENTIONS = mentions.find(FILES, shipped().signals.manifests, ())


def test_the_object_that_runs_it_comes_first_then_those_of_its_folder() -> None:
    assert list(related_objects.objects(("ghcr.io/acme/web",), MENTIONS, FILES)) == [
        Evidence("manifests/web/deployment.yaml", 4, "Deployment"),
        Evidence("manifests/web/route.yaml", None, "HTTPRoute"),
        Evidence("manifests/web/route.yaml", None, "Service"),
    ]


def test_nothing_stands_around_another_image() -> None:
    assert list(related_objects.objects(("ghcr.io/acme/other",), MENTIONS, FILES)) == []


OTHERS = {
    "manifests/op/deployment.yaml": "kind: Deployment\nspec:\n  containers:\n    - image: o/op\n      env:\n"
    "        - name: RELATED_IMAGE_WEB\n          value: o/web:1\n",
    "manifests/bundle/csv.yaml": "kind: ClusterServiceVersion\nspec:\n  relatedImages:\n    - image: o/listed:1\n",
    "manifests/bundle/crd.yaml": "kind: CustomResourceDefinition\n",
}


@pytest.mark.parametrize(
    ("name", "path", "line"),
    [
        pytest.param("o/web", "manifests/op/deployment.yaml", 7, id="the environment of an operator"),
        pytest.param("o/listed", "manifests/bundle/csv.yaml", 4, id="an operator's list, objects beside it left out"),
    ],
)
def test_an_image_that_a_program_starts_is_named_in_a_text(name: str, path: str, line: int) -> None:
    files = Files(OTHERS.keys(), OTHERS, build_context.folders(OTHERS))
    named = mentions.find(files, shipped().signals.manifests, ())
    assert list(related_objects.objects((name,), named, files)) == [Evidence(path, line, related_objects.IN_TEXT)]
