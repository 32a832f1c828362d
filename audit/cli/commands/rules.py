"""List the rules, or explain one (`image-audit rules`)."""

from collections.abc import Iterator

import click

from audit.cli.options import completers
from audit.compliance import catalogue
from audit.compliance.case.rule import Rule
from audit.errors import UserError
from audit.policy import shipped_files
from audit.policy.profile import Profile
from audit.policy.yaml import document
from reports.console import terminal
from reports.console.rule_page import Section

_VERDICTS = (
    "The verdict is pass, partial (it counts in part), fail, not-applicable (the rule asks nothing of this "
    "Dockerfile) or unknown (something could not be read; it counts neither way and lowers the coverage)."
)
_WAIVING = """\
Write it down with its reason and an end date, in the Dockerfile itself or in the organisation's `waivers:` file. \
A waived finding is shown and leaves the score; after the last day it counts again."""


@click.command()
@click.argument("code", required=False, metavar="[CODE]", shell_complete=completers.rules)
def command(code: str | None) -> None:
    """List the rules, or explain one by its code or name.

    \b
    Examples:
      image-audit rules
      image-audit rules KF401
      image-audit rules distroless-runtime
    """  # noqa: D301 - click wants the control character
    rules = catalogue.every()
    if code is None:
        terminal.catalogue([(rule.code, rule.slug, rule.title) for rule in rules])
        return
    chosen = next((rule for rule in rules if code.lower() in (rule.code.lower(), rule.slug)), None)
    if chosen is None:
        raise UserError(f"no rule {code!r}; expected one of {', '.join(rule.code for rule in rules)}")
    terminal.rule_page(f"{chosen.code} {chosen.slug}: {chosen.title}", _sections(chosen))


def _sections(rule: Rule) -> Iterator[Section]:
    """Yield the sections of a rule's page: why, bad and good examples, the fix, how it is judged, waivers."""
    yield Section("Why", rule.why)
    yield Section("The guideline says", rule.guideline)
    yield Section("Bad", rule.bad, verbatim=True)
    yield Section("Good", rule.good, verbatim=True)
    yield Section("Mend", _sentence(rule.section("Mend:")))
    yield Section("Verdicts", f"{_sentence(rule.section('Judged:'))}\n\n{_VERDICTS}")
    yield Section("Limits", _sentence(rule.section("Limits:")))
    yield Section("Severity", "\n".join(_severities(rule)), verbatim=True)
    yield Section("Waiving", _WAIVING)
    yield Section("In the Dockerfile", _inline(rule), verbatim=True)
    yield Section("In the waivers file", _entry(rule), verbatim=True)
    yield Section("See also", f"image-audit check --help; docs/rules/{rule.code}.md")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _severities(rule: Rule) -> Iterator[str]:
    """Yield a line for each shipped profile with its severity of the rule."""
    for name, path in shipped_files.profiles().items():
        severity = document.read(path, Profile).rules.get(rule.code, "info")
        yield f"{name:<14} {severity}{' (shown, never scored)' if severity == 'info' else ''}"


def _inline(rule: Rule) -> str:
    return f"# image-audit ignore={rule.code} REASON until=YYYY-MM-DD"


def _entry(rule: Rule) -> str:
    return f"""\
waivers:
  - rule: {rule.code}
    repository: OWNER/NAME
    path: Dockerfile
    reason: REASON
    owner: WHO ANSWERS FOR IT
    until: YYYY-MM-DD
"""
