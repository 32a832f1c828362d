"""Summarise an organisation in Markdown that fits an issue or the summary of a job."""

from collections.abc import Iterator

from audit.model.finding import WaiverState
from audit.model.scoreboard import Scoreboard, Standing
from audit.model.summary import LedgerLine, Summary
from audit.model.vulnerabilities.scan import Scans
from reports.text.markdown import code, link, prose, table
from reports.text.steps import steps
from reports.text.wording import DASH, amount, decimal, percent

MOVES = 10
LONGEST = 65_000  # an issue holds 65,536 characters
_ROWS = (60, 20, 5, 0)  # of each table, fewer as long as the whole is too long


def render(scoreboard: Scoreboard) -> str:
    """Return `summary.md`."""
    texts = ("\n".join(_sections(scoreboard, rows)) for rows in _ROWS)
    return next((text for text in texts if len(text) <= LONGEST), "\n".join(_sections(scoreboard, 0)))


def _sections(scoreboard: Scoreboard, rows: int) -> Iterator[str]:
    yield f"## Container images of {code(scoreboard.run.organization)}\n"
    yield f"{_standing(scoreboard)}\n"
    if scoreboard.scans:
        yield f"{_vulnerabilities(scoreboard.scans)}\n"
    yield from (f"> {prose(notice)}\n" for notice in scoreboard.notices)
    total = scoreboard.total
    if total.priorities:
        counts = [tuple(str(count) for _, count in total.priorities)]
        yield table(tuple(priority for priority, _ in total.priorities), counts)
    moves = [_move(members) for members in steps(scoreboard.ours)]
    yield from _section("What to do next", _MOVE, moves, min(rows, MOVES))
    yield from _section(
        "Repositories", _REPOSITORY, [_repository(repository) for repository in scoreboard.repositories], rows
    )
    missed = [line for line in scoreboard.ledger if line.outcome in ("skipped", "failed")]
    yield from _section("Could not be audited", _MISSED, [_missed(line) for line in missed], rows)
    waivers = [waiver for waiver in scoreboard.waivers if waiver.status != "active"]
    yield from _section("Waivers to look at", _WAIVER, [_waiver(waiver) for waiver in waivers], rows)


_MOVE = ("#", "priority", "components", "repository", "value, exposure, effort", "why and what")
_REPOSITORY = ("repository", "score", "grade", "in scope", "Dockerfiles")
_MISSED = ("repository", "branch", "outcome", "reason")
_WAIVER = ("rule", "repository", "state", "until", "note")


def _standing(scoreboard: Scoreboard) -> str:
    """Return the one sentence that must be read."""
    total, run = scoreboard.total, scoreboard.run
    score = "No score" if total.score is None else f"**Score {decimal(total.score)} ({total.grade})**"
    found = f"{amount(total.in_scope, 'component')} in scope of {amount(total.dockerfiles, 'Dockerfile')}"
    return f"{score}, coverage {percent(total.coverage)}: {found}. Profile {code(run.profile)}, {code(run.date)}."


def _vulnerabilities(scans: Scans) -> str:
    """Return what scanners' reports say, in one line; a blind scan says nothing, so alone it is no count."""
    total = scans.total
    known = (
        f"{total.scanned:,} of {amount(total.expected, 'component')} in scope scanned, {total.blind:,} perhaps blind"
    )
    if total.scanned <= total.blind:
        return f"Vulnerabilities not known: {known}."
    counts = ", ".join(f"{count.number:,} {count.severity}" for count in total.counts if count.number)
    fixable = sum(count.fixable for count in total.counts)
    return f"Vulnerabilities: {f'{counts}; {fixable:,} fixable' if counts else 'none'}. {known}."


def _section(title: str, headings: tuple[str, ...], rows: list[tuple[str, ...]], limit: int) -> Iterator[str]:
    """Yield a titled table, or nothing where there are no rows; what is beyond the limit is counted."""
    if rows:
        yield f"### {title}\n"
        yield table(headings, rows[:limit])
        if len(rows) > limit:
            yield f"And {len(rows) - limit:,} more.\n"


def _move(members: tuple[Standing, ...]) -> tuple[str, ...]:
    """Return one step: the first component linked, the others counted."""
    lead = members[0]
    more = f" and {len(members) - 1} more" if len(members) > 1 else ""
    return (
        str(lead.rank),
        lead.priority,
        link(code(lead.component.name), lead.place.url) + more,
        code(lead.place.repository),
        f"{lead.value} {lead.exposure} {lead.ranking.step_effort or lead.effort}",
        prose(f"{lead.reason} {lead.next_step}".strip()),
    )


def _repository(summary: Summary) -> tuple[str, ...]:
    grade = summary.grade or DASH
    return code(summary.name), decimal(summary.score), grade, str(summary.in_scope), str(summary.dockerfiles)


def _missed(line: LedgerLine) -> tuple[str, ...]:
    return code(line.repository), code(line.branch) if line.branch else DASH, line.outcome, prose(line.reason)


def _waiver(state: WaiverState) -> tuple[str, ...]:
    waiver = state.waiver
    return code(waiver.rule), code(waiver.repository), state.status, code(waiver.until), prose(state.note)
