"""Render findings for the terminal: location, message, source line, next step."""

from collections.abc import Iterator, Mapping

from rich.text import Text

from audit.model.finding import Finding
from audit.model.scoreboard import Scoreboard, Standing
from reports.code_scanning.finding_location import FindingLocation, locate
from reports.text.visible import visible

Lines = Mapping[tuple[str, str], tuple[str, ...]]
_MARKS = {"pass": ("✓", "green"), "partial": ("~", "yellow"), "fail": ("✗", "red"), "unknown": ("?", "cyan")}
_WIDEST = 200


def render(scoreboard: Scoreboard, lines: Lines) -> Iterator[Text]:
    """Yield each Dockerfile's findings, what passes in one line; `lines` holds files by repository and path."""
    for each in sorted(scoreboard.standings, key=lambda standing: standing.component.dockerfile.label):
        yield _heading(each)
        for finding in each.findings:
            if finding.verdict.result not in ("pass", "not-applicable") and not finding.waiver:
                yield from _finding(each, finding, lines)
        yield from _rest(each)
    for skipped in scoreboard.skipped:
        yield Text(visible(f"{skipped.path}: {skipped.reason}"), style="cyan")


def _heading(standing: Standing) -> Text:
    component = standing.component
    score = "–" if standing.score is None else f"{standing.score:.0f} {standing.grade}"
    built = f"{component.language.value} {component.kind.value}"
    base = f"base {standing.runtime.image.text} ({standing.runtime.tier})"
    return Text(visible(f"{component.dockerfile.label}: {score}  {built}, {base}"), style="bold")


def _finding(standing: Standing, finding: Finding, lines: Lines) -> Iterator[Text]:
    mark, colour = _MARKS[finding.verdict.result]
    where = locate(standing, finding)
    place = f"{where.path}:{where.line}" if where.line else where.path
    yield Text(f"  {mark} {finding.rule} {visible(place)}: {visible(finding.verdict.message)}", style=colour)
    read = _line(lines.get((standing.place.repository, where.path), ()), where)
    if read:
        yield Text(f"      {where.line} | {visible(read)[:_WIDEST]}", style="dim")
    else:
        for evidence in finding.verdict.evidence[:1]:
            yield Text(f"      {visible(evidence.text)[:_WIDEST]}", style="dim")
    if finding.verdict.next_step:
        yield Text(f"      → {visible(finding.verdict.next_step)}")


def _line(lines: tuple[str, ...], where: FindingLocation) -> str:
    """Return the line itself, or an empty text where it is not known."""
    return lines[where.line - 1].strip() if where.line and where.line <= len(lines) else ""


def _rest(standing: Standing) -> Iterator[Text]:
    """Yield what was accepted, and what passes."""
    for finding in standing.findings:
        if finding.waiver:
            text = f"  – {finding.rule} waived until {finding.waiver.until}: {visible(finding.waiver.reason)}"
            yield Text(text, style="dim")
    passed = [finding.rule for finding in standing.findings if finding.verdict.result == "pass"]
    if passed:
        yield Text(f"  ✓ {' '.join(passed)}", style="green")
