"""The image graph: which image stands on which other one of the organisation, and what rules inherit along it."""

from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from audit.compliance.case.case import Case
from audit.components import component, graph
from audit.components.graph import Graph
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.dockerfile.parse import parse
from audit.model.component import Component, Facts
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Answer
from audit.model.repository import Source
from tests import judging

NEAR = ("kubeflow/notebooks", "main")
BASE = "FROM ubuntu:24.04\nRUN apt-get update\nUSER 1000\n"


def built(path: str, text: str, image: str) -> Component:
    """Return a component that is published under a name."""
    source = cast("Dockerfile", parse(Source(path, text.encode())))
    surroundings = component.Surroundings(
        NEAR[0], judging.shipped().signals, Files({path}, {}, build_context.folders([path]))
    )
    found = component.find(source, surroundings)
    return replace(found, image=Answer(image, "high", ()) if image else None)


def facts(*components: Component, repository: str = NEAR[0], branch: str = NEAR[1]) -> Facts:
    return Facts(repository, branch, "c0ffee", "2026-08-14T00:00:00+00:00", components, ())


def foundation(component_: Component, whole: Graph, near: tuple[str, str] = NEAR) -> tuple[str, list[str]]:
    """Return the outside image at the bottom, and the FROM lines that lead there."""
    found = graph.foundation(component_.dockerfile, component_.dockerfile.final, whole, near)
    return found.image.text, [f"{each.path}:{each.line}" for each in found.evidence]


JUPYTER = built("jupyter/Dockerfile", "FROM ghcr.io/kubeflow/base:v1\n", "ghcr.io/kubeflow/jupyter")
SCIPY = built("scipy/Dockerfile", "FROM ghcr.io/kubeflow/jupyter@sha256:00\n", "")
BOTTOM = built("base/Dockerfile", BASE, "ghcr.io/kubeflow/base")


def test_a_base_of_the_organisation_is_followed_to_its_own_root() -> None:
    whole = graph.build([facts(BOTTOM, JUPYTER, SCIPY)])
    assert foundation(SCIPY, whole) == (
        "ubuntu:24.04",
        ["scipy/Dockerfile:1", "jupyter/Dockerfile:1", "base/Dockerfile:1"],
    )


def test_the_same_branch_comes_before_another_one() -> None:
    old = built("base/Dockerfile", "FROM ubuntu:20.04\n", "ghcr.io/kubeflow/base")
    whole = graph.build([facts(BOTTOM, JUPYTER), facts(old, JUPYTER, branch="release-1.x")])
    assert foundation(JUPYTER, whole)[0] == "ubuntu:24.04"
    assert foundation(JUPYTER, whole, (NEAR[0], "release-1.x"))[0] == "ubuntu:20.04"


def test_another_repository_is_followed_when_it_is_the_only_one() -> None:
    whole = graph.build([facts(BOTTOM, repository="kubeflow/images"), facts(JUPYTER)])
    assert foundation(JUPYTER, whole)[0] == "ubuntu:24.04"


def test_of_two_other_repositories_none_is_guessed() -> None:
    whole = graph.build([facts(BOTTOM, repository="a/a"), facts(BOTTOM, repository="b/b"), facts(JUPYTER)])
    assert foundation(JUPYTER, whole)[0] == "ghcr.io/kubeflow/base:v1"


def test_a_cycle_ends_where_it_closes() -> None:
    one = built("a/Dockerfile", "FROM ghcr.io/kubeflow/b\n", "ghcr.io/kubeflow/a")
    two = built("b/Dockerfile", "FROM ghcr.io/kubeflow/a\n", "ghcr.io/kubeflow/b")
    assert foundation(one, graph.build([facts(one, two)]))[0] == "ghcr.io/kubeflow/a"


def test_an_image_that_stands_on_itself_stands_on_nothing_else() -> None:
    one = built("a/Dockerfile", "FROM ghcr.io/kubeflow/a:old\n", "ghcr.io/kubeflow/a")
    assert foundation(one, graph.build([facts(one)]))[0] == "ghcr.io/kubeflow/a:old"


def test_everything_that_stands_on_an_image_is_counted() -> None:
    everything = [facts(BOTTOM, JUPYTER, SCIPY)]
    assert graph.dependents(everything, graph.build(everything)) == {
        (*NEAR, "base/Dockerfile", ""): 2,
        (*NEAR, "jupyter/Dockerfile", ""): 1,
    }


@pytest.mark.parametrize(
    ("code", "result", "lines"),
    [
        pytest.param("KF401", "fail", ["jupyter/Dockerfile:1", "base/Dockerfile:1"], id="the tier is that of the root"),
        pytest.param("KF404", "pass", ["jupyter/Dockerfile:1", "base/Dockerfile:1"], id="so is the release"),
        pytest.param("KF601", "pass", ["jupyter/Dockerfile:1", "base/Dockerfile:3"], id="the user is inherited"),
        pytest.param("KF602", "fail", ["jupyter/Dockerfile:1"], id="a digest is the reference's own business"),
        pytest.param("KF603", "pass", ["jupyter/Dockerfile:1"], id="so is a tag"),
        pytest.param("KF605", "pass", ["jupyter/Dockerfile:1"], id="packages below are the file's below"),
    ],
)
def test_what_rules_inherit(code: str, result: str, lines: list[str]) -> None:
    whole = graph.build([facts(BOTTOM, JUPYTER)])
    case = Case(
        component=JUPYTER,
        lifecycle=judging.lifecycle(),
        profile=judging.shipped().profile,
        when=date(2026, 11, 23),
        committed=date(2026, 8, 14),
        graph=whole,
        near=NEAR,
    )
    found = judging.rule(code).judge(case)
    assert (found.result, [f"{each.path}:{each.line}" for each in found.evidence]) == (result, lines)


def test_a_build_image_of_the_organisation_that_stands_on_the_official_one_is_partial() -> None:
    tools = built("tools/Dockerfile", "FROM golang:1.26\nRUN apt-get update\n", "ghcr.io/kubeflow/tools")
    text = (
        "FROM ghcr.io/kubeflow/tools:v1 AS b\nRUN CGO_ENABLED=0 go build -o /m .\nFROM scratch\nCOPY --from=b /m /m\n"
    )
    user = built("Dockerfile", text, "")
    case = replace(judging.case(text), component=user, graph=graph.build([facts(tools, user)]), near=NEAR)
    found = [judging.rule(code).judge(case) for code in ("KF201", "KF606")]
    assert [(each.result, [f"{one.path}:{one.line}" for one in each.evidence]) for each in found] == [
        ("partial", ["Dockerfile:1", "tools/Dockerfile:1", "Dockerfile:2"]),
        ("pass", ["Dockerfile:1", "tools/Dockerfile:1"]),
    ]
