"""Value, exposure and effort of real Dockerfiles in small."""

from typing import Any

from audit.model.runtime_needs import CgoNeed, RuntimeNeeds, Tool
from tests.cases import cases
from tests.judging import at
from tests.priorities.assessing import go, row

NODE = 'FROM node:24-slim AS build\nRUN npm ci\nFROM {image}\nCOPY --from=build /a /a\n{user}CMD ["node", "a.js"]\n'
PYTHON = 'FROM python:3.13-slim\nRUN pip install flask\nCMD ["python", "a.py"]\n'
TOOL = 'FROM alpine AS a\nRUN wget x\nFROM alpine:3.22\nCOPY --from=a /kubectl /kubectl\nENTRYPOINT ["/kubectl"]\n'
NAMELESS = "FROM golang AS b\nRUN CGO_ENABLED=0 go build -o /m .\nFROM debian\nCOPY --from=b /m /m\n"
ON_S390X = {"platforms": ("linux/s390x",), "platform_evidence": (at(1, "linux/s390x"),)}


def node(image: str = "node:24-slim", user: str = "USER 1000\n") -> str:
    return NODE.format(image=image, user=user)


@cases(
    "text, value",
    {
        "a program that the file compiles, on Alpine": (go(), "H"),
        "on ubi-minimal with a numeric user": (go("registry.access.redhat.com/ubi9/ubi-minimal") + "USER 65532\n", "H"),
        "on a debug variant, which has a shell": (go("gcr.io/distroless/static-debian13:debug-nonroot"), "H"),
        "a tool that is released as one file": (TOOL, "H"),
        "on distroless base whose release has ended": (go("gcr.io/distroless/base-debian12:nonroot"), "H"),
        "on distroless static as root": (go("gcr.io/distroless/static-debian13"), "M"),
        "on static that has ended, with a numeric user": (go("gcr.io/distroless/static-debian12:nonroot"), "none"),
        "on static with the nonroot tag": (go("gcr.io/distroless/static:nonroot"), "none"),
        "where the file repeats the tag's user by name": (
            go("gcr.io/distroless/static:nonroot") + "USER nonroot\n",
            "none",
        ),
        "on scratch without a user": (go("scratch"), "M"),
        "an interpreter as root": (node(user=""), "M"),
        "an interpreter under a name": (node(user="USER node\n"), "M"),
        "an interpreter in one stage": (PYTHON + "USER 1000\n", "M"),
        "an interpreter in order": (node(), "L"),
        "an interpreter whose line has ended": (node("node:16-slim"), "H"),
        "an interpreter on a distribution that has ended": (node("node:24-alpine3.15"), "M"),
        "long-term support counts as supported": (node("node:24-bookworm-slim"), "L"),
    },
)
def test_value(text: str, value: str) -> None:
    assert row(text).value == value


def test_what_an_image_holds_that_is_not_on_record_is_said_to_be_unknown() -> None:
    found = row('FROM example.org/base:1\nCOPY m /m\nENTRYPOINT ["/m"]\n').ranking.value
    assert (found.letter, found.why, found.unknown) == ("M", "what example.org/base:1 holds is not known", True)


@cases(
    "given, exposure",
    {
        "a default installation": ({"deployed": "default"}, "A"),
        "a string of one": ({"deployed": "runtime"}, "A"),
        "an overlay": ({"deployed": "optional"}, "B"),
        "a controller of an overlay": ({"deployed": "optional", "kind": "controller"}, "A"),
        "a page of an overlay": ({"deployed": "optional", "kind": "web-app"}, "A"),
        "put into users' pods by an overlay": ({"deployed": "optional", "injected": True}, "A"),
        "published and put into users' pods": ({"deployed": "published", "injected": True}, "A"),
        "published only": ({"deployed": "published"}, "C"),
        "a controller that is published only": ({"deployed": "published", "kind": "controller"}, "C"),
        "unknown stays careful": ({"deployed": "unknown", "kind": "controller"}, "B"),
        "a maintenance branch goes down": ({"deployed": "default", "maintenance": "old"}, "B"),
        "a raised one goes down last": ({"deployed": "optional", "kind": "controller", "maintenance": "old"}, "B"),
    },
)
def test_exposure(given: dict[str, Any], exposure: str) -> None:
    assert row(go(), **given).exposure == exposure


def needs(cgo: str = "none", tool: str = "") -> dict[str, Any]:
    tools = (Tool(tool, at(3, "exec.Command")),) if tool else ()
    return {"needs": RuntimeNeeds(cgo=CgoNeed(cgo, "said", (at(1, "sqlite3"),)), tools=tools)}  # type: ignore[arg-type]


ALPINE = "golang:1.26-alpine"
C = "apk add gcc && go build -o /m ."


