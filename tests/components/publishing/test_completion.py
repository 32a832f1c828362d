"""Names that are open in part, completed by what else the repository names."""

import pytest

from audit.components.publishing import completion
from audit.components.publishing.building import Build
from audit.model.deployment import Mention
from audit.model.evidence import Evidence
from tests.components.looking import tree

HOP = Evidence("w.yaml", 1, "build")


def build(image: str, *, pushed: bool = True) -> Build:
    return Build("Dockerfile", (image,), "", (), pushed, (HOP,))


def completed(images: list[str], named: list[str], values: str = "", *, pushed: bool = True) -> list[tuple[str, bool]]:
    """Return name and whether it is assumed, for builds of a repository of the owner `acme-org`."""
    mentions = [Mention(name, "field", "Deployment", default=False, evidence=(HOP,)) for name in named]
    given = [build(image, pushed=pushed) for image in images]
    files = tree({"chart/values.yaml": values})
    return [(found.images[0], found.assumed) for found in completion.complete(given, mentions, "acme-org/shop", files)]


CASES = {
    "the organisation is open": (["q.io/${O}/web:1"], ["q.io/acme/web:2"], [("q.io/acme/web", True)]),
    "the last part has to agree": (["q.io/${O}/web"], ["q.io/acme/webs"], [("q.io/${O}/web", False)]),
    "another registry does not fit": (["q.io/${O}/web"], ["ghcr.io/acme/web"], [("q.io/${O}/web", False)]),
    "all is open: the owner's image": (["${R}/web"], ["docker.io/x/web", "q.io/acmeorg/web"],
                                       [("q.io/acmeorg/web", True)]),
    "all is open: not a stranger's": (["${R}/redis"], ["docker.io/library/redis:7"], [("${R}/redis", False)]),
    "an unset variable of a Makefile": (["/web:"], ["q.io/acme-org/web"], [("q.io/acme-org/web", True)]),
    "what is beside it was completed": (["q.io/$O/web", "q.io/$O/cli"], ["q.io/acme/web"],
                                        [("q.io/acme/web", True), ("q.io/acme/cli", True)]),
    "the last part is never guessed": (["q.io/acme/$N"], ["q.io/acme/web"], [("q.io/acme/$N", False)]),
    "a decided name stays": (["q.io/acme/web"], ["ghcr.io/acme/web"], [("q.io/acme/web", False)]),
}  # fmt: skip


@pytest.mark.parametrize(("images", "named", "expected"), CASES.values(), ids=CASES)
def test_complete(images: list[str], named: list[str], expected: list[tuple[str, bool]]) -> None:
    assert completed(images, named) == expected


def test_a_build_that_nobody_pushes_is_not_completed() -> None:
    assert completed(["q.io/$O/web"], ["q.io/acme/web"], pushed=False) == [("q.io/$O/web", False)]


def test_the_registry_of_a_charts_values() -> None:
    values = "global:\n  hub: registry.acmeorg.io/release\n"
    assert completed(["?/web"], [], values) == [("registry.acmeorg.io/release/web", True)]
