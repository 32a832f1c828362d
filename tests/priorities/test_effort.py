"""What stands in the way of a distroless runtime, and how much work that is."""

from dataclasses import replace

from audit.model.finding import Blocker
from audit.policy.judgement import BlockerPoints
from audit.priorities import effort
from tests.cases import cases
from tests.judging import shipped, standing

NUMBERS = shipped().judgement.effort
Where = tuple[str, int | None]


def named(text: str) -> list[Where]:
    """Return (name, line) of the blockers, in their order."""
    return [(blocker.name, blocker.line) for blocker in standing(text).blockers]


def go(image: str = "alpine", build: str = "CGO_ENABLED=0 go build -o /m .") -> str:
    return f'FROM golang AS build\nRUN {build}\nFROM {image}\nCOPY --from=build /m /m\nENTRYPOINT ["/m"]\n'


@cases(
    "text, found",
    {
        "nothing in the way": (go(), []),
        "distroless has no way to go": (go("gcr.io/distroless/static") + "ENTRYPOINT x\n", []),
        "nor a debug variant": (go("gcr.io/distroless/static:debug") + "ENTRYPOINT x\n", []),
        "nor an equivalent": (go("scratch") + "ENTRYPOINT x\n", []),
        "shell form": (go() + "ENTRYPOINT /m\n", [("shell-form", 6)]),
        "shell form of CMD": (go() + "CMD --a\n", [("shell-form", 6)]),
        "a shell": (go() + 'ENTRYPOINT ["/bin/sh", "-c", "/m"]\n', [("shell-form", 6)]),
        "a script by its name": (go() + 'ENTRYPOINT ["/start.sh", "/m"]\n', [("entrypoint-script", 6)]),
        "packages": (go() + "RUN apk add a\n", [("packages-in-final-stage", 6)]),
        "packages that are taken away": (go() + "RUN apk del a\n", []),
        "a build on top": (go() + "RUN npm ci\n", [("build-in-final-stage", 6)]),
        "a single stage": ('FROM node:24\nRUN npm ci\nCMD ["node"]\n', [("single-stage", 2)]),
        "cgo that nobody turned off": (go(build="go build -o /m ."), [("cgo", 2)]),
        "another python": ('FROM python:3.12\nCMD ["python"]\n', [("interpreter-version", 1)]),
        "the same python": ('FROM python:3.13.5\nCMD ["python"]\n', []),
        "some python": ('FROM python:3\nCMD ["python"]\n', []),
        "there is more than one node": ('FROM node:20\nCMD ["node"]\n', []),
        "no distroless for it": ('FROM nginx\nCMD ["nginx"]\n', [("runtime-not-distroless", 1)]),
        "a base that nobody decides": ('FROM $BASE\nCMD ["python"]\n', [("base-undecided", 1)]),
        "an architecture": ('FROM ppc64le/python\nCMD ["python"]\n', [("architecture", 1)]),
        "an architecture that there is": (go("arm64v8/alpine"), []),
    },
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


@cases(
    "found, size",
    {
        "nothing": ([], "S"),
        "just small": ([blocker("a", 2)], "S"),
        "just not small": ([blocker("a", 2), blocker("b", 1)], "M"),
        "just medium": ([blocker("a", 2), blocker("b", 3)], "M"),
        "just not medium": ([blocker("a", 2), blocker("b", 4)], "L"),
        "a blocker in many places counts once": ([blocker("a", 2, 1), blocker("a", 2, 2)], "S"),
    },
)
def test_size(found: list[Blocker], size: str) -> None:
    assert effort.size(tuple(found), SMALL) == size
