"""Print completion scripts for shells (`image-audit completion`)."""

import click
from click.shell_completion import get_completion_class

_VARIABLE = "_IMAGE_AUDIT_COMPLETE"  # the variable that click reads, made from the command's name
_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Print the script that lets SHELL complete commands, options, rules, profiles and repositories.

    \b
    Examples:
      image-audit completion bash > ~/.local/share/bash-completion/completions/image-audit
      image-audit completion zsh > "${fpath[1]}/_image-audit"
      image-audit completion fish > ~/.config/fish/completions/image-audit.fish
    """  # noqa: D301 - click wants the control character
    found = get_completion_class(shell)
    assert found is not None  # noqa: S101 - click knows the three
    root = click.get_current_context().find_root().command
    click.echo(found(root, {}, "image-audit", _VARIABLE).source(), nl=False)
