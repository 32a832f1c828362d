"""Apply the rule book to one component: letters, gate, target, campaign, blockers and next step."""

from dataclasses import dataclass, replace

from audit.compliance import catalogue
from audit.compliance.go_build import go_builds
from audit.compliance.rules import non_root_user
from audit.model.priority.blocker import Blocker
from audit.model.priority.ranking import Letter, Ranking
from audit.model.scoreboard import Standing
from audit.policy.priorities import Priorities
from audit.priorities import campaigns, decision, effort, exposure, gates, next_step, value, wording
from audit.priorities.move_facts import MoveFacts


@dataclass(frozen=True, slots=True)
class Assessment:
    """Hold what the rule book says of one component."""

    ranking: Ranking
    blockers: tuple[Blocker, ...]
    next_step: str


def assess(facts: MoveFacts) -> Assessment:
    """Return letters, gate, blockers and next step of a component in scope."""
    found = effort.found(facts)
    worth = value.of(facts)
    gate = gates.find(facts, worth)
    static = facts.origin == "compiled" and go_builds.judge(facts.case, go_builds.cgo).result == "pass"
    tool = facts.case.component.program.name if facts.origin == "tool" else ""
    ranking = Ranking(
        value=worth,
        exposure=exposure.of(facts),
        effort=effort.of(found),
        gate=gate,
        target=facts.target,
        program=wording.program(facts.language, tool=tool, static=static),
        user=facts.user,
        ended=facts.ended,
        injected=exposure.injected(facts.deployment),
    )
    return Assessment(ranking, found, next_step.of(facts, found, gate))


def applied(row: Standing, assessment: Assessment, book: Priorities) -> Standing:
    """Return the row with letters, class, campaign and next step; out of scope it has its blockers only."""
    if not row.in_scope:
        bare = replace(assessment.ranking, value=Letter(), exposure=Letter(), effort=Letter(), gate=None)
        return replace(row, ranking=bare, blockers=assessment.blockers, next_step=assessment.next_step, priority="")
    return decided(
        replace(row, ranking=assessment.ranking, blockers=assessment.blockers, next_step=assessment.next_step), book
    )


def waiting(row: Standing) -> Standing:
    """Return a done row with the step to cut a release, where the deployed tag still ships on the old base."""
    if row.priority != "done" or row.released is None:
        return row
    step = next_step.release(row.released, catalogue.judging_runtime() | {non_root_user.CODE})
    return replace(row, next_step=f"{step} {row.next_step}".strip()) if step else row


def left_over(row: Standing) -> Standing:
    """Return a row that is done with the leftovers by the weights in force."""
    is_done = row.ranking.gate is not None and row.ranking.gate.priority == "done"
    return replace(row, next_step=next_step.leftovers(row.findings)) if is_done else row


def decided(row: Standing, book: Priorities) -> Standing:
    """Return the row with the class and campaign that follow from its letters and its gate."""
    given = decision.priority(row.ranking, in_scope=row.in_scope, book=book)
    text = campaigns.text(row, given, row.ranking.target) if row.in_scope else ""
    return replace(row, priority=given, ranking=replace(row.ranking, campaign=text))
