"""What is in the guideline's scope."""

from dataclasses import replace

import pytest

from audit.compliance import scope
from audit.model.evidence import Answer, Confidence
from tests.judging import built

COMPONENT = built("FROM scratch\n")


@pytest.mark.parametrize(
    ("kind", "inside", "why"),
    [
        ("controller", True, "a controller is deployed as part of the platform"),
        ("web-app", True, "a web application is deployed as part of the platform"),
        ("service", True, "a service is deployed by the platform"),
        ("workload", False, "users' own work runs in it"),
        ("tooling", False, "it serves build, test, release or development and is not deployed"),
        ("example", False, "an example is not part of the platform"),
        ("vendored", False, "a copy of a third party's file"),
    ],
)
def test_kind(kind: str, inside: bool, why: str) -> None:  # noqa: FBT001 - a table of answers
    assert scope.find(replace(COMPONENT, kind=Answer(kind, "high", ()))) == (inside, why)


@pytest.mark.parametrize("confidence", ["medium", "low"])
def test_doubt_is_told(confidence: Confidence) -> None:
    found = scope.find(replace(COMPONENT, kind=Answer("service", confidence, ())))
    assert found == (True, f"a service is deployed by the platform (kind: {confidence} confidence)")
