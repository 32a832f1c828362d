"""What is deployed is a tag: which tags are to be read, and what differs between one and the branch."""

from dataclasses import replace

from audit.components.deployment.placed_mentions import NO_MANIFESTS
from audit.model.component import Component, Facts
from audit.model.deployment import Deployment
from audit.model.evidence import Answer
from audit.model.repository import Local, Repository
from audit.model.runtime import Released
from audit.model.scoreboard import Standing
from audit.scoreboard import deployed_tags
from audit.scoreboard.row import JudgingContext
from tests import judging
from tests.cases import cases
from tests.judging import DIGEST, built, standing

MENDED = "FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /m .\nFROM gcr.io/distroless/static\n"
OLD = "FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /m .\nFROM alpine:3.15\n"
END = 'COPY --from=build /m /m\nENTRYPOINT ["/m"]\n'
COMMIT = "2" * 40
CONTEXT = JudgingContext(judging.shipped(), judging.conditions(judging.Around()), {})


def deployed(tag: str, text: str = MENDED + END) -> Standing:
    """Return the row of a Dockerfile on its branch, deployed under a tag."""
    return replace(standing(text), deployment=Deployment("default", "why", "a/b c:1", tag))


def repository(name: str = "sample/thing") -> Repository:
    return Repository(name, Local("."), ("main", "v2"), "active", "", "", "")


def facts(*components: Component, branch: str = "refs/tags/v1.0", name: str = "sample/thing") -> Facts:
    return Facts(name, branch, COMMIT, "2026-08-14T00:00:00+00:00", components, ())


def wanted(*tags: str) -> list[tuple[str, tuple[str, ...]]]:
    given = ((each.place.repository, each.deployment) for each in map(deployed, tags))
    found = deployed_tags.wanted(given, (repository(), repository("sample/other")))
    return [(each.name, each.branches) for each in found]


@cases(
    "tag, tags",
    {
        "with a v": ("v1.2.0", ("1.2.0", "v1.2.0")),
        "without one": ("1.2.0", ("1.2.0", "v1.2.0")),
        "a candidate": ("2.15.0-rc.1", ("2.15.0-rc.1", "v2.15.0-rc.1")),
    },
)
def test_a_release_is_looked_for_with_and_without_a_v(tag: str, tags: tuple[str, ...]) -> None:
    assert wanted(tag) == [("sample/thing", tuple(f"refs/tags/{each}" for each in tags))]


@cases(
    "tag",
    {
        "none": "",
        "a name that moves": "latest",
        "one that nobody decides": "?",
        "one known in part": "v1.?",
        "a digest": DIGEST,
        "a word with a v": "vnext",
        "a path": "1.0/../../heads/main",
        "an option of git": "-1",
        "two words": "1 --upload-pack=x",
    },
)
def test_what_is_no_release_is_looked_for_nowhere(tag: str) -> None:
    assert wanted(tag) == []


def test_every_tag_of_a_repository_once() -> None:
    assert wanted("v1", "1", "v2", "latest") == [
        ("sample/thing", ("refs/tags/1", "refs/tags/2", "refs/tags/v1", "refs/tags/v2"))
    ]


def compared(head: Standing, *known: Facts) -> Released | None:
    (found,) = deployed_tags.compare([head], known, NO_MANIFESTS, CONTEXT)
    assert replace(found, released=None) == head
    return found.released


def test_what_the_branch_mended_waits_for_a_release() -> None:
    found = compared(deployed("v1.0"), facts(built(OLD + END)))
    assert found is not None
    assert (found.tag, found.commit, found.dockerfile, found.base_image) == (
        "v1.0",
        COMMIT,
        "Dockerfile",
        "alpine:3.15",
    )
    assert (found.fixed, found.broken) == (("KF401",), ())
    assert found.score == standing(OLD + END).score


def test_what_is_mended_in_part_waits_too() -> None:
    half = "FROM golang:1.27 AS b\nRUN CGO_ENABLED=0 go build -o /a\nFROM gcr.io/distroless/base-debian13:nonroot\n"
    whole = half.replace("/base-", "/static-")
    found = compared(
        deployed("v1.0", whole + "COPY --from=b /a /a\n" + END), facts(built(half + "COPY --from=b /a /a\n" + END))
    )
    assert found is not None
    assert (found.fixed, found.broken) == (("KF403",), ())


def test_what_got_worse_since() -> None:
    found = compared(deployed("v1.0", OLD + END), facts(built(MENDED + END)))
    assert found is not None
    assert (found.fixed, found.broken) == ((), ("KF401",))


def test_a_tag_with_a_v_is_met_without_one() -> None:
    found = compared(deployed("v1.0"), facts(built(MENDED + END), branch="refs/tags/1.0"))
    assert found == Released("1.0", COMMIT, "Dockerfile", "gcr.io/distroless/static", deployed("").score, (), ())


NAMED = Answer("ghcr.io/a/b", "high", ())


def test_a_dockerfile_that_has_moved_is_known_by_its_image() -> None:
    head = deployed("v1.0")
    head = replace(head, component=replace(head.component, image=NAMED, names=("ghcr.io/a/b",)))
    other = replace(built(OLD + END, path="x/Dockerfile"), names=("ghcr.io/a/x",))
    moved = replace(built(OLD + END, path="old/Dockerfile"), names=("a/b", "ghcr.io/a/b"))
    found = compared(head, facts(other, moved))
    assert found is not None
    assert found.dockerfile == "old/Dockerfile"


@cases(
    "known",
    {
        "nothing was read": (),
        "a branch of the tag's name": (facts(built(OLD + END), branch="v1.0"),),
        "another tag": (facts(built(OLD + END), branch="refs/tags/v1.1"),),
        "another repository's tag": (facts(built(OLD + END), name="sample/other"),),
        "a tag without Dockerfiles": (facts(),),
        "another Dockerfile, published nowhere": (facts(built(OLD + END, path="x/Dockerfile")),),
    },
)
def test_what_was_not_read_at_the_tag_is_compared_with_nothing(known: tuple[Facts, ...]) -> None:
    assert compared(deployed("v1.0"), *known) is None
