"""`image-audit rules`: the catalogue, or one rule's page."""

import click

from audit.compliance import catalogue
from audit.errors import UserError
from reports import terminal


@click.command()
@click.argument("code", required=False, metavar="[CODE]")
def command(code: str | None) -> None:
    """Show the rules, or explain one: image-audit rules KF401."""
    rules = catalogue.every()
    if code is None:
        terminal.catalogue([(rule.code, rule.slug, rule.title) for rule in rules])
        return
    chosen = next((rule for rule in rules if code.lower() in (rule.code.lower(), rule.slug)), None)
    if chosen is None:
        raise UserError(f"no rule {code!r}; expected one of {', '.join(rule.code for rule in rules)}")
    terminal.explanation(
        f"{chosen.code} {chosen.slug}: {chosen.title}",
        (
            ("Why", chosen.why),
            ("The guideline says", chosen.guideline),
            ("How it is judged", chosen.section("Judged:")),
            ("How to mend it", chosen.section("Mend:")),
            ("Limits", chosen.section("Limits:")),
            ("Bad", chosen.bad),
            ("Good", chosen.good),
        ),
    )
