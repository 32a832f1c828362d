"""Read a Dockerfile's text into instructions: keyword, flags, exec form, heredocs (door to dockerfile-parse).

`logical_lines` and this module do the work of dockerfile-parse 2.0.1: it would misread heredocs, blank lines inside
an instruction and escapes, so it only splits the keyword from the value of an instruction that is on one line already.
"""

import json
import re
from io import BytesIO

from dockerfile_parse import DockerfileParser

from audit.dockerfile.syntax.logical_lines import END, Prepared, prepare
from audit.model.dockerfile import Instruction

KEYWORDS = frozenset(
    {"ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
     "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"}
)  # fmt: skip
_FLAG = re.compile(r"""--([A-Za-z][A-Za-z-]*)(?:=((?:[^\s"'\\]|\\.|"[^"]*"|'[^']*')*+))?(?:\s+|$)""", re.DOTALL)
_FLAGGED = frozenset({"FROM", "RUN", "COPY", "ADD", "HEALTHCHECK"})
_JSON_FORM = frozenset({"RUN", "CMD", "ENTRYPOINT", "COPY", "ADD", "VOLUME", "SHELL"})
_JSON = json.JSONDecoder()
_QUOTES = re.compile(r"""\\(.)|["']""", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(text: str) -> tuple[Instruction, ...]:
    """Read the instructions of a Dockerfile's text, with 1-based lines; unknown keywords are kept."""
    prepared = prepare(text)
    parser = DockerfileParser(fileobj=BytesIO(prepared.text.encode("utf-8", "surrogatepass")), env_replace=False)
    return tuple(_instruction(found, prepared) for found in parser.structure)


def _instruction(found: dict[str, str | int], prepared: Prepared) -> Instruction:
    keyword, logical = str(found["instruction"]), prepared.logical[int(found["startline"]) + 1]
    value = str(found["value"]).removesuffix(END.strip()).strip()
    flags, value = _flags(value) if keyword in _FLAGGED else ((), value)
    return Instruction(
        keyword=keyword,
        value=value,
        line=logical.line,
        end_line=logical.end_line,
        flags=flags,
        words=_words(value) if keyword in _JSON_FORM else None,
        heredocs=logical.heredocs,
    )


def _flags(value: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the flags at the head, quotes off, and the rest."""
    flags: list[tuple[str, str]] = []
    index = 0
    while match := _FLAG.match(value, index):
        flags.append((match[1], _QUOTES.sub(r"\1", match[2] or "")))
        index = match.end()
    return tuple(flags), value[index:]


def _words(value: str) -> tuple[str, ...] | None:
    """Return the members of a JSON array of strings; anything else is shell form.

    As Docker reads it, what follows the array is ignored: `CMD ["serve"] # at last`.
    """
    if not value.startswith("["):
        return None
    try:
        members, _ = _JSON.raw_decode(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(members, list) or not all(isinstance(member, str) for member in members):
        return None
    # half a character, as `\ud800` alone, cannot be written anywhere
    return tuple(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", member) for member in members)
