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

from audit.compliance.case import downloads
from audit.compliance.case.case import Case, verdict
from audit.dockerfile import programs
from audit.model.command import Command
from audit.model.dockerfile import Stage
from audit.model.evidence import Evidence
from audit.model.finding import Result, Verdict

CODE = "KF607"
UNDERMINED: tuple[Result, ...] = ("pass",)
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
_INTERPRETERS = re.compile(rf"({'|'.join(sorted(programs.SHELLS))})|python[\d.]*|perl|ruby|node")
_INSIDE = re.compile(rf"(?:\$\(|<\(|`)\s*(?:{'|'.join(sorted(programs.FETCHERS))})\b")
_URL = re.compile(r"(?:https?|git|ssh)://|[\w.-]+@[\w.-]+:")
_STEP = "Check a checksum or signature of what is downloaded before it is used."


def judge(case: Case) -> Verdict:
    """Look at every download of the stages that lead to the final one."""
    stages = case.dockerfile.leading_to(case.dockerfile.final)
    for shown in (item for stage in stages for item in _executed(case, stage)):
        return verdict("fail", "a download is run as it comes", (shown,), _STEP)
    for shown in (item for stage in stages for item in _added(case, stage)):
        return verdict(
            "fail", "ADD fetches a URL without --checksum", (shown,), "Add --checksum=sha256:... to the ADD."
        )
    loose = tuple(item for stage in stages for item in _unchecked(case, stage))
    if loose:
        return verdict("partial", "what is downloaded is used unchecked", loose, _STEP)
    return verdict("pass", "nothing is downloaded unchecked")


def _commands(case: Case, stage: Stage) -> tuple[Command, ...]:
    return tuple(command for command in case.component.commands if command.stage == stage.index)


def _executed(case: Case, stage: Stage) -> Iterator[Evidence]:
    """Yield commands that hand a download to an interpreter, by a pipe or a substitution."""
    commands = _commands(case, stage)
    for captured in (False, True):
        yield from _piped(case, tuple(command for command in commands if command.captured is captured))


def _piped(case: Case, commands: tuple[Command, ...]) -> Iterator[Evidence]:
    fetched: Command | None = None
    for command in commands:
        if command.program in programs.FETCHERS:
            fetched = command
        elif not command.piped_from:
            fetched = None
        if fetched is not None and _interprets_input(command):
            yield case.at(command.line, f"{fetched.text} | {command.text}")
        elif _interprets_words(command):
            yield case.at(command.line, command.text)


def _interprets_input(command: Command) -> bool:
    """Return whether an interpreter runs what it is piped: no script and no program among its arguments."""
    match = _INTERPRETERS.fullmatch(command.program)
    if match is None:
        return False
    given = "c" if match[1] else "cemnp"  # of the shells, `-e` is no program
    options = [word for word in command.words[1:] if word.startswith("-") and not word.startswith("--")]
    if any(set(given) & set(word) for word in options):
        return False
    plain = [word for word in command.words[1:] if not word.startswith("-")]
    return not plain or "-s" in options or "-" in options or plain[0] == "/dev/stdin"


def _interprets_words(command: Command) -> bool:
    """Return whether a command runs what a substitution among its words downloads."""
    runs = _INTERPRETERS.fullmatch(command.program) is not None or command.program in ("eval", "source", ".")
    return _INSIDE.match(command.words[0]) is not None or (runs and any(_INSIDE.search(word) for word in command.words))


def _added(case: Case, stage: Stage) -> Iterator[Evidence]:
    for instruction in stage.instructions:
        if instruction.keyword == "ADD" and instruction.flag("checksum") is None:
            sources = (
                source
                for transfer in stage.transfers
                if transfer.line == instruction.line
                for source in transfer.sources
            )
            if any(_URL.match(source) and not downloads.names_commit(source) for source in sources):
                yield case.at(instruction.line, f"ADD {instruction.value}")


def _unchecked(case: Case, stage: Stage) -> Iterator[Evidence]:
    commands = _commands(case, stage)
    if any(downloads.checks(command) for command in commands):
        return
    for command in commands:
        if command.captured and downloads.shows(command):
            continue
        if (command.program in programs.FETCHERS and any("://" in word or "$" in word for word in command.words)) or (
            command.program == "git" and "clone" in command.words and not downloads.at_commit(commands)
        ):
            yield case.at(command.line, command.text)
