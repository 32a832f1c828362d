"""Hold the shell texts behind commands: scripts of the repository and the lines of recipes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.dockerfile.makefile.recipes import RecipeLine
from audit.dockerfile.shell import interpreter
from audit.dockerfile.shell.interpreter import Running
from audit.model.evidence import Evidence

SCRIPT_ENDINGS = (".sh", ".bash")


@dataclass(frozen=True, slots=True)
class Hidden:
    """Hold a command whose inside could not be read, and why."""

    command: Running
    reason: str


@dataclass(frozen=True, slots=True)
class ShellText:
    """Hold shell text that a command runs, and the state at its start; the end of the trail is where the text is.

    `arguments` are those of a script, None for a line of a recipe.
    """

    text: str
    at: Running
    arguments: tuple[str, ...] | None = None

    def commands(self) -> Iterator[Running]:
        """Yield the commands of the text; those of a script carry their own line as evidence."""
        *outer, place = self.at.trail
        for line, found in interpreter.numbered(self.text, self.at):
            own = Evidence(place.path, line, found.text)
            yield found if self.arguments is None else replace(found, trail=(*outer, own))


def of_script(path: str, text: str, command: Running, words: tuple[str, ...]) -> ShellText:
    """Return a script as the command runs it with these words."""
    here = Evidence(path, 1, " ".join(words))
    return ShellText(text, replace(command, trail=(*command.trail, here)), words[1:])


def of_recipe(line: RecipeLine, command: Running) -> ShellText:
    """Return a line of a recipe as the command, a call of make, runs it."""
    here = Evidence(line.path, line.line, " ".join(line.shell.split()))
    return ShellText(line.shell, replace(command, environment=line.environment, trail=(*command.trail, here)))
