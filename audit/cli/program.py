"""The command `image-audit`, and what its exit codes mean."""

import importlib
import sys
import traceback
from collections.abc import Sequence

import click

from audit import __version__
from audit.errors import UserError

GATE, USER, NOTHING, INTERNAL = 1, 2, 3, 4
_COMMANDS = ("check", "compare", "rules", "run", "scan")


class _Commands(click.Group):
    """Import a subcommand when it is asked for: `check` must not wait for pandas and git."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the subcommands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a subcommand by its name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"audit.cli.{cmd_name}").command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="image-audit")
def program() -> None:
    """Audit the container images of an organisation: every Dockerfile judged, ranked and shown on one scoreboard.

    Exit codes: 0 done, 1 a gate failed, 2 the input is wrong, 3 nothing could be audited, 4 internal error.
    Every option can also be given as an environment variable, IMAGE_AUDIT_ and its name.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    try:
        given = None if arguments is None else list(arguments)
        code = program.main(args=given, prog_name="image-audit", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = USER
    except UserError as error:
        click.echo(f"image-audit: {error}", err=True)
        code = USER
    except (click.Abort, KeyboardInterrupt):
        click.echo("image-audit: interrupted", err=True)
        code = 130
    except Exception:  # noqa: BLE001 - the last resort turns into an exit code and a report
        click.echo("image-audit: internal error; please report it with the lines below", err=True)
        click.echo(traceback.format_exc(), err=True)
        code = INTERNAL
    sys.exit(code if isinstance(code, int) else 0)
