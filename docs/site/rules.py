"""Write the page of each rule from its docstring, and the table of all rules."""

from collections.abc import Iterator, Mapping

from audit.compliance import catalogue
from audit.compliance.case.rule import Rule
from audit.policy import shipped_files
from audit.policy.profile import Profile
from audit.policy.yaml import document

PROFILES = ("kubeflow-2020", "current")


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page below docs/rules, the table first."""
    folder = shipped_files.packaged() / "profiles"
    profiles = {name: document.read(folder / f"{name}.yaml", Profile) for name in PROFILES}
    rules = catalogue.every()
    yield "README.md", _table(rules, profiles)
    for rule in rules:
        yield f"{rule.code}.md", _page(rule, profiles)


def _table(rules: tuple[Rule, ...], profiles: Mapping[str, Profile]) -> str:
    head = (
        "# The rules\n\nThe severity decides the weight of a rule in the score: must 10, should 5, may 1. "
        "`info` is shown and never scored.\n\n"
        f"| rule | what it asks | {' | '.join(profiles)} |\n|---|---|{'---|' * len(profiles)}\n"
    )
    rows = (
        f"| [{rule.code}]({rule.code}.md) `{rule.slug}` | {rule.title} | "
        f"{' | '.join(profile.rules.get(rule.code, 'info') for profile in profiles.values())} |\n"
        for rule in rules
    )
    return head + "".join(rows)


def _page(rule: Rule, profiles: Mapping[str, Profile]) -> str:
    severities = ", ".join(f"{profile.rules.get(rule.code, 'info')} in `{name}`" for name, profile in profiles.items())
    sections = (
        ("Why", rule.why),
        ("The guideline says", f"> {rule.guideline}"),
        ("How it is judged", rule.section("Judged:")),
        ("How to fix it", rule.section("Mend:")),
        ("Limits", rule.section("Limits:")),
        ("Bad", f"```{rule.examples}\n{rule.bad.strip()}\n```"),
        ("Good", f"```{rule.examples}\n{rule.good.strip()}\n```"),
    )
    body = "".join(f"\n## {title}\n\n{text}\n" for title, text in sections if text)
    return f"# {rule.code} {rule.slug}: {rule.title}\n\nSeverity: {severities}.\n{body}"
