"""Instructions: keyword, flags, exec form, heredocs (door to dockerfile-parse)."""

import json
import re
from io import BytesIO

from dockerfile_parse import DockerfileParser

from audit.dockerfile.logical import Prepared, prepare
from audit.model.dockerfile import Heredoc, Instruction

KEYWORDS = frozenset(
    [
        "ADD",
        "ARG",
        "CMD",
        "COPY",
        "ENTRYPOINT",
        "ENV",
        "EXPOSE",
        "FROM",
        "HEALTHCHECK",
        "LABEL",
        "MAINTAINER",
        "ONBUILD",
        "RUN",
        "SHELL",
        "STOPSIGNAL",
        "USER",
        "VOLUME",
        "WORKDIR",
    ],
)
_FLAG = re.compile(r"--([a-z][a-z-]*)(?:=(\"[^\"]*\"|'[^']*'|\S*))?(?:\s+|$)")
_FLAGGED = frozenset({"FROM", "RUN", "COPY", "ADD", "HEALTHCHECK"})
_JSON_FORM = frozenset({"RUN", "CMD", "ENTRYPOINT", "COPY", "ADD", "VOLUME", "SHELL"})


def read(text: str) -> tuple[Instruction, ...]:
    """Read the instructions of a Dockerfile's text, with 1-based lines; what is no instruction comes as it is."""
    prepared = prepare(text)
    parser = DockerfileParser(fileobj=BytesIO(prepared.text.encode("utf-8", "surrogatepass")), env_replace=False)
    return tuple(_instruction(found, prepared) for found in parser.structure if found["instruction"] != "COMMENT")


def _instruction(found: dict[str, str | int], prepared: Prepared) -> Instruction:
    keyword, line = str(found["instruction"]), int(found["startline"]) + 1
    flags, value = _flags(str(found["value"]).strip()) if keyword in _FLAGGED else ((), str(found["value"]).strip())
    heredocs = tuple(heredoc for start, heredoc in prepared.heredocs if start == line)
    return Instruction(
        keyword=keyword,
        value=value,
        line=line,
        end_line=_end(int(found["endline"]) + 1, heredocs),
        flags=flags,
        words=_words(value) if keyword in _JSON_FORM else None,
        heredocs=heredocs,
    )


def _end(line: int, heredocs: tuple[Heredoc, ...]) -> int:
    """Return the last line, terminators of heredocs included."""
    return max([line, *(heredoc.line + heredoc.body.count("\n") for heredoc in heredocs)])


def _flags(value: str) -> tuple[tuple[tuple[str, str], ...], str]:
    flags: list[tuple[str, str]] = []
    while match := _FLAG.match(value):
        flags.append((match[1], (match[2] or "").strip("\"'")))
        value = value[match.end() :]
    return tuple(flags), value


def _words(value: str) -> tuple[str, ...] | None:
    """Return the members of a JSON array of strings; anything else is shell form, as Docker takes it."""
    if not value.startswith("["):
        return None
    try:
        members = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(members, list) or not all(isinstance(member, str) for member in members):
        return None
    return tuple(members)
