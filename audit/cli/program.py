"""Run the command `image-audit`, and turn errors into messages and exit codes."""

import errno
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

import click

from audit import __version__
from audit.cli.logging.log_output import Log
from audit.cli.options.exit_codes import INTERNAL, INTERRUPTED, USER
from audit.errors import UserError

_COMMANDS = ("check", "compare", "completion", "diff", "history", "rules", "run", "scan")


class _Commands(click.Group):
    """Import a subcommand when it is asked for: `check` must not wait for pandas and git."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the subcommands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a subcommand by its name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"audit.cli.commands.{cmd_name}").command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="image-audit")
def program() -> None:
    """Audit the container images of an organisation: every Dockerfile judged, ranked and shown on one scoreboard.

    Exit codes: 0 done, 1 a gate failed, 2 the input is wrong, 3 nothing could be audited, 4 internal error.
    Every option can also be given as an environment variable, IMAGE_AUDIT_ and its name.

    \b
    Examples:
      image-audit run --config sample
      image-audit check . --base origin/main
      image-audit rules KF401
    """  # noqa: D301 - click wants the control character


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    log = Log()
    try:
        given = None if arguments is None else list(arguments)
        code = program.main(args=given, prog_name="image-audit", standalone_mode=False, obj=log)
    except click.ClickException as error:
        _refuse(error, log)
        code = USER
    except UserError as error:
        log.message("error", "wrong-input", str(error))
        code = USER
    except (click.Abort, KeyboardInterrupt):
        log.message("error", "interrupted", "interrupted")
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort turns into an exit code and a report
        code = _unforeseen(error, log)
    sys.exit(code if isinstance(code, int) else 0)


def _refuse(error: click.ClickException, log: Log) -> None:
    if log.structured:
        log.message("error", "wrong-input", error.format_message())
    else:
        error.show()


def _unforeseen(error: Exception, log: Log) -> int:
    """Report a full disk in one line, and any other error with its trace; return the exit code."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        log.message("error", "no-room", f"cannot write: {os.strerror(error.errno)}")
        # or Python prints the rest when it ends, and fails with a message of its own
        with suppress(OSError):
            sys.stdout.close()
        return USER
    _report("".join(traceback.format_exception(error)), log)
    return INTERNAL


def _report(trace: str, log: Log) -> None:
    if log.structured:
        log.message("error", "internal-error", "internal error; please report it with its trace", trace=trace)
    else:
        log.message("error", "internal-error", "internal error; please report it with the lines below")
        log.line(trace)
