"""Write what the documentation says of rules and commands from the code itself; with --check only compare.

usage: python docs/generate.py [--check]
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from audit.cli.audit_run import trees  # noqa: E402 - the checkout is found first
from audit.cli.program import program  # noqa: E402
from audit.compliance import catalogue  # noqa: E402
from audit.compliance.case.rule import Rule  # noqa: E402
from audit.library.analysis.campaign import STEPS  # noqa: E402
from audit.library.analysis.forecast import ENDS  # noqa: E402
from audit.library.analysis.scenario_diff import CHANGES, NOTES  # noqa: E402
from audit.library.frames.components import COMPONENTS  # noqa: E402
from audit.library.frames.findings import FINDINGS  # noqa: E402
from audit.library.frames.repositories import REPOSITORIES  # noqa: E402
from audit.library.frames.runs import RUNS  # noqa: E402
from audit.library.frames.schema import Column, Form, Shape  # noqa: E402
from audit.policy import shipped_files  # noqa: E402
from audit.policy.organization.organization import Organization  # noqa: E402
from audit.policy.policy import assemble  # noqa: E402
from audit.policy.profile import Profile  # noqa: E402
from audit.policy.yaml import document  # noqa: E402
from reports.text.wording import codes  # noqa: E402

PROFILES = ("kubeflow-2020", "current")
FRAMES: tuple[Shape[Any], ...] = (RUNS, REPOSITORIES, COMPONENTS, FINDINGS, CHANGES, NOTES, STEPS, ENDS)
TYPES: Mapping[Form, str] = {
    "text": "string", "word": "category", "flag": "boolean", "count": "Int64", "number": "float64",
    "day": "datetime64[s]",
}  # fmt: skip


def main() -> int:
    """Write or compare every generated text; return 1 when one is not current."""
    wanted = dict(_texts())
    stale = [path for path, text in wanted.items() if _read(path) != text]
    gone = [path for path in (ROOT / "docs" / "rules").glob("*.md") if path not in wanted]
    if "--check" in sys.argv[1:]:
        for path in (*stale, *gone):
            click.echo(f"{path.relative_to(ROOT)} is not current; run `make docs`", err=True)
        return 1 if stale or gone else 0
    for path in gone:
        path.unlink()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
    return 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _texts() -> Iterator[tuple[Path, str]]:
    profiles = {
        name: document.read(shipped_files.packaged() / "profiles" / f"{name}.yaml", Profile) for name in PROFILES
    }
    rules = catalogue.every()
    readme = ROOT / "README.md"
    text = _between(_read(readme), "rules", _table(rules, profiles))
    text = _between(text, "own image", _own_image())
    yield readme, _between(text, "help", _help())
    yield ROOT / "docs" / "rules" / "README.md", f"# The rules\n\n{_table(rules, profiles, '')}"
    library = ROOT / "docs" / "library.md"
    yield library, _between(_read(library), "columns", "".join(_columns(each) for each in FRAMES))
    for rule in rules:
        yield ROOT / "docs" / "rules" / f"{rule.code}.md", _page(rule, profiles)


def _own_image() -> str:
    """Return what `check` says of our own Dockerfile, on the day when the facts it is judged by were last reviewed."""
    rows = []
    for name in PROFILES:
        policy = assemble(Organization("check"), name, None)
        when = max(source.reviewed for source in policy.lifecycle.sources.values())
        found = trees.of([ROOT / "Dockerfile"])
        board = trees.judged((tree.survey(policy.signals) for tree in found), policy, when.isoformat())
        (standing,) = board.standings
        fails = codes(standing, "fail", "partial")
        waived = "; ".join(
            f"{each.rule} waived until {each.waiver.until}: {each.waiver.reason.rstrip('.')}"
            for each in standing.findings
            if each.waiver
        )
        rows.append(f"| `{name}` | {standing.score:.0f} | {standing.grade} | {fails} | {waived} |\n")
    return f"| profile | score | grade | fails | waived |\n|---|---|---|---|---|\n{''.join(rows)}"


def _columns(shape: Shape[Any]) -> str:
    """Return a frame's columns as a table."""
    key = ", ".join(f"`{each}`" for each in shape.key)
    head = f"### `{shape.name}`\n\nA row is {shape.row}. Key: {key}.\n\n| column | type | unit | meaning |\n"
    head += "|---|---|---|---|\n"
    first = "| `run` | Int64 | number, from 0 | the run, oldest first |\n" if "run" in shape.key else ""
    return head + first + "".join(_column(each) for each in shape.columns) + "\n"


def _column(column: Column[Any]) -> str:
    order = f" in the order {', '.join(column.order)}" if column.order else ""
    return f"| `{column.name}` | {TYPES[column.form]}{order} | {column.unit} | {column.meaning} |\n"


def _between(text: str, name: str, inner: str) -> str:
    """Replace what stands between the markers of a name."""
    begin, end = f"<!-- {name}: generated by make docs -->", f"<!-- end of {name} -->"
    head, found, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"README.md or docs/library.md lacks the markers {begin} and {end}")
    return f"{head}{begin}\n\n{inner}\n{end}{tail}"


def _table(rules: tuple[Rule, ...], profiles: Mapping[str, Profile], folder: str = "docs/rules/") -> str:
    head = f"| rule | what it asks | {' | '.join(profiles)} |\n|---|---|{'---|' * len(profiles)}\n"
    rows = (
        f"| [{rule.code}]({folder}{rule.code}.md) `{rule.slug}` | {rule.title} | "
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
        ("How to mend it", rule.section("Mend:")),
        ("Limits", rule.section("Limits:")),
        ("Bad", f"```{rule.examples}\n{rule.bad.strip()}\n```"),
        ("Good", f"```{rule.examples}\n{rule.good.strip()}\n```"),
    )
    body = "".join(f"\n## {title}\n\n{text}\n" for title, text in sections if text)
    return f"# {rule.code} {rule.slug}: {rule.title}\n\nSeverity: {severities}.\n{body}"


def _help() -> str:
    """Return the help of every command as a terminal of 100 columns shows it."""
    context = click.Context(program, info_name="image-audit", max_content_width=100, terminal_width=100)
    texts = _helps(program, context)
    return "".join(f"```text\n{text.rstrip()}\n```\n\n" for text in texts).rstrip() + "\n"


def _helps(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield a command's help, then those of its subcommands."""
    yield command.get_help(context)
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        if inner is not None:
            below = click.Context(inner, info_name=name, parent=context, max_content_width=100, terminal_width=100)
            yield from _helps(inner, below)


if __name__ == "__main__":
    sys.exit(main())
