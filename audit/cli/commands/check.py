"""Judge a working tree or single Dockerfiles (`image-audit check`)."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from audit.cli.audit_run import trees
from audit.cli.audit_run.trees import Tree
from audit.cli.options.exit_codes import GATE, NOTHING
from audit.cli.options.options import as_of, fail_under, option, profile
from audit.compliance import catalogue
from audit.errors import UserError
from audit.model.finding import Finding
from audit.model.scoreboard import Scoreboard
from audit.policy.organization.organization import Organization
from audit.policy.policy import Policy, assemble
from reports import record
from reports.code_scanning import annotation, sarif
from reports.console import terminal
from reports.console.findings_text import Lines

_SEVERITIES = ("must", "should", "may")
_REGRESSION = "regression"
_FORMATS = {"json": record.render, "sarif": sarif.checked, "github": annotation.render}


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH...")
@option(
    "--format",
    "form",
    type=click.Choice(["text", *_FORMATS]),
    default="text",
    show_default=True,
    help="How the findings are shown; `github` annotates the lines of a pull request.",
)
@option(
    "--base",
    default="",
    metavar="REF",
    help="Show only what is worse than where HEAD parted from this branch or commit; moved files are followed.",
)
@profile
@as_of
@fail_under
@click.option(
    "--fail-on",
    type=click.Choice([*_SEVERITIES, _REGRESSION]),
    envvar="IMAGE_AUDIT_CHECK_FAIL_ON",  # that of `run` names priorities
    show_envvar=True,
    help="Leave with exit code 1 when a finding that is shown, failed or partial, has this severity or a graver "
    "one; `regression`: when --base shows one of any.",
)
def command(**given: object) -> None:
    """Judge working trees and Dockerfiles as they lie on disk.

    A folder is searched for Dockerfiles; a file is taken for one whatever its name.

    \b
    Examples:
      image-audit check .
      image-audit check cmd/manager/Dockerfile --profile current --fail-under 80
      image-audit check . --base origin/main --fail-on regression --format github
    """  # noqa: D301 - click wants the control character
    code = _check(_Options(**given))  # type: ignore[arg-type]  # click has checked the types
    if code:
        click.get_current_context().exit(code)


@dataclass(frozen=True, slots=True)
class _Options:
    """Hold the command line's values as click checked them."""

    paths: tuple[Path, ...]
    form: str
    base: str
    profile: str
    date: str
    fail_under: float | None
    fail_on: str | None


def _check(options: _Options) -> int:
    if options.fail_on == _REGRESSION and not options.base:
        raise UserError("--fail-on regression needs --base REF: worse than what?")
    policy = assemble(Organization("check"), options.profile, None)
    catalogue.refuse_unknown(policy.profile)
    found = trees.work_trees(options.paths)
    board = trees.judge_trees((tree.survey(policy.signals) for tree in found), policy, options.date)
    shown = _worse(board, found, options.base, policy) if options.base else board
    if options.form == "text":
        terminal.findings(shown, _lines(found, shown), options.base)
    else:
        click.echo(_FORMATS[options.form](shown), nl=False)
    return _code(board, options.fail_under) or (_failed(shown, options.fail_on) if options.fail_on else 0)


def _worse(board: Scoreboard, found: tuple[Tree, ...], name: str, policy: Policy) -> Scoreboard:
    # git is a heavy import that a check without a base does not wait for
    shown, notes = importlib.import_module("audit.cli.audit_run.check_base").worse(board, found, name, policy)
    for note in notes:
        click.echo(f"image-audit: {note}", err=True)
    assert isinstance(shown, Scoreboard)  # noqa: S101 - tells the type checker
    return shown


def _lines(found: tuple[Tree, ...], board: Scoreboard) -> Lines:
    """Return repository and path -> lines, of the files that findings refer to."""
    wanted: dict[str, set[str]] = {}
    for standing in board.standings:
        paths = (evidence.path for finding in standing.findings for evidence in finding.verdict.evidence)
        wanted.setdefault(standing.place.repository, {standing.component.dockerfile.path}).update(paths)
    return {
        (tree.repository.name, path): tuple(text.decode("utf-8", "replace").splitlines())
        for tree in found
        for path, text in tree.files.read(wanted.get(tree.repository.name, ())).items()
        if isinstance(text, bytes)
    }


def _code(board: Scoreboard, under: float | None) -> int:
    scores = [standing.score for standing in board.standings]
    if not scores:
        click.echo("image-audit: no Dockerfile could be read", err=True)
        return NOTHING
    if under is not None and any(score is not None and score < under for score in scores):
        click.echo(f"image-audit: gate failed: a score is under {under:g}", err=True)
        return GATE
    return 0


def _failed(shown: Scoreboard, on: str) -> int:
    """Return the exit code of the gate --fail-on, and print the rules that failed it."""
    grave = _SEVERITIES if on == _REGRESSION else _SEVERITIES[: _SEVERITIES.index(on) + 1]
    met = sorted({finding.rule for finding in _open(shown) if finding.severity in grave})
    if met:
        click.echo(f"image-audit: gate failed: {', '.join(met)}", err=True)
    return GATE if met else 0


def _open(shown: Scoreboard) -> Iterator[Finding]:
    """Yield failed and partial findings without a waiver."""
    for standing in shown.standings:
        for finding in standing.findings:
            if finding.verdict.result in ("fail", "partial") and not finding.waiver:
                yield finding
