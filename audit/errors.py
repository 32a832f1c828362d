"""What a user can mend, one base class."""


class UserError(Exception):
    """Say what is wrong with what the user gave, where, and what was expected."""


class ConfigurationError(UserError):
    """Name the file, the key or line, and what was expected there."""

    def __init__(self, path: str, line: int | None, message: str) -> None:
        """Compose `path:line: message`; the line is left out when the fault has none."""
        place = path if line is None else f"{path}:{line}"
        super().__init__(f"{place}: {message}")


class HostError(UserError):
    """Say why the server of an organisation could not tell which repositories there are."""


class ReportError(UserError):
    """Name the scanner's report, the place in it (`3:14` for line and column, or a JSON pointer), and what is wrong."""

    def __init__(self, path: str, place: str, message: str) -> None:
        """Compose `path:3:14: message` or `path: /Results/0: message`; the place is left out when there is none."""
        between = "" if not place else f" {place}:" if place.startswith("/") else f"{place}:"
        super().__init__(f"{path}:{between} {message}")


class RecordError(UserError):
    """Name the record of a run, the key in it (`run.date`, empty for the whole), and what is wrong."""

    def __init__(self, path: str, key: str, message: str) -> None:
        """Compose `path: `key`: message`."""
        super().__init__(f"{path}: `{key}`: {message}" if key else f"{path}: {message}")
