"""What a command says on standard error: sentences for people, or with `--log-format json` a line for machines."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import click

from audit.sources.github import token
from reports.telemetry import log
from reports.telemetry.log import Field

Level = Literal["info", "warning", "error"]


def now() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Voice:
    """Say what happens, in the one form that the command line asked for; a token of the environment is blanked out."""

    form: Literal["text", "json"] = "text"
    now: Callable[[], datetime] = now

    @property
    def structured(self) -> bool:
        """Tell whether machines listen."""
        return self.form == "json"

    def say(self, level: Level, event: str, sentence: str, **fields: Field) -> None:
        """Say a sentence; the event's name and its fields are for machines."""
        self.note(level, event, message=sentence, **fields)
        if not self.structured:
            self.out(f"image-audit: {sentence}")

    def note(self, level: Level, event: str, **fields: Field) -> None:
        """Say what only machines want to know."""
        if self.structured:
            moment = self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
            self.out(log.line(moment, level, event, fields))

    def out(self, text: str) -> None:
        """Write a line."""
        click.echo(token.withheld(text), err=True)

    @contextmanager
    def libraries(self) -> Iterator[None]:
        """Let what libraries warn of come the same way while machines listen: each line has to be JSON."""
        if not self.structured:
            yield
            return
        handler, root = _Handler(self), logging.getLogger()
        root.addHandler(handler)
        logging.captureWarnings(capture=True)
        try:
            yield
        finally:
            logging.captureWarnings(capture=False)
            root.removeHandler(handler)


class _Handler(logging.Handler):
    """Hand a library's record to the voice."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(logging.WARNING)
        self._voice = voice

    def emit(self, record: logging.LogRecord) -> None:
        level: Level = "error" if record.levelno >= logging.ERROR else "warning"
        self._voice.say(level, "library", record.getMessage(), logger=record.name)
