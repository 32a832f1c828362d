"""What stands in the way of a distroless runtime, and how much work that is."""

from dataclasses import replace

import pytest

from audit.model.finding import Blocker
from audit.policy.judgement import BlockerPoints
from audit.priorities import effort
from tests.judging import shipped, standing

NUMBERS = shipped().judgement.effort
Where = tuple[str, int | None]


def named(text: str) -> list[Where]:
    """Return (name, line) of the blockers, in their order."""
    return [(each.name, each.line) for each in standing(text).blockers]


def go(image: str = "alpine", build: str = "CGO_ENABLED=0 go build -o /m .") -> str:
    return f'FROM golang AS build\nRUN {build}\nFROM {image}\nCOPY --from=build /m /m\nENTRYPOINT ["/m"]\n'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(go(), [], id="nothing in the way"),
        pytest.param(go("gcr.io/distroless/static") + "ENTRYPOINT x\n", [], id="distroless has no way to go"),
        pytest.param(go("gcr.io/distroless/static:debug") + "ENTRYPOINT x\n", [], id="nor a debug variant"),
        pytest.param(go("scratch") + "ENTRYPOINT x\n", [], id="nor an equivalent"),
        pytest.param(go() + "ENTRYPOINT /m\n", [("shell-form", 6)], id="shell form"),
        pytest.param(go() + "CMD --a\n", [("shell-form", 6)], id="shell form of CMD"),
        pytest.param(go() + 'ENTRYPOINT ["/bin/sh", "-c", "/m"]\n', [("shell-form", 6)], id="a shell"),
        pytest.param(go() + 'ENTRYPOINT ["/start.sh", "/m"]\n', [("entrypoint-script", 6)], id="a script by its name"),
        pytest.param(go() + "RUN apk add a\n", [("packages-in-final-stage", 6)], id="packages"),
        pytest.param(go() + "RUN apk del a\n", [], id="packages that are taken away"),
        pytest.param(go() + "RUN npm ci\n", [("build-in-final-stage", 6)], id="a build on top"),
        pytest.param('FROM node:24\nRUN npm ci\nCMD ["node"]\n', [("single-stage", 2)], id="a single stage"),
        pytest.param(go(build="go build -o /m ."), [("cgo", 2)], id="cgo that nobody turned off"),
        pytest.param('FROM python:3.12\nCMD ["python"]\n', [("interpreter-version", 1)], id="another python"),
        pytest.param('FROM python:3.13.5\nCMD ["python"]\n', [], id="the same python"),
        pytest.param('FROM python:3\nCMD ["python"]\n', [], id="some python"),
        pytest.param('FROM node:20\nCMD ["node"]\n', [], id="there is more than one node"),
        pytest.param('FROM nginx\nCMD ["nginx"]\n', [("runtime-not-distroless", 1)], id="no distroless for it"),
        pytest.param('FROM $BASE\nCMD ["python"]\n', [("base-undecided", 1)], id="a base that nobody decides"),
        pytest.param('FROM ppc64le/python\nCMD ["python"]\n', [("architecture", 1)], id="an architecture"),
        pytest.param(go("arm64v8/alpine"), [], id="an architecture that there is"),
    ],
)
def test_blockers(text: str, found: list[Where]) -> None:
    assert named(text) == found


def test_the_costliest_stand_first_and_then_the_uppermost() -> None:
    text = "FROM python:3.9\nRUN apt-get install a\nRUN pip install b\nRUN apt-get install c\nCMD python\n"
    assert named(text) == [
        ("interpreter-version", 1),
        ("single-stage", 3),
        ("packages-in-final-stage", 2),
        ("packages-in-final-stage", 4),
        ("shell-form", 5),
    ]


def test_two_commands_of_one_line_are_one_blocker() -> None:
    assert named(go() + "RUN apk add a && apk add b\n") == [("packages-in-final-stage", 6)]


def test_a_blocker_says_what_to_do() -> None:
    (found,) = standing(go() + "RUN apk add a\n").blockers
    assert found == Blocker(
        name="packages-in-final-stage",
        path="Dockerfile",
        line=6,
        text="apk add a",
        remedy="drop the packages or copy the few files needed from a build stage",
        points=1,
    )


SMALL = replace(NUMBERS, small_up_to=2, medium_up_to=5, blockers={"a": BlockerPoints(1, "mend a")})


def blocker(name: str, points: int, line: int = 1) -> Blocker:
    return Blocker(name=name, path="Dockerfile", line=line, text="x", remedy="y", points=points)


@pytest.mark.parametrize(
    ("found", "size"),
    [
        pytest.param([], "S", id="nothing"),
        pytest.param([blocker("a", 2)], "S", id="just small"),
        pytest.param([blocker("a", 2), blocker("b", 1)], "M", id="just not small"),
        pytest.param([blocker("a", 2), blocker("b", 3)], "M", id="just medium"),
        pytest.param([blocker("a", 2), blocker("b", 4)], "L", id="just not medium"),
        pytest.param([blocker("a", 2, 1), blocker("a", 2, 2)], "S", id="a blocker in many places counts once"),
    ],
)
def test_size(found: list[Blocker], size: str) -> None:
    assert effort.size(tuple(found), SMALL) == size
