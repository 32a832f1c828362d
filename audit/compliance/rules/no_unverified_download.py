"""Check what you download.

A file fetched during the build becomes part of the image; without a checksum anyone who can change the server, or the
way to it, ships code to every cluster.

Judged: in the stages that lead to the final one. A download piped into an interpreter, and ADD of a URL without
--checksum, fail. A file fetched with curl, wget or git clone and used is partial when no checksum or signature is
checked in that stage. Package managers, language installers and a git checkout of a commit are no such downloads.

Mend: download to a file, check it with `sha256sum -c`, then use it; or `ADD --checksum=sha256:... URL`.

Limits: that the check is of the right file is not looked at; downloads at container start are outside the rule.
"""

import re
from collections.abc import Iterator

from audit.compliance.rule import Case, verdict
from audit.model.dockerfile import Command, Stage
from audit.model.evidence import Evidence
from audit.model.finding import Verdict

CODE = "KF607"
GUIDELINE = "(extension) The guideline of 2020 does not speak of downloads."
BAD = """\
FROM debian:13
RUN curl -fsSL https://example.org/install.sh | sh
"""
GOOD = """\
FROM debian:13
RUN curl -fsSLo tool.tar.gz https://example.org/tool.tar.gz \\
 && echo "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  tool.tar.gz" | sha256sum -c \\
 && tar xzf tool.tar.gz
"""
_FETCHERS = frozenset({"curl", "wget", "aria2c"})
_INTERPRETERS = re.compile(r"(?:ba|da|a|z)?sh|python[\d.]*|perl|ruby|node")
_CHECKERS = frozenset(
    {"sha256sum", "sha512sum", "sha1sum", "md5sum", "shasum", "gpg", "gpgv", "cosign", "openssl", "minisign"}
)
_INSIDE = re.compile(r"(?:\$\(|<\(|`)\s*(?:curl|wget)\b")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_STEP = "Check a checksum or signature of what is downloaded before it is used."


def judge(case: Case) -> Verdict:
    """Look at every download of the stages that lead to the final one."""
    stages = case.dockerfile.leading_to(case.dockerfile.final)
    for said in (each for stage in stages for each in _executed(case, stage)):
        return verdict("fail", "a download is run as it comes", (said,), _STEP)
    for said in (each for stage in stages for each in _added(case, stage)):
        return verdict("fail", "ADD fetches a URL without --checksum", (said,), "Add --checksum=sha256:... to the ADD.")
    loose = tuple(each for stage in stages for each in _unchecked(case, stage))
    if loose:
        return verdict("partial", "what is downloaded is used unchecked", loose, _STEP)
    return verdict("pass", "nothing is downloaded unchecked")


def _commands(case: Case, stage: Stage) -> tuple[Command, ...]:
    return tuple(each for each in case.component.commands if each.stage == stage.index)


def _executed(case: Case, stage: Stage) -> Iterator[Evidence]:
    """Yield commands that hand a download to an interpreter, by a pipe or a substitution."""
    before: Command | None = None
    for command in _commands(case, stage):
        is_run = _INTERPRETERS.fullmatch(command.program) is not None
        if is_run and command.piped_from and before is not None and before.program in _FETCHERS:
            yield case.at(command.line, f"{before.text} | {command.text}")
        elif is_run and any(_INSIDE.search(word) for word in command.words):
            yield case.at(command.line, command.text)
        before = command


def _added(case: Case, stage: Stage) -> Iterator[Evidence]:
    for instruction in stage.instructions:
        if instruction.keyword == "ADD" and instruction.flag("checksum") is None:
            words = instruction.words or tuple(instruction.value.split())
            if any(word.strip("\"'").startswith(("http://", "https://")) for word in words[:-1]):
                yield case.at(instruction.line, f"ADD {instruction.value}")


def _unchecked(case: Case, stage: Stage) -> Iterator[Evidence]:
    commands = _commands(case, stage)
    if any(command.program in _CHECKERS for command in commands):
        return
    for command in commands:
        if (command.program in _FETCHERS and any("://" in word for word in command.words)) or (
            command.words[:2] == ("git", "clone") and not _at_commit(commands)
        ):
            yield case.at(command.line, command.text)


def _at_commit(commands: tuple[Command, ...]) -> bool:
    return any(
        command.program == "git"
        and {"checkout", "reset", "fetch"} & set(command.words)
        and _COMMIT.search(command.text)
        for command in commands
    )
