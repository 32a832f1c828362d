"""Images and manifests of a whole organisation brought together: what deploys a component, and what is not ours."""

from dataclasses import replace

import pytest

from audit.components.deployment import placed_mentions, resolve, third_party_images
from audit.model.component import Component, Facts
from audit.model.deployment import Deployed, Deployment, How, Mention
from audit.model.evidence import Answer, Evidence
from audit.policy.organization.organization import BuiltElsewhere
from tests.judging import DIGEST, built

NEAR = ("acme/web", "main")
HOPS = (Evidence(".github/workflows/publish.yaml", 7, "docker build -t ghcr.io/acme/web ."),)
PLAIN = built("FROM scratch\n")
WEB = replace(PLAIN, image=Answer("ghcr.io/acme/web", "high", HOPS), names=("acme/web", "ghcr.io/acme/web"))
LIKE = built("FROM scratch\n", path="images/ui/Dockerfile")
BUILT = replace(WEB, pushed=False)
OTHER = replace(PLAIN, image=Answer("ghcr.io/acme/other", "high", ()), names=("ghcr.io/acme/other",))


def mention(
    image: str = "ghcr.io/acme/web:v1", how: How = "field", kind: str = "Deployment", path: str = "base/d.yaml",
    *, default: bool = True,
) -> Mention:  # fmt: skip
    return Mention(image, how, kind, default, (Evidence(path, 7, f"image: {image}"),))


def facts(*mentions: Mention, repository: str = "acme/manifests", components: tuple[Component, ...] = ()) -> Facts:
    return Facts(repository, "main", "c0ffee", "", components, (), (), mentions)


def deployment(*mentions: Mention, component: Component = WEB, expected: bool = True) -> Deployment:
    """Return the answer for a component of acme/web, beside mentions in acme/manifests."""
    both = (facts(*mentions), facts(repository=NEAR[0], components=(component,)))
    return resolve.deployment(component, NEAR, placed_mentions.gather(both, ("spawner",), expected=expected))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(mention(), "default", id="a pod of a default installation"),
        pytest.param(mention(kind=""), "default", id="a patch, whose object nobody names"),
        pytest.param(mention(how="values", kind=""), "optional", id="a chart's values"),
        pytest.param(mention(kind="ClusterServingRuntime"), "runtime", id="an object that makes users' pods"),
        pytest.param(mention(how="string", kind="ConfigMap"), "runtime", id="a text that a program reads"),
        pytest.param(mention(how="string"), "runtime", id="a pod's variable"),
        pytest.param(mention(how="string", path="a/spawner_ui.yaml"), "workspace", id="a file of choices"),
        pytest.param(mention(how="source", kind=""), "optional", id="a default in code"),
        pytest.param(mention(default=False), "optional", id="what no default installation applies"),
        pytest.param(mention(default=False, path="a/spawner_ui.yaml"), "optional", id="choices that it does not apply"),
    ],
)
def test_class(given: Mention, expected: Deployed) -> None:
    assert deployment(given).value == expected


def test_without_a_distribution_every_manifest_is_a_default() -> None:
    assert deployment(mention(default=False), expected=False).value == "default"


@pytest.mark.parametrize(
    ("image", "value", "tag"),
    [
        pytest.param("ghcr.io/acme/web:v1", "default", "v1", id="a tag"),
        pytest.param("ghcr.io/acme/web", "default", "", id="no tag"),
        pytest.param(f"ghcr.io/acme/web@{DIGEST}", "default", DIGEST, id="a digest"),
        pytest.param(f"ghcr.io/acme/web:v1@{DIGEST}", "default", DIGEST, id="of a tag and a digest the digest"),
        pytest.param("GHCR.io/acme/web:v1", "default", "v1", id="a registry in capitals"),
        pytest.param("acme/web:v1", "default", "v1", id="another of its names"),
        pytest.param("docker.io/acme/web:v1", "default", "v1", id="that name in full"),
        pytest.param("ghcr.io/acme/web:?", "default", "?", id="a tag that nobody decides"),
        pytest.param("ghcr.io:443/acme/web:v1", "published", "", id="a port is another registry"),
        pytest.param("quay.io/acme/web:v1", "published", "", id="another registry"),
        pytest.param("ghcr.io/acme/web/ui:v1", "published", "", id="a longer name"),
        pytest.param("?/acme/web:v1", "published", "", id="a registry that nobody decides"),
    ],
)
def test_name_and_tag(image: str, value: str, tag: str) -> None:
    found = deployment(mention(image))
    assert (found.value, found.tag) == (value, tag)


def test_the_strongest_mention_counts_and_tells_where() -> None:
    given = (mention(default=False), mention(how="string", kind="ConfigMap", path="c.yaml"), mention(path="d.yaml"))
    found = deployment(*given)
    assert (found.value, found.why, found.by) == (
        "default",
        "a default installation runs it",
        "acme/manifests d.yaml:7",
    )
    assert found.evidence == (Evidence("acme/manifests/d.yaml", 7, "image: ghcr.io/acme/web:v1"),)


