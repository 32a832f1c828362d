"""Hold commands that a Dockerfile's RUN instructions execute, and those of them that build."""

from dataclasses import dataclass

from audit.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Command:
    """Hold one command that RUN runs, itself or through a make target or script (then `trail` is where).

    Words have quotes off and known variables expanded; `piped_from`: it reads another command's output; `captured`: it
    runs within `$(...)`, its own output becomes text of another command.
    """

    stage: int
    line: int
    text: str
    words: tuple[str, ...]
    piped_from: bool = False
    trail: tuple[Evidence, ...] = ()
    captured: bool = False

    @property
    def program(self) -> str:
        """Return the last part of the program's path."""
        return self.words[0].rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class BuildCommand:
    """Hold one command that compiles or installs the component's code or its dependencies.

    `tool` is what runs (`go build`, `npm ci`, `make`); `language` is its language or `?` where the command hides
    it (a make target, a script), with the reason in `unread`; `environment` holds the variables in effect; `trail`
    is where the command is written when it is not in the Dockerfile itself.
    """

    stage: int
    language: str
    tool: str
    line: int
    text: str
    words: tuple[str, ...]
    folder: str
    environment: tuple[tuple[str, str], ...] = ()
    trail: tuple[Evidence, ...] = ()
    unread: str = ""

    def variable(self, name: str) -> str | None:
        """Return the variable's value in effect, or None when nothing sets it."""
        return next((value for key, value in self.environment if key == name), None)
