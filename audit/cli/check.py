"""`image-audit check`: judge a working tree or single Dockerfiles, in a moment."""

from pathlib import Path

import click

from audit import __version__, facts
from audit.cli.options import as_of, fail_under, option, profile
from audit.cli.program import GATE, NOTHING
from audit.compliance import catalogue
from audit.compliance.judge import Gathered, judge
from audit.facts import Surveyed
from audit.model.repository import Local, Repository
from audit.model.scoreboard import Run, Scoreboard
from audit.policy.organization import Organization
from audit.policy.policy import Policy, assemble
from audit.sources.working_tree import WorkingTree, root_of
from reports import record, terminal


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH...")
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the findings are shown.",
)
@profile
@as_of
@fail_under
def command(paths: tuple[Path, ...], form: str, profile: str, date: str, fail_under: float | None) -> None:
    """Judge working trees and Dockerfiles as they lie on disk.

    A folder is searched for Dockerfiles; a file is taken for one whatever its name.

    \b
    Examples:
      image-audit check .
      image-audit check cmd/manager/Dockerfile --profile current --fail-under 80
    """  # noqa: D301 - click wants the control character
    policy = assemble(Organization("check"), profile, None)
    catalogue.refuse_unknown(policy.profile)
    board = _checked(paths, policy, date)
    click.echo(record.render(board), nl=False) if form == "json" else terminal.findings(board)
    code = _code(board, fail_under)
    if code:
        click.get_current_context().exit(code)


def _checked(paths: tuple[Path, ...], policy: Policy, date: str) -> Scoreboard:
    """Judge all paths at once: one scoreboard, whatever work trees they lie in."""
    places: dict[Path, list[Path]] = {}
    for path in paths:
        # where a link leads decides which work tree a file belongs to
        place = path.resolve()
        places.setdefault(root_of(place), []).append(place)
    surveys = [_surveyed(root, inside, policy) for root, inside in sorted(places.items())]
    gathered = Gathered(
        tuple(repository for repository, _ in surveys),
        tuple(each for _, (facts, _) in surveys for each in facts),
        tuple(each for _, (_, skipped) in surveys for each in skipped),
    )
    what = Run(policy.organization.name, date, __version__, catalogue.VERSION, policy.profile.name, policy.digest)
    return judge(gathered, policy, what)


def _surveyed(root: Path, places: list[Path], policy: Policy) -> tuple[Repository, Surveyed]:
    tree = WorkingTree(root)
    chosen: set[str] = set()
    for place in places:
        inner = place.relative_to(root).as_posix()
        chosen.update([inner] if place.is_file() else tree.below("" if inner == "." else inner))
    repository = Repository(
        name=tree.snapshots[0].repository,
        origin=Local(str(root)),
        branches=(),
        status="active",
        reason="",
        working_group="",
        web="",
    )
    return repository, facts.gather(tree, policy.signals, frozenset(chosen)) if chosen else ((), ())


def _code(board: Scoreboard, under: float | None) -> int:
    scores = [each.score for each in board.standings]
    if not scores:
        click.echo("image-audit: no Dockerfile could be read", err=True)
        return NOTHING
    if under is not None and any(score is not None and score < under for score in scores):
        click.echo(f"image-audit: gate failed: a score is under {under:g}", err=True)
        return GATE
    return 0
