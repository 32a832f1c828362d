"""What became of every waiver: active, expiring, expired, stale, faulty; read off a whole judgement."""

from dataclasses import replace
from datetime import date
from typing import cast

from audit.components import component
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.dockerfile.parse import parse
from audit.model.component import Facts
from audit.model.dockerfile import Dockerfile
from audit.model.finding import Waiver
from audit.model.repository import Local, Repository, Source
from audit.model.scoreboard import Run, Scoreboard
from audit.policy.organization.organization import Organization
from audit.policy.policy import Policy, assemble
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge
from tests.cases import cases

POLICY = assemble(Organization("kubeflow"), "", None)
BASE = "FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /m .\nFROM alpine:3.15\nCOPY --from=build /m /m\n"
TEXT = BASE + 'USER 65532\nENTRYPOINT ["/m"]\n'
WAIVER = Waiver("KF401", "kubeflow/katib", "*", "no wheel yet", "AutoML", "2027-06-30", "waivers.yaml:3")


def board(*waivers: Waiver, text: str = TEXT, policy: Policy = POLICY, day: str = "2026-11-23") -> Scoreboard:
    """Judge one Dockerfile under the waivers."""
    source = cast("Dockerfile", parse(Source("Dockerfile", text.encode())))
    files = Files({"Dockerfile"}, {}, build_context.folders(["Dockerfile"]))
    found = component.find(source, component.Surroundings("kubeflow/katib", policy.signals, files))
    facts = Facts("kubeflow/katib", "master", "c0ffee", "2026-08-14T00:00:00+00:00", (found,), ())
    repository = Repository("kubeflow/katib", Local("."), (), "active", "", "AutoML", "")
    run = Run("kubeflow", day, "0", "0", "kubeflow-2020", "0")
    waived = replace(policy, waivers=waivers)
    return judge(join(Gathered((repository,), (facts,), ()), waived), waived, run)


@cases(
    "waiver, status, findings, note",
    {
        "in force, with time to go": (WAIVER, "active", 1, ""),
        "thirty days left": (replace(WAIVER, until="2026-12-23"), "expiring", 1, "ends in 30 days"),
        "thirty-one days left": (replace(WAIVER, until="2026-12-24"), "active", 1, ""),
        "the last day is past": (
            replace(WAIVER, until="2026-11-22"),
            "expired",
            1,
            "ended on 2026-11-22; its findings count again",
        ),
        "the rule passes": (replace(WAIVER, rule="KF101"), "stale", 0, "meets no finding; it can go"),
        "nothing is there": (replace(WAIVER, path="gone"), "stale", 0, "meets no finding; it can go"),
        "no such rule": (replace(WAIVER, rule="KF9"), "stale", 0, "no rule begins with KF9"),
    },
)
def test_what_became_of_it(waiver: Waiver, status: str, findings: int, note: str) -> None:
    (state,) = board(waiver).waivers
    assert (state.status, state.findings, state.note) == (status, findings, note)


def test_an_expired_waiver_leaves_the_finding_in_the_score() -> None:
    assert board(replace(WAIVER, until="2026-11-22")).standings[0].score == board().standings[0].score


def test_a_component_with_nothing_but_waived_findings_is_exempt() -> None:
    found = board(replace(WAIVER, rule="KF"), text=TEXT).standings[0]
    assert (found.priority, found.grade) == ("exempt", "A")
    assert found.reason == "Exempt: waived until 2027-06-30 by AutoML: no wheel yet."


def test_a_pragma_counts_and_is_listed() -> None:
    text = f"# image-audit ignore=KF401 why until=2027-01-31\n{TEXT}"
    found = board(text=text)
    assert [finding.rule for finding in found.standings[0].findings if finding.waiver] == ["KF401"]
    assert [(waiver.status, waiver.waiver.place) for waiver in found.waivers] == [("active", "Dockerfile:1")]


def test_an_organisation_can_switch_pragmas_off() -> None:
    text = f"# image-audit ignore=KF401 why until=2027-01-31\n{TEXT}"
    off = replace(POLICY, organization=Organization("kubeflow", inline_waivers=False))
    found = board(text=text, policy=off)
    assert [finding.rule for finding in found.standings[0].findings if finding.waiver] == []
    assert found.waivers == ()


def test_a_faulty_pragma_is_listed_with_its_fault() -> None:
    (state,) = board(text=f"# image-audit ignore=KF401\n{TEXT}").waivers
    assert (state.status, state.note.partition(";")[0]) == ("faulty", "gives no reason")


@cases(
    "day, expected",
    {
        "reviewed 180 days ago: fresh enough": ("2027-05-22", 0),
        "reviewed 181 days ago: every reader is told": ("2027-05-23", 1),
    },
)
def test_old_facts_are_a_notice(day: str, expected: int) -> None:
    assert (date.fromisoformat(day) - POLICY.lifecycle.reviewed).days == 180 + expected
    assert len(board(day=day).notices) == expected
