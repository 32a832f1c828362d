"""The objects in a repository's manifests that run an image, and those beside them."""

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
