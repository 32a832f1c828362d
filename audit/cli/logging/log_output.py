"""Write the log on standard error: sentences, or with `--log-format json` one JSON object a line."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import click

from audit.sources.github import token
from reports.telemetry import log_line
from reports.telemetry.log_line import Field

Level = Literal["info", "warning", "error"]


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Log:
    """Write log lines in the form that `--log-format` asks for; a token of the environment is blanked out."""

    form: Literal["text", "json"] = "text"
    now: Callable[[], datetime] = now

    @property
    def structured(self) -> bool:
        """Return whether lines are JSON."""
        return self.form == "json"

    def message(self, level: Level, event: str, sentence: str, **fields: Field) -> None:
        """Write a sentence; the event's name and its fields are written in JSON only."""
        self.event(level, event, message=sentence, **fields)
        if not self.structured:
            self.line(f"image-audit: {sentence}")

    def event(self, level: Level, event: str, **fields: Field) -> None:
        """Write an event in JSON, or nothing when the log is text."""
        if self.structured:
            moment = self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
            self.line(log_line.render(moment, level, event, fields))

    def line(self, text: str) -> None:
        """Write a line."""
        click.echo(token.withheld(text), err=True)

    @contextmanager
    def library_warnings(self) -> Iterator[None]:
        """Write warnings of libraries as JSON too while the log is JSON."""
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
    """Pass a library's records to the log."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        level: Level = "error" if record.levelno >= logging.ERROR else "warning"
        self._log.message(level, "library", record.getMessage(), logger=record.name)
