"""Reduce git's messages to one line without secrets."""

import re

from audit.process import without_credentials

# the duration differs from run to run, the place of certificates from machine to machine
_VARYING = re.compile(r" after \d+ ms(?=:)| CAfile: .*")
_DISK_FULL = re.compile(r"No space left on device|Disk quota exceeded|File too large")
_SERVER_SAYS = re.compile(r"^remote: (?:fatal|error): (.*\S)", re.MULTILINE)
_RPC_FAILED = re.compile(r"RPC failed; (?:(HTTP \d+)|curl)")
_KILLED = re.compile(r"(?:git )?\S+ died of signal \d+")
_BROKEN_OFF = frozenset(
    {
        "early EOF",
        "the remote end hung up unexpectedly",
        "protocol error: bad pack header",
        "fetch-pack: invalid index-pack output",
    }
)


class GitFault(Exception):
    """Say in one line why git could not do what was asked."""


def reason(messages: str) -> str:
    """Return the line of git's messages that names the cause, at most 300 characters."""
    lines = [line.strip() for line in messages.splitlines() if line.strip()]
    faults = [line for line in lines if line.startswith(("fatal:", "error:", "ERROR:", "remote:"))] or lines
    # the first `fatal:` names the cause, later ones repeat that there was one
    line = next((line for line in faults if line.startswith("fatal:")), faults[-1] if faults else "git failed")
    plain = _VARYING.sub("", without_credentials(line.removeprefix("fatal:").strip()))
    return _explained(plain, messages)[:300]


def _explained(plain: str, messages: str) -> str:
    """Return the meaning of a line that is written in the words of git's protocol, else the line."""
    if said := _SERVER_SAYS.search(messages):
        return f"its server says: {without_credentials(said[1])}"
    if full := _DISK_FULL.search(messages):
        return f"cannot be kept: {full[0]}"
    if killed := _KILLED.search(messages):
        return killed[0]
    failed = _RPC_FAILED.search(messages)
    if failed and failed[1]:
        return f"the server answered {failed[1]}"
    return "the connection broke off before everything had come" if failed or plain in _BROKEN_OFF else plain
