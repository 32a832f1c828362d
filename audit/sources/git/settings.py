"""Settings of git: no prompt, no hook, nothing of the repository trusted."""

import base64
import os
from collections.abc import Iterator

from audit.sources.github import token

_SETTINGS = (
    ("safe.directory", "*"),  # a repository of another user is read, never trusted: nothing of it runs
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("log.showSignature", "false"),
    ("fetch.recurseSubmodules", "false"),
    ("fetch.fsckObjects", "false"),  # what is odd in a tree must be seen, not refuse the whole pack
    ("core.bigFileThreshold", "4m"),  # what is larger than we read is written to disk as it comes, not held whole
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("protocol.ext.allow", "never"),
    ("advice.detachedHead", "false"),
)


def environment(*, network: bool, private: str = "") -> dict[str, str]:
    """Return the variables for git: no prompt, no hook, no locale; without network, no transport at all.

    `private` is the URL of a repository that is asked for with the token of the environment, and no other URL is.
    """
    variables = {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "true",
        "SSH_ASKPASS": "true",
        "GCM_INTERACTIVE": "never",
        "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", "ssh") + " -oBatchMode=yes",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
        "LANGUAGE": "C",
    }
    # after those that the environment brings already: a nightly job hands over its credentials that way
    given = os.environ.get("GIT_CONFIG_COUNT", "")
    first = int(given) if given.isdecimal() else 0
    settings = (*_SETTINGS, *_authorized(private))
    variables["GIT_CONFIG_COUNT"] = str(first + len(settings))
    for index, (key, value) in enumerate(settings, first):
        variables |= {f"GIT_CONFIG_KEY_{index}": key, f"GIT_CONFIG_VALUE_{index}": value}
    return variables if network else variables | {"GIT_ALLOW_PROTOCOL": "none"}


def _authorized(url: str) -> Iterator[tuple[str, str]]:
    """Yield the settings that hand over the token: in a header, so that no command line or address shows it."""
    given = token.given() if url else ""
    if given:
        pair = base64.b64encode(f"x-access-token:{given}".encode()).decode()
        yield f"http.{url}.extraHeader", f"Authorization: Basic {pair}"
        yield "http.followRedirects", "false"  # to wherever that would be, the token has no business