@cases(
    "text, component, effort",
    {
        "a last FROM": (go(), {}, "S"),
        "lines that only served the base": (go() + "RUN adduser a && chmod 755 /m && apk add tzdata\n", {}, "S"),
        "distroless to distroless": (go("gcr.io/distroless/base-debian12"), {}, "S"),
        "CGO_ENABLED=0 to add": (go(build="go build -o /m ."), needs("none"), "S"),
        "a shell command": (go() + "CMD --a $B\n", {}, "M"),
        "a package that is used": (go() + "RUN apk add git\n", {}, "M"),
        "a file that is edited": (go() + "RUN sed -i s/a/b/ /c\n", {}, "M"),
        "a C compiler that nobody needs": (go(build=C, builder=ALPINE), needs("stub"), "M"),
        "cgo that fits base": (go(build="go build -o /m ."), needs("needed"), "M"),
        "cgo against musl": (go(build=C, builder=ALPINE), needs("needed"), "L"),
        "cgo is off, whatever a module would need": (go(builder=ALPINE), needs("needed"), "S"),
        "cgo that may be needed": (go(build="go build -o /m ."), needs("unknown"), "M"),
        "a tool at run time": (go(), needs(tool="pgrep"), "L"),
        "a tool whose name is hidden": (go(), needs(tool="?"), "M"),
        "another line of Python": (PYTHON.replace("3.13", "3.12"), {}, "L"),
        "the same line of Python": (PYTHON, {}, "M"),
        "compiled wheels": (PYTHON.replace("flask", "numpy"), {}, "L"),
        "a major of Node that distroless has": (node(), {}, "S"),
        "a major of Node that it lacks": (node("node:16-slim"), {}, "L"),
        "npm start": (node().replace('"node", "a.js"', '"npm", "start"'), {}, "M"),
        "an init program before Node": (node().replace('"node", ', '"tini", "--", "node", '), {}, "M"),
        "a script": ('FROM alpine:3.22\nCOPY a.sh /a.sh\nENTRYPOINT ["/a.sh"]\n', {}, "L"),
        "a base that nobody decides": (go("$BASE"), {}, "M"),
        "a base that is not on record": (go("example.org/base:1"), {}, "M"),
        "another project's server": ('FROM nginx:1.29\nCOPY a /a\nCMD ["nginx"]\n', {}, "L"),
        "a program that nobody names": (NAMELESS, {}, "M"),
        "a platform that the target lacks": (PYTHON, ON_S390X, "L"),
        "a platform that the target has": (go(), ON_S390X, "S"),
        "distroless Python on an ended release": (
            'FROM gcr.io/distroless/python3-debian12\nCMD ["a.py"]\n', {}, "M",
        ),
    },
)  # fmt: skip
def test_effort(text: str, component: dict[str, Any], effort: str) -> None:
    assert row(text, component=component).effort == effort


@cases(
    "text, component, target",
    {
        "Go": (go(), {}, "gcr.io/distroless/static-debian13:nonroot"),
        "Go that needs cgo": (go(build="go build -o /m ."), needs("needed"), "gcr.io/distroless/base-debian13:nonroot"),
        "a ready tool": (TOOL, {}, "gcr.io/distroless/static-debian13:nonroot"),
        "Node of the same major": (node("node:22-slim"), {}, "gcr.io/distroless/nodejs22-debian13:nonroot"),
        "Node of a major that has ended": (node("node:16-slim"), {}, ""),
        "Python of the line that distroless has": (PYTHON, {}, "gcr.io/distroless/python3-debian13:nonroot"),
        "another line of Python": (PYTHON.replace("3.13", "3.11"), {}, ""),
        "Envoy has a variant": ("FROM envoyproxy/envoy:v1.39.0\n", {}, "envoyproxy/envoy:distroless-v1.39.0"),
        "nothing for R": ("FROM r-base\nCMD R\n", {}, ""),
        "nothing for another project's server": ('FROM nginx:1.29\nCOPY a /a\nCMD ["nginx"]\n', {}, ""),
        "an equivalent stays": (go("scratch"), {}, "scratch"),
    },
)
def test_target(text: str, component: dict[str, Any], target: str) -> None:
    assert row(text, component=component).ranking.target.image == target


def test_a_next_step_names_a_base_only_where_no_blocker_rules_it_out() -> None:
    rows = [
        row(text) for text in (go(), go() + "CMD --a $B\n", PYTHON, PYTHON.replace("3.13", "3.11"), node("node:16"))
    ]
    assert [("gcr.io/distroless" in found.next_step, found.effort) for found in rows] == [
        (True, "S"), (True, "M"), (True, "M"), (False, "L"), (False, "L"),
    ]  # fmt: skip
