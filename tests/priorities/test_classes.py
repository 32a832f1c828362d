"""Gates, the decision table, order, campaigns, and the sentences that say why."""

from dataclasses import replace
from typing import Any

import pytest

from audit.model.evidence import Evidence
from audit.model.priority.ranking import Letter, Priority
from audit.model.runtime import Released
from audit.model.scoreboard import Standing
from audit.priorities import next_step, order
from audit.priorities.ranking import decided
from tests.cases import cases
from tests.priorities.assessing import TABLES, go, letters, row

KERNEL = {"kernels": (Evidence("requirements.txt", 3, "ipykernel"),)}
SCRIPT = 'FROM alpine:3.17\nRUN apk add kubectl\nENTRYPOINT ["/bin/sh", "-c", "cp /bin/kubectl /opt/"]\n'
BARE = go("gcr.io/distroless/static-debian13:nonroot")


@cases(
    "text, given, priority, why",
    {
        "users' workspaces": (go(), {"deployed": "workspace"}, "exempt", "users work in it and need its shell"),
        "a stack of accelerators": (
            'FROM nvidia/cuda:13\nCMD ["python", "a.py"]\n', {}, "exempt",
            "it brings accelerators, MPI or a machine-learning framework",
        ),
        "a third party's agent": (
            'FROM example.org/agent:1\nRUN apt-get install curl\nCMD ["/agent"]\n', {}, "exempt",
            "it repackages agent, which has no variant without a shell on record",
        ),
        "a waiver": (go(), {"waived": True}, "exempt", "waived until 2027-01-01 by somebody: a reason"),
        "nothing to move": (BARE, {}, "done", "no shell, a numeric user, nothing in it has ended"),
        "a shell around others' tools, by choice": (
            SCRIPT, {"deployed": "optional"}, "P4",
            "a shell around others' command-line tools (kubectl) that no default installation runs",
        ),
        "a notebook kernel among the requirements": (
            'FROM python:3.13\nCMD ["python", "a.py"]\n', {"component": KERNEL}, "P3",
            "it executes users' code: a notebook kernel is among its requirements",
        ),
    },
)  # fmt: skip
def test_gates(text: str, given: dict[str, Any], priority: Priority, why: str) -> None:
    found = row(text, **given)
    assert (found.priority, found.ranking.gate.why if found.ranking.gate else "") == (priority, why)


def test_a_shell_around_tools_that_every_installation_runs_is_work() -> None:
    assert row(SCRIPT).priority == "P2"


@pytest.mark.parametrize(
    "cells", ["HAS HAM MAS: P1", "HAL HBS HBM MAM MAL MBS: P2", "HBL MBM MBL HCS HCL MCM LAS LCL: P3"]
)
def test_the_table_decides(cells: str) -> None:
    names, _, priority = cells.partition(": ")
    assert {_class(*name) for name in names.split()} == {priority}


def _class(value: str, exposure: str, effort: str) -> str:
    found = row(go())
    ranking = replace(found.ranking, value=Letter(value), exposure=Letter(exposure), effort=Letter(effort))
    return decided(replace(found, ranking=ranking), TABLES.book).priority


def test_what_is_out_of_scope_has_no_class_and_no_letters() -> None:
    found = decided(replace(row(go()), in_scope=False), TABLES.book)
    assert (found.priority, found.ranking.campaign, order.ranked([found])[0].rank) == ("", "", 0)


def named(name: str, text: str = "", **given: Any) -> Standing:
    found = row(text or go(), **given)
    file = replace(found.component.dockerfile, path=f"{name}/Dockerfile")
    return replace(found, component=replace(found.component, name=name, dockerfile=file))


def test_rows_of_one_repository_language_bases_and_class_are_one_step() -> None:
    rows = [named("a"), named("b"), named("c", go() + "CMD --a $B\n"), named("d", go("debian:12"))]
    ranked = order.ranked(rows)
    assert [(found.component.name, found.rank, found.ranking.size, found.ranking.step_effort) for found in ranked] == [
        ("a", 1, 3, "M"), ("b", 1, 3, "M"), ("c", 1, 3, "M"), ("d", 2, 1, "S"),
    ]  # fmt: skip
    assert ranked[0].ranking.campaign == (
        "sample/thing main: go from alpine:3.22 to gcr.io/distroless/static-debian13:nonroot, P1"
    )


