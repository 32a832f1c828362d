"""What is in the guideline's scope."""

from dataclasses import replace

import pytest

from audit.compliance import scope
from audit.model.deployment import Deployment
from audit.model.evidence import Answer, Confidence
from tests.judging import built

COMPONENT = built("FROM scratch\n")
DEPLOYED = Deployment("default", "a default installation runs it")
COUNTED = ("default", "unknown")


@pytest.mark.parametrize(
    ("kind", "inside", "why"),
    [
        ("controller", True, "a controller; a default installation runs it"),
        ("web-app", True, "a web application; a default installation runs it"),
        ("service", True, "a service of the platform; a default installation runs it"),
        ("workload", False, "users' own work runs in it"),
        ("tooling", False, "it serves build, test, release or development and is not deployed"),
        ("example", False, "an example is not part of the platform"),
        ("vendored", False, "a copy of a third party's file"),
    ],
)
def test_kind(kind: str, inside: bool, why: str) -> None:  # noqa: FBT001 - a table of answers
    assert scope.find(replace(COMPONENT, kind=Answer(kind, "high", ())), DEPLOYED, COUNTED) == (inside, why)


def test_deployment_that_does_not_count() -> None:
    found = scope.find(replace(COMPONENT, kind=Answer("service", "high", ())), Deployment("none", "nobody"), COUNTED)
    assert found == (False, "a service of the platform; nobody")


@pytest.mark.parametrize(("by", "inside"), [("", False), ("acme/web README.md:3", True)])
def test_a_published_image_counts_where_the_project_itself_runs_it(by: str, *, inside: bool) -> None:
    service = replace(COMPONENT, kind=Answer("service", "high", ()))
    assert scope.find(service, Deployment("published", "it is pushed", by), ("published",))[0] is inside


@pytest.mark.parametrize("confidence", ["medium", "low"])
def test_doubt_is_told(confidence: Confidence) -> None:
    found = scope.find(replace(COMPONENT, kind=Answer("service", confidence, ())), DEPLOYED, COUNTED)
    said = f"a service of the platform (kind: {confidence} confidence); a default installation runs it"
    assert found == (True, said)
