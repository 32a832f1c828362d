"""OS package managers: which commands install with one."""

from audit.dockerfile import programs
from audit.model.command import Command


def manages(command: Command) -> bool:
    """Tell whether a command runs an OS package manager, or adds components with gcloud."""
    return command.program in programs.OS_PACKAGE_MANAGERS or command.words[:3] == ("gcloud", "components", "install")


def installs(command: Command) -> bool:
    """Tell whether a command brings packages into the image."""
    return manages(command) and bool({"install", "add", "in"} & set(command.words))
