"""The documentation: generated parts are current, links lead somewhere, commands in it are commands."""

import re
import shlex
import sys
from pathlib import Path

import click
import pytest

from audit.cli.program import program
from tests.packaging.checkout import ROOT, execute

README = (ROOT / "README.md").read_text()
TEXTS = [README, *(path.read_text() for path in sorted((ROOT / "docs").rglob("*.md")))]
MANY = 20  # fewer commands in all pages: the test does not find them any more


def test_the_readme_is_one_page_that_begins_with_the_commands() -> None:
    code = README.partition("```sh\n")[2].partition("```")[0]
    commands = [line.partition("#")[0].strip() for line in code.splitlines()]
    assert commands == ["make scoreboard", "make test", "make scoreboard CONFIG=config/kubeflow.yaml"]
    assert (len(README.encode()) <= 14_000, README.index("```sh") < 50) == (True, True)


def test_generated_parts_are_current() -> None:
    done = execute(sys.executable, "docs/generate.py", "--check", cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_outside_the_site_lead_to_files_and_headings(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", (ROOT / name).read_text()):
        path, _, anchor = target.partition("#")
        titles = re.findall(r"^#+ (.+)$", (ROOT / path).read_text(errors="replace"), re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}
        assert not anchor or anchor in anchors, target


def test_the_tests_that_a_page_names_are_there() -> None:
    named = {name for text in TEXTS for name in re.findall(r"`((?:\w+/)+test_\w+\.py)`", text)}
    assert {name for name in named if not (ROOT / "tests" / name.removeprefix("tests/")).exists()} == set()


def unknown(line: str) -> set[str]:
    """Return the options of a command line that its command does not have."""
    context, words = click.Context(program, info_name="image-audit"), shlex.split(line, comments=True)[1:]
    known: set[str] = {"--help"}
    while words and isinstance(context.command, click.Group):
        known |= {option for parameter in context.command.params for option in parameter.opts}
        inner = next((word for word in words if context.command.get_command(context, word)), "")
        if not inner:
            break
        command = context.command.get_command(context, inner)
        assert command is not None
        context = click.Context(command, info_name=inner, parent=context)
        words.remove(inner)
    known |= {option for parameter in context.command.params for option in parameter.opts}
    return {word.partition("=")[0] for word in words if word.startswith("--")} - known


def test_every_command_in_a_page_has_the_options_of_the_program() -> None:
    blocks = [block for text in TEXTS for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)]
    lines = [line for block in blocks for line in re.findall(r"^image-audit [^&|>\n]*", block, re.MULTILINE)]
    assert (len(lines) > MANY, {line: unknown(line) for line in lines if unknown(line)}) == (True, {})


@pytest.mark.parametrize(
    ("text", "built"),
    [("", True), ("[page](none.md)", False), ("[heading](index.md#none)", False), ("![picture](none.png)", False)],
)
def test_the_settings_of_the_site_make_a_dead_link_fail(text: str, built: bool, tmp_path: Path) -> None:  # noqa: FBT001
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(f"# Start\n\n{text}\n")
    head, _, _ = (ROOT / "mkdocs.yml").read_text().partition("\nnav:")
    (tmp_path / "mkdocs.yml").write_text(head)
    words = ("-m", "mkdocs", "build", "--strict")
    done = execute(sys.executable, *words, cwd=tmp_path, NO_MKDOCS_2_WARNING="1")
    assert (done.returncode == 0) == built, done.stderr
