"""Recognise commands that run an OS package manager."""

from audit.dockerfile import programs
from audit.model.command import Command


def manages(command: Command) -> bool:
    """Return whether a command runs an OS package manager, or adds components with gcloud."""
    return command.program in programs.OS_PACKAGE_MANAGERS or command.words[:3] == ("gcloud", "components", "install")


def installs(command: Command) -> bool:
    """Return whether a command brings packages into the image."""
    return manages(command) and bool({"install", "add", "in"} & set(command.words))
