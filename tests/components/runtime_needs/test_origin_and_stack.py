"""Whose program an image runs, and which stacks it is made on."""

from dataclasses import replace

from audit.components import graph
from audit.components.runtime_needs import origin, stack
from audit.model.component import Component, Facts
from audit.model.evidence import Answer
from tests.cases import cases
from tests.components.looking import SIGNALS, component

NEAR = ("o/r", "main")
GO = 'FROM golang AS b\nCOPY . .\nRUN go build -o /m .\nFROM %s\nCOPY --from=b /m /m\nENTRYPOINT ["/m"]\n'
MAIN = {"go.mod": "module m\n", "main.go": 'package main\nimport "os/exec"\nvar c = exec.Command("spark-submit")\n'}
SCRIPT = {"s.sh": "#!/bin/sh\nkubectl apply\n"}


def published(below: Component | None) -> graph.Graph:
    """Return the graph of a component that is published as o/base."""
    named = () if below is None else (replace(below, image=Answer("docker.io/o/base", "high", ())),)
    return graph.build([Facts(*NEAR, "c", "", named, ())])


def found(text: str, files: dict[str, str], below: str = "") -> list[str]:
    built = published(component(below, path="base/Dockerfile") if below else None)
    subject = component(text, files)
    base = graph.foundation(subject.dockerfile, subject.dockerfile.final, built, NEAR)
    known = origin.find(subject, base, SIGNALS.needs)
    said = [f"starts {tool.name}" for tool in known.starts] + [f"wraps {tool.name}" for tool in known.wraps]
    return [*said, *(f"repackages {item.text} {known.distroless_variant}".strip() for item in known.repackages)]


@cases(
    "text, files, expected",
    {
        "a program of its own": (GO % "alpine", MAIN, []),
        "a program that starts its base's runtime": (GO % "apache/spark:4.0.4", MAIN, ["starts spark-submit"]),
        "on another base it starts nothing of it": (GO % "envoyproxy/envoy:v1", MAIN, []),
        "a third party's program": (
            'FROM gcr.io/inverting-proxy/agent:1\nCMD ["/agent"]\n', {},
            ["repackages FROM gcr.io/inverting-proxy/agent:1"]),
        "one with a variant without a shell": (
            'FROM envoyproxy/envoy:v1.39.0\nENTRYPOINT ["envoy"]\n', {},
            ["repackages FROM envoyproxy/envoy:v1.39.0 distroless-v1.39.0"]),
        "a web front end of its own": (
            "FROM node AS b\nCOPY . .\nRUN npm run build\nFROM caddyserver/caddy\nCOPY --from=b /d /d\n", {}, []),
        "nothing but a distribution": ("FROM debian\n", {}, []),
        "nobody decides the base": ("ARG B\nFROM $B\n", {}, []),
        "an accelerator's base": ("FROM nvidia/cuda:13\n", {}, []),
        "a shell around a tool": (
            'FROM alpine\nCOPY s.sh /s.sh\nENTRYPOINT ["/s.sh"]\n', SCRIPT, ["wraps kubectl"]),
        "a script before a program of its own": (
            GO.replace('ENTRYPOINT ["/m"]', 'COPY s.sh /s.sh\nENTRYPOINT ["/s.sh"]') % "alpine",
            {**MAIN, "s.sh": "#!/bin/sh\nkubectl apply\nexec /m\n"}, []),
    },
)  # fmt: skip
def test_origin(text: str, files: dict[str, str], expected: list[str]) -> None:
    assert found(text, files) == expected


def test_the_organisations_own_image_below_is_no_third_partys() -> None:
    assert found("FROM o/base\n", {}) == ["repackages FROM o/base"]
    assert found("FROM o/base\n", {}, "FROM quay.io/x/agent\n") == []


@cases(
    "text, expected",
    {
        "none": ("FROM python\nRUN pip install numpy\n", []),
        "an accelerator": ("FROM nvidia/cuda:13.3-devel\n", ["FROM nvidia/cuda:13.3-devel (GPU)"]),
        "a tag for one": ("FROM x/y:1-cuda12\n", ["FROM x/y:1-cuda12 (GPU)"]),
        "a framework": ("FROM pytorch/pytorch:2.9\n", ["FROM pytorch/pytorch:2.9 (ML framework)"]),
        "a package": ("FROM debian\nRUN apt-get install -y openmpi-bin\n", ["apt-get ... openmpi-bin (MPI)"]),
        "a package of Python": ("FROM python\nRUN pip install mpi4py==4.0\n", ["pip ... mpi4py==4.0 (MPI)"]),
        "in a stage that it is copied from": (
            "FROM nvidia/cuda:13 AS b\nFROM debian\nCOPY --from=b /x /x\n", ["FROM nvidia/cuda:13 (GPU)"]),
        "in an image that it is copied from": (
            "FROM debian\nCOPY --from=mpioperator/base /x /x\n", ["--from=mpioperator/base (MPI)"]),
        "in a stage that nothing leads to": ("FROM nvidia/cuda:13 AS b\nFROM debian\n", []),
        "in the organisation's own image below": ("FROM o/base\n", ["FROM nvidia/cuda:12 (GPU)"]),
    },
)  # fmt: skip
def test_stack(text: str, expected: list[str]) -> None:
    built = published(component("FROM nvidia/cuda:12\n", path="base/Dockerfile"))
    assert [item.text for item in stack.find(component(text), NEAR, built, SIGNALS.needs)] == expected