def test_the_order_inside_a_class() -> None:
    rows = [
        named("numeric", go("debian:13-slim") + "USER 1\n"),
        named("root", go("debian:13")),
        named("ended", go("alpine:3.20")),
        named("ended-longer", go("alpine:3.15")),
        named("injected", go("alpine:3.23"), deployed="optional", injected=True),
        named("medium", go("ubuntu:24.04") + "CMD --a $B\n"),
        named("second", go("debian:12"), deployed="optional"),
        named("done", BARE),
        named("exempt", go("alpine"), waived=True),
    ]
    assert [found.component.name for found in order.ranked(reversed(rows))] == [
        "injected", "ended-longer", "ended", "root", "numeric", "medium", "second", "done", "exempt",
    ]  # fmt: skip


def test_the_reason_is_a_plain_sentence() -> None:
    rows = [named(name, go("alpine:3.15")) for name in ("controller", "manager", "ui")]
    assert order.ranked(rows)[0].reason == (
        "P1. controller and two more ship a static Go binary on alpine:3.15 (ended 2023-11-01) as root, and a default "
        "installation runs them; the last FROM changes in each of three files."
    )


def test_the_reason_says_what_is_not_known() -> None:
    assert order.ranked([named("web", deployed="unknown")])[0].reason == (
        "P2. web ships a static Go binary on alpine:3.22 as root, and who runs it is not known; the last FROM changes. "
        "Not known: said."
    )


@cases(
    "text, step",
    {
        "the last FROM, and what goes with it": (
            go() + "RUN adduser a\nUSER a\n",
            (
                "Line 3: FROM gcr.io/distroless/static-debian13:nonroot. Delete what only served the old base: line 6. "
                "Write USER 65532:65532 in place of the name."
            ),
        ),
        "what is to be found out first": (
            go(build="CGO_ENABLED=1 go build -o /m .") + "USER 1\n",
            "Try the build with CGO_ENABLED=0. Line 3: FROM gcr.io/distroless/static-debian13:nonroot.",
        ),
        "an interpreter that has to move first": (
            'FROM python:3.10-slim\nRUN pip install a\nCMD ["python", "a.py"]\n',
            (
                "Line 1: name a supported release of python (python:3.10-slim ended 2026-10-31). Build in a stage of "
                "its own and copy what runs. Write USER 65532:65532. A distroless base has to wait: move to the "
                "interpreter line that a distroless image carries; distroless has Python 3.13 only, and the image "
                "runs 3.10."
            ),
        ),
        "a user alone": (go("scratch"), "Write USER 65532:65532."),
        "leftovers": (
            BARE.replace("go build", "go build -a -ldflags=-w"),
            "Leftovers, not work: Write GOOS=linux before go build.",
        ),
    },
)  # fmt: skip
def test_the_next_step_names_the_lines_in_order(text: str, step: str) -> None:
    assert row(text).next_step == step


def test_what_is_done_on_the_branch_alone_waits_for_a_release() -> None:
    released = Released("v1.0", "1" * 40, "Dockerfile", "alpine:3.15", 10.0, ("KF401",), ())
    assert next_step.release(released, frozenset({"KF401"})) == (
        "Cut a release: the branch is done, and v1.0 still ships on alpine:3.15."
    )


def test_letters_are_those_of_the_worked_examples() -> None:
    ubi = go("registry.access.redhat.com/ubi9/ubi-minimal") + "USER 65532\n"
    base = go("gcr.io/distroless/base-debian12:latest", "go build -o /m .")
    static = go("gcr.io/distroless/static:latest")
    rows = {
        "a default controller on an ended Alpine": row(go("alpine:3.15"), kind="controller"),
        "an optional image of users' pods on ubi-minimal": row(ubi, deployed="optional", injected=True),
        "a controller outside the distribution on an ended base": row(base, deployed="optional", kind="controller"),
        "the same on static as root, of a maintenance branch": row(
            static, deployed="optional", kind="controller", maintenance="old"
        ),
    }
    assert {name: (letters(found.ranking), found.priority) for name, found in rows.items()} == {
        "a default controller on an ended Alpine": ("H A S", "P1"),
        "an optional image of users' pods on ubi-minimal": ("H A S", "P1"),
        "a controller outside the distribution on an ended base": ("H A S", "P1"),
        "the same on static as root, of a maintenance branch": ("M B S", "P2"),
    }
