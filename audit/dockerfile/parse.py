"""From a source to a Dockerfile, or to the reason why it is none."""

from dataclasses import dataclass

from audit.dockerfile import instructions, pragma, stages, text
from audit.model.dockerfile import Dockerfile, Instruction
from audit.model.repository import Source

MAXIMUM_BYTES = 1_000_000
MAXIMUM_LINES = 20_000
MAXIMUM_STAGES = 1_000


@dataclass(frozen=True, slots=True)
class Unread:
    """Hold why a source is no Dockerfile that can be read."""

    path: str
    reason: str


def parse(source: Source) -> Dockerfile | Unread:
    """Read a source; any bytes give a Dockerfile or the reason why not, never an exception."""
    if len(source.content) > MAXIMUM_BYTES:
        return Unread(source.path, f"larger than {MAXIMUM_BYTES:,} bytes ({len(source.content):,})")
    if (count := source.content.count(b"\n")) > MAXIMUM_LINES:
        return Unread(source.path, f"longer than {MAXIMUM_LINES:,} lines ({count:,})")
    content = text.decode(source.content)
    found = instructions.read(content)
    first = next((index for index, each in enumerate(found) if each.keyword == "FROM"), None)
    if first is None:
        return Unread(source.path, "not a Dockerfile: no FROM instruction")
    fault = _fault(found[:first], found[first])
    return Unread(source.path, fault) if fault else _dockerfile(source.path, content, found, first)


def _fault(before: tuple[Instruction, ...], opening: Instruction) -> str:
    """Return what is wrong up to the first FROM, or an empty text."""
    if "{{" in opening.value or "{%" in opening.value or "<%" in opening.value:
        return f"not a Dockerfile: a template (line {opening.line}: FROM {opening.value[:80]})"
    if " import " in opening.value:
        return f"not a Dockerfile: Python (line {opening.line}: FROM {opening.value[:80]})"
    wrong = next((each for each in before if each.keyword != "ARG"), None)
    if wrong is None:
        return ""
    if wrong.keyword in instructions.KEYWORDS:
        return f"broken: {wrong.keyword} in line {wrong.line} stands before the first FROM"
    return f"not a Dockerfile: line {wrong.line} begins with {wrong.keyword[:40]!r}, expected FROM or ARG"


def _dockerfile(path: str, content: str, found: tuple[Instruction, ...], first: int) -> Dockerfile | Unread:
    count = sum(each.keyword == "FROM" for each in found)
    if count > MAXIMUM_STAGES:
        return Unread(path, f"more than {MAXIMUM_STAGES:,} stages ({count:,})")
    try:
        built = stages.build(found[:first], found[first:])
    except stages.Malformed as fault:
        return Unread(path, f"broken: {fault}")
    return Dockerfile(
        path=path,
        arguments=found[:first],
        stages=built,
        final=len(built) - 1,
        pragmas=tuple(pragma.read(content)),
    )
