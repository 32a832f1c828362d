"""Write workflow commands with which GitHub shows findings on the lines of a change."""

from collections.abc import Iterator

from audit.model.finding import Finding
from audit.model.scoreboard import Scoreboard, Standing
from reports.code_scanning.finding_location import locate
from reports.text.visible import prose, visible
from reports.text.wording import with_verdict

_COMMANDS = {"must": "error", "should": "warning", "may": "notice", "info": "notice"}
_LOWER = {"error": "warning", "warning": "notice", "notice": "notice"}
_ORDER = ("error", "warning", "notice")


def render(scoreboard: Scoreboard) -> str:
    """Return one command a line, the gravest first: GitHub shows but the first ten of a kind."""
    found = [command for standing in scoreboard.standings for command in _commands(standing)]
    ordered = sorted(found, key=lambda each: _ORDER.index(each[0]))
    missed = (
        _command("warning", {"file": skip.path, "title": "skipped"}, skip.reason)
        for skip in scoreboard.skipped
        if skip.path
    )
    return "".join(f"{line}\n" for line in (*(text for _, text in ordered), *missed))


def _commands(standing: Standing) -> Iterator[tuple[str, str]]:
    for finding in with_verdict(standing.findings, "fail", "partial", "unknown"):
        if finding.waiver is None:
            kind = _kind(finding)
            yield kind, _annotation(kind, standing, finding)


def _kind(finding: Finding) -> str:
    kind = _COMMANDS[finding.severity]
    return {"fail": kind, "partial": _LOWER[kind]}.get(finding.verdict.result, "notice")


def _annotation(kind: str, standing: Standing, finding: Finding) -> str:
    where = locate(standing, finding)
    said = "\n".join(filter(None, (finding.verdict.message, finding.verdict.next_step)))
    place = {"file": where.path, "line": str(where.line or 1), "title": f"{finding.rule} {finding.slug}"}
    return _command(kind, place, said)


def _command(kind: str, properties: dict[str, str], message: str) -> str:
    """Return a workflow command; what could end it or begin another is escaped as the runner wants it."""
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{kind} {given}::{_data(prose(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
