"""Write the reference of the command line from the help of each click command."""

from collections.abc import Iterator

import click

from audit.cli.program import program

COLUMNS = 100
HEAD = """# Command line

Every option can also be given as an environment variable: `IMAGE_AUDIT_` and the option's name. Exit codes: 0 done,
1 a gate failed (`--fail-under`, `--fail-on`, `--min-coverage`), 2 the input is wrong, 3 nothing could be audited,
4 internal error, 130 interrupted. [Running it every night](../operations.md#exit-codes) has what to do for each code.
"""


def page() -> str:
    """Return the help of every command, as a terminal of 100 columns shows it, below a heading each."""
    context = click.Context(program, info_name="image-audit", max_content_width=COLUMNS, terminal_width=COLUMNS)
    return HEAD + "".join(_sections(program, context))


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"\n## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        if inner is not None:
            below = click.Context(
                inner, info_name=name, parent=context, max_content_width=COLUMNS, terminal_width=COLUMNS
            )
            yield from _sections(inner, below)
