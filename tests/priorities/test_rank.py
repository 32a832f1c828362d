"""Impact, priority, rank, and the sentence that says why."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations
from typing import Any

from audit.model.deployment import Deployed, Deployment
from audit.model.evidence import Answer
from audit.model.finding import Blocker, Finding, Result, Verdict, Waiver
from audit.model.runtime import Runtime
from audit.model.scoreboard import Priority, Standing
from audit.priorities import rank
from audit.priorities.rank import ImpactShare
from tests.cases import cases
from tests.judging import built, image, shipped, standing

IMPACT = shipped().judgement.impact
THREAT = shipped().scanning.threat
HIGH = shipped().judgement.high_impact_from
COMPONENT = built("FROM scratch\n")
ROW = standing("FROM alpine\n")
WAIVER = Waiver("KF401", "*", "*", "a reason", "somebody", "2027-01-01", "config:1")


def finding(
    result: Result, rule: str = "KF401", weight: float = 10, step: str = "", *, waived: bool = False
) -> Finding:
    return Finding(rule, "slug", "must", weight, Verdict(result, "said", next_step=step), WAIVER if waived else None)


def row(found: Iterable[Finding] = (finding("fail"),), **changes: Any) -> Standing:
    given: dict[str, Any] = {"in_scope": True, "findings": tuple(found), "blockers": (), **changes}
    return replace(ROW, **given)


def shares(
    score: float | None,
    kind: str = "service",
    tier: str = "full",
    supported: str = "yes",
    deployed: Deployed = "default",
) -> tuple[ImpactShare, ...]:
    component = replace(COMPONENT, kind=Answer(kind, "high", ()))
    runtime = Runtime(image("a"), tier, "a", "debian 9", supported, "")  # type: ignore[arg-type]
    deployment = Deployment(deployed, "")
    return rank.shares(row(score=score, component=component, runtime=runtime, deployment=deployment), IMPACT, THREAT)


@cases(
    "given, points",
    {
        "a full score leaves no gap and no impact": (shares(100.0), []),
        "the whole gap": (shares(0.0), [40, 17.5, 20]),
        "hardly a gap": (shares(99.9), [0.04, 17.5, 20]),
        "a quarter of it": (shares(75.0), [10, 17.5, 20]),
        "nothing known counts as the whole gap": (shares(None), [40, 17.5, 20]),
        "a controller is exposed most": (shares(0.0, kind="controller"), [40, 25, 20]),
        "a copy is not exposed": (shares(0.0, kind="vendored"), [40, 0, 20]),
        "what nobody deploys is exposed less": (shares(0.0, deployed="published"), [40, 8.75, 20]),
        "a barer base": (shares(0.0, tier="minimal"), [40, 17.5, 11.25]),
        "a tier that nobody weighed": (shares(0.0, tier="unheard"), [40, 17.5, 0]),
        "a base that has ended": (shares(0.0, tier="minimal", supported="no"), [40, 17.5, 18.75]),
        "long-term support is none": (shares(0.0, tier="minimal", supported="lts"), [40, 17.5, 11.25]),
        "a threat is never more than the whole": (shares(0.0, supported="no"), [40, 17.5, 25]),
    },
)
def test_shares(given: tuple[ImpactShare, ...], points: list[float]) -> None:
    assert [round(each.points, 6) for each in given] == points


@cases(
    "given, words",
    {
        "a score": (
            shares(24.6),
            [
                "is 75 points short of the guideline",
                "is a service (deployed by default)",
                "stands on a base of tier full",
            ],
        ),
        "no score": (
            shares(None, "web-app", "slim", "no"),
            [
                "nothing of it is known",
                "is a web-app (deployed by default)",
                "stands on a base of tier slim whose debian 9 has ended",
            ],
        ),
    },
)
def test_words_of_shares(given: tuple[ImpactShare, ...], words: list[str]) -> None:
    assert [each.words for each in given] == words


def test_impact_is_the_sum_to_one_decimal() -> None:
    assert rank.impact([ImpactShare(12.34, ""), ImpactShare(0.02, ""), ImpactShare(5, "")]) == 17.4


def test_no_share_is_no_impact() -> None:
    assert rank.impact([]) == 0


@cases(
    "impact, effort, priority",
    {
        "just high and small": (HIGH, "S", "P1"),
        "just high and medium": (HIGH, "M", "P1"),
        "just high and large": (HIGH, "L", "P2"),
        "just not high and small": (HIGH - 0.1, "S", "P3"),
        "just not high and medium": (HIGH - 0.1, "M", "P4"),
        "just not high and large": (HIGH - 0.1, "L", "P4"),
    },
)
def test_priority(impact: float, effort: str, priority: Priority) -> None:
    assert rank.priority(row(impact=impact, effort=effort), HIGH) == priority


@cases(
    "found, priority",
    {
        "nothing to do": ([finding("pass"), finding("not-applicable")], "done"),
        "a partial is to do": ([finding("partial")], "P1"),
        "an unknown is to find out": ([finding("unknown")], "P1"),
        "what weighs little is to do": ([finding("fail", weight=1)], "P1"),
        "what weighs nothing is not": ([finding("fail", weight=0)], "done"),
        "what does not pass is waived": ([finding("pass"), finding("fail", waived=True)], "exempt"),
        "what is left is waived": ([finding("fail", waived=True)], "exempt"),
        "a waiver of what weighs nothing": ([finding("fail", weight=0, waived=True)], "done"),
        "something else is left": ([finding("fail", waived=True), finding("fail", "KF301")], "P1"),
    },
)
def test_what_is_to_do(found: list[Finding], priority: Priority) -> None:
    assert rank.priority(row(found, impact=99.0, effort="S"), HIGH) == priority


def test_what_is_out_of_scope_has_no_priority() -> None:
    assert rank.priority(row(in_scope=False, impact=99.0), HIGH) == ""


def placed(name: str, **changes: Any) -> Standing:
    return row(place=replace(ROW.place, repository=name), **changes)


IN_ORDER = [
    placed("a", priority="P1", impact=80.0, effort="S"),
    placed("b", priority="P1", impact=80.0, effort="S"),
    placed("a", priority="P1", impact=80.0, effort="M"),
    placed("a", priority="P1", impact=70.0, effort="S"),
    placed("a", priority="P2", impact=90.0, effort="L"),
    placed("a", priority="P3", impact=50.0, effort="S"),
    placed("a", priority="P4", impact=52.0, effort="L"),
    placed("a", priority="done", impact=0.0, effort="S"),
    placed("a", priority="exempt", impact=60.0, effort="S"),
    placed("a", priority="", impact=99.0, effort="S", in_scope=False),
]


def test_order_is_priority_impact_effort_and_place() -> None:
    assert [replace(each, rank=0) for each in rank.ranked(reversed(IN_ORDER))] == IN_ORDER


def test_ranks_count_what_is_in_scope() -> None:
    assert [each.rank for each in rank.ranked(IN_ORDER)] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]


def test_branch_and_path_break_a_tie() -> None:
    other = replace(ROW.place, branch="zeta")
    later = replace(COMPONENT, dockerfile=replace(COMPONENT.dockerfile, path="z/Dockerfile"))
    first, second, third = row(component=COMPONENT), row(component=later), row(component=COMPONENT, place=other)
    for given in permutations([first, second, third]):
        assert [replace(each, rank=0) for each in rank.ranked(given)] == [first, second, third]


GIVEN = (
    ImpactShare(40, "is 100 points short of the guideline"),
    ImpactShare(0, "is a vendored"),
    ImpactShare(12.6, "stands on slim"),
)


def blocker(name: str) -> Blocker:
    return replace(standing("FROM alpine\nCMD x\n").blockers[0], name=name, remedy=f"mend {name}")


@cases(
    "given, sentence",
    {
        "out of scope": (
            row(in_scope=False, scope_reason="an example is not part of the platform"),
            "Not ranked: an example is not part of the platform.",
        ),
        "nothing to do": (row(priority="done"), "Nothing to do: every rule of the profile that applies passes."),
        "exempt": (
            row(
                [finding("fail", waived=True), finding("pass", "KF301"), finding("fail", "KF303", waived=True)],
                priority="exempt",
            ),
            "Nothing to do for now: what is left is waived (KF401, KF303).",
        ),
        "without a blocker": (
            row(priority="P1", impact=52.6, effort="S"),
            (
                "P1: impact 53, for it is 100 points short of the guideline (+40), stands on slim (+13); "
                "effort S, no blocker was found."
            ),
        ),
        "with blockers, each once": (
            row(
                priority="P2",
                impact=52.6,
                effort="L",
                blockers=(blocker("cgo"), blocker("architecture"), blocker("cgo")),
            ),
            (
                "P2: impact 53, for it is 100 points short of the guideline (+40), stands on slim (+13); "
                "effort L, for it has to overcome architecture, cgo."
            ),
        ),
    },
)
def test_reason(given: Standing, sentence: str) -> None:
    assert rank.reason(given, GIVEN) == sentence


def test_reason_of_what_is_only_unknown() -> None:
    found = [finding("pass"), finding("unknown", "KF402"), finding("unknown", "KF301"), finding("unknown", "KF999", 0)]
    assert rank.reason(row(found, priority="P3", impact=0.0, effort="S"), ()) == (
        "P3: impact 0, for it falls short in nothing that is known, but of KF402, KF301 nothing is; "
        "effort S, no blocker was found."
    )


@cases(
    "found, step",
    {
        "nothing to do": ([], ""),
        "a rule that says no step": ([finding("fail")], ""),
        "the next rule that says one": ([finding("fail"), finding("fail", weight=5, step="Yes.")], "Yes."),
        "a step of what passes": ([finding("pass", step="No.")], ""),
        "a step of what is waived": ([finding("fail", step="No.", waived=True)], ""),
        "a step of what weighs nothing": ([finding("fail", step="No.", weight=0)], ""),
        "the heaviest first": ([finding("fail", "KF603", 5, "No."), finding("partial", "KF101", 10, "Yes.")], "Yes."),
        "a fail before partial": (
            [finding("partial", "KF101", 10, "No."), finding("fail", "KF202", 10, "Yes.")],
            "Yes.",
        ),
        "the base image first": ([finding("fail", "KF101", 10, "No."), finding("fail", "KF401", 10, "Yes.")], "Yes."),
        "then by code": ([finding("fail", "KF202", 10, "No."), finding("fail", "KF101", 10, "Yes.")], "Yes."),
    },
)
def test_next_step(found: list[Finding], step: str) -> None:
    assert rank.next_step(found, ()) == step


def test_next_step_names_the_first_blocker() -> None:
    found = (blocker("cgo"), blocker("architecture"))
    assert rank.next_step([finding("fail", step="Ship on static.")], found) == "Ship on static. First mend cgo."


def test_a_blocker_alone_is_no_step() -> None:
    assert rank.next_step([finding("pass")], (blocker("cgo"),)) == ""
