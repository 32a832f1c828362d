"""Recognise what makes a download safe: a check, a commit, or output that no file keeps."""

import re

from audit.model.command import Command

_CHECKERS = frozenset(
    {"sha256sum", "sha512sum", "sha1sum", "md5sum", "shasum", "gpg", "gpgv", "cosign", "openssl", "minisign"}
)
_ONLY_WITH = {"gpg": {"--verify"}, "openssl": {"dgst"}}
_COMMIT = re.compile(r"[0-9a-f]{40}")
_AT_COMMIT = re.compile(
    r"(?:(?:git|ssh)://|[\w.-]+@[\w.-]+:|https?://[^?#]+\.git(?=[?#]))[^#]*?(?:#|[?&]commit=)"
    r"(?:[0-9a-f]{64}|[0-9a-f]{40})(?:[:&#].*)?"
)


def names_commit(source: str) -> bool:
    """Return whether a source is a git repository at a commit: `URL.git#COMMIT:folder` or `URL.git?commit=COMMIT`."""
    return _AT_COMMIT.fullmatch(source) is not None


def shows(command: Command) -> bool:
    """Return whether a fetcher writes to its output, which becomes words of another command, and to no file."""
    short = [word for word in command.words[1:] if re.fullmatch(r"-\w+-?", word)]
    if command.program == "wget":
        return any(word.endswith("O-") for word in short) or {"-", "--output-document=-"} & set(command.words) != set()
    long = any(word.startswith(("--output", "--remote-name")) for word in command.words)
    return command.program == "curl" and not long and not any({"o", "O"} & set(word) for word in short)


def checks(command: Command) -> bool:
    """Return whether a command checks a checksum or signature; gpg and openssl do other things too."""
    wanted = _ONLY_WITH.get(command.program)
    return command.program in _CHECKERS and (wanted is None or bool(wanted & set(command.words)))


def at_commit(commands: tuple[Command, ...]) -> bool:
    """Return whether git brings a clone to a commit."""
    return any(
        command.program == "git"
        and {"checkout", "reset", "fetch"} & set(command.words)
        and _COMMIT.search(command.text)
        for command in commands
    )
