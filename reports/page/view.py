"""Prepare the content of all sections: numbers in words, lists in order."""

from dataclasses import dataclass

from audit.model.scoreboard import Method, Run, Scoreboard
from reports.page.sections import ledger, next_steps, overrides, releases, rules, totals, vulnerabilities, waivers
from reports.page.sections.ledger import Ledger
from reports.page.sections.next_steps import ComponentRow, NextStep
from reports.page.sections.releases import Releases
from reports.page.sections.rules import RuleRow
from reports.page.sections.totals import Total
from reports.page.sections.vulnerabilities import VulnerabilitySection
from reports.page.sections.waivers import Waivers
from reports.text.visible import prose
from reports.text.wording import amount

_LETTERS = (
    "Value is what the move takes out of the image (H, M, L), exposure who runs it (A every installation, B by choice, "
    "C only published), effort what it needs (S the last FROM, M some lines, L more than lines)."
)
_RULE_BOOK = "#method"


@dataclass(frozen=True, slots=True)
class View:
    """Hold the page's content, section by section."""

    run: Run
    total: Total
    groups: tuple[Total, ...]
    repositories: tuple[Total, ...]
    next_moves: tuple[NextStep, ...]
    components: tuple[ComponentRow, ...]
    in_scope: str
    everything: str
    rules: tuple[RuleRow, ...]
    deployed: Releases
    vulnerabilities: VulnerabilitySection | None
    ledger: Ledger
    waivers: Waivers
    overrides: tuple[overrides.OverrideRow, ...]
    notices: tuple[str, ...]
    method: tuple[Method, ...]
    letters: str
    rule_book: str


def build(scoreboard: Scoreboard) -> View:
    """Return the page's content."""
    in_scope = tuple(standing for standing in scoreboard.standings if standing.in_scope)
    return View(
        run=scoreboard.run,
        total=totals.total(scoreboard.total, scoreboard.ours),
        groups=totals.by_group(scoreboard.groups, scoreboard.ours),
        repositories=totals.by_repository(scoreboard.repositories, scoreboard.standings),
        next_moves=next_steps.first(tuple(standing for standing in scoreboard.ours if standing.in_scope)),
        components=tuple(next_steps.component_row(standing) for standing in in_scope),
        in_scope=amount(len(in_scope), "component"),
        everything=amount(len(scoreboard.standings), "Dockerfile"),
        rules=rules.build(scoreboard),
        deployed=releases.build(scoreboard),
        vulnerabilities=vulnerabilities.build(scoreboard),
        ledger=ledger.build(scoreboard),
        waivers=waivers.build(scoreboard),
        overrides=overrides.build(scoreboard),
        notices=tuple(prose(notice) for notice in scoreboard.notices),
        method=scoreboard.method,
        letters=_LETTERS,
        rule_book=_RULE_BOOK,
    )
