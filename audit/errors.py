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
