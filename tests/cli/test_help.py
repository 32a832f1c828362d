"""Every command has its help, with examples that are right."""

import inspect
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from audit.cli.program import program

ROOT = click.Context(program, info_name="image-audit")
NAMES = program.list_commands(ROOT)


def command(name: str) -> click.Command:
    """Return a subcommand."""
    found = program.get_command(ROOT, name)
    assert found is not None
    return found


def examples(name: str) -> Iterator[list[str]]:
    """Yield the words of each example that a command's help shows, as a shell would hand them over."""
    _, _, rest = inspect.cleandoc(command(name).help or "").partition("Examples:\n")
    for line in rest.splitlines():
        yield shlex.split(line.partition(" > ")[0])


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_one_that_the_command_takes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for each in ("before.json", "after.json", "cmd/manager/Dockerfile"):
        Path(each).parent.mkdir(parents=True, exist_ok=True)
        Path(each).touch()
    shown = list(examples(name))
    assert {words[0] for words in shown} == {"image-audit"}
    # one command may show what comes before it
    assert name in {words[1] for words in shown}
    for words in shown:
        command(words[1]).make_context(words[1], words[2:], parent=ROOT)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_explained(name: str) -> None:
    options = [each for each in command(name).params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help] == []