def test_evidence_of_its_own_repository_keeps_its_path() -> None:
    own = (facts(mention(), repository=NEAR[0], components=(WEB,)),)
    assert (
        resolve.deployment(WEB, NEAR, placed_mentions.gather(own, (), expected=False)).evidence[0].path == "base/d.yaml"
    )


def test_a_default_in_code_says_so() -> None:
    assert deployment(mention(how="source", kind="")).why == "a program's default names it, and no manifest does"


def test_what_is_pushed_and_named_nowhere() -> None:
    found = deployment(mention("quay.io/x/y:v1"))
    assert (found.value, found.why, found.evidence) == ("published", "it is pushed, and no manifest names it", HOPS)


def test_what_is_built_and_not_pushed_is_not_said_to_be_published() -> None:
    found = deployment(mention("quay.io/x/y:v1"), component=BUILT)
    assert (found.value, found.why, found.evidence) == (
        "unknown",
        "it is built, not pushed, and no manifest names it",
        HOPS,
    )


def test_what_is_built_and_named_by_a_manifest_is_deployed() -> None:
    assert deployment(mention(), component=BUILT).value == "default"


STAGED = replace(PLAIN, image=Answer("staging.io/x/acme/web", "high", HOPS), names=("staging.io/x/acme/web",))


@pytest.mark.parametrize(
    ("image", "value"),
    [
        pytest.param("registry.io/acme/web:v1", "default", id="the same name below another registry"),
        pytest.param("registry.io/web/web:v1", "default", id="below the repository's name"),
        pytest.param("registry.io/other/web:v1", "published", id="below another name"),
        pytest.param("web:v1", "published", id="without a folder"),
        pytest.param("ghcr.io/acme/web:v1", "published", id="an image that another Dockerfile builds"),
    ],
)
def test_own_manifests_run_an_image_from_the_registry_that_it_is_promoted_to(image: str, value: str) -> None:
    here = facts(mention(image), repository=NEAR[0], components=(STAGED, WEB))
    found = resolve.deployment(STAGED, NEAR, placed_mentions.gather((here,), (), expected=False))
    assert found.value == value


def test_the_same_last_name_is_a_hint_and_no_answer() -> None:
    found = deployment(mention("quay.io/x/web:v1"))
    assert (found.value, found.by) == ("published", "")
    assert found.why == (
        "it is pushed, and no manifest names it; acme/manifests base/d.yaml:7 names quay.io/x/web:v1, perhaps the same"
    )


@pytest.mark.parametrize(
    ("component", "neighbours", "value", "why"),
    [
        pytest.param(PLAIN, (), "unknown", "no workflow tells under which name it is published",
                     id="nothing of the branch is known to be published"),
        pytest.param(PLAIN, (WEB,), "none", "nothing publishes it: workflows of the branch push other images only",
                     id="others of the branch are"),
        pytest.param(PLAIN, (BUILT,), "unknown", "no workflow tells under which name it is published",
                     id="others of the branch are only built"),
        pytest.param(replace(PLAIN, undecided=HOPS), (WEB,), "unknown",
                     "the name under which it is built is not decided", id="it is, under some name"),
        pytest.param(LIKE, (WEB,), "unknown",
                     "no workflow is known to publish it; acme/web ui.yaml:7 names acme/ui:v1, perhaps this",
                     id="a manifest runs an unclaimed image that is called like its folder"),
    ],
)  # fmt: skip
def test_a_component_without_a_name(
    component: Component, neighbours: tuple[Component, ...], value: str, why: str
) -> None:
    here = facts(mention("acme/ui:v1", path="ui.yaml"), repository=NEAR[0], components=(component, *neighbours))
    whole = (facts(mention()), here)
    found = resolve.deployment(component, NEAR, placed_mentions.gather(whole, (), expected=True))
    assert (found.value, found.why) == (value, why)


def test_a_distribution_that_could_not_be_read_leaves_it_unknown() -> None:
    found = deployment()
    assert (found.value, found.why) == ("unknown", "the manifests of a default installation could not be read")


def test_what_is_built_elsewhere() -> None:
    given = (
        mention(),
        mention("mysql:8", path="m.yaml"),
        mention("argo/argo:v3", how="values", kind=""),
        mention("argo/argo:v3", path="again.yaml"),
        mention("x/string:v1", how="string"),
        mention("x/optional:v1", default=False),
        mention("x/source:v1", how="source"),
    )
    reviewed = (BuiltElsewhere(("argo/*",), "argo/engine"), BuiltElsewhere(("mysql",), "hub/images", "a database"))
    ours = facts(repository=NEAR[0], components=(WEB, OTHER))
    found = third_party_images.find((facts(*given), ours), reviewed)
    assert [(each.image, each.repository, each.evidence[0].path, each.built_in, each.reason) for each in found] == [
        ("argo/argo:v3", "acme/manifests", "base/d.yaml", "argo/engine", "its repository was not audited in this run"),
        ("mysql:8", "acme/manifests", "m.yaml", "hub/images", "a database"),
    ]
    audited = third_party_images.find((facts(*given), ours, facts(repository="argo/engine")), reviewed)
    assert audited[0].reason == "no Dockerfile of its repository is known to publish it"
