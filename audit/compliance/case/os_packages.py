"""OS package managers: which commands install with one."""

from audit.model.command import Command

MANAGERS = frozenset({"apt", "apt-get", "apk", "dnf", "yum", "microdnf", "zypper", "tdnf"})


def manages(command: Command) -> bool:
    """Tell whether a command runs an OS package manager, or adds components with gcloud."""
    return command.program in MANAGERS or command.words[:3] == ("gcloud", "components", "install")


def installs(command: Command) -> bool:
    """Tell whether a command brings packages into the image."""
    return manages(command) and bool({"install", "add", "in"} & set(command.words))
