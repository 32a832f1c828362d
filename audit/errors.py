"""Define the errors that a user can correct, with one base class.

Every wing raises them and `cli` catches them, so they are below all wings, beside the model.
"""


class UserError(Exception):
    """Report a fault in what the user gave: what, where, and what was expected."""


class ConfigurationError(UserError):
    """Report a fault in a configuration file: the file, the key or line, and what was expected there."""

    def __init__(self, path: str, line: int | None, message: str) -> None:
        """Compose `path:line: message`; the line is left out when the fault has none."""
        place = path if line is None else f"{path}:{line}"
        super().__init__(f"{place}: {message}")


class HostError(UserError):
    """Report why the repositories of an organisation could not be listed by its server."""


class ReportError(UserError):
    """Report a fault in a scanner's report: file, place (`3:14` for line and column, or a JSON pointer), and reason."""

    def __init__(self, path: str, place: str, message: str) -> None:
        """Compose `path:3:14: message` or `path: /Results/0: message`; the place is left out when there is none."""
        between = "" if not place else f" {place}:" if place.startswith("/") else f"{place}:"
        super().__init__(f"{path}:{between} {message}")


class RecordError(UserError):
    """Report a fault in the record of a run: file, key (`run.date`, empty for all of it), and reason."""

    def __init__(self, path: str, key: str, message: str) -> None:
        """Compose `path: `key`: message`."""
        super().__init__(f"{path}: `{key}`: {message}" if key else f"{path}: {message}")
