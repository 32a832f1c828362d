"""Read a source into a Dockerfile, or into the reason why it is none."""

from dataclasses import dataclass, replace

from audit.dockerfile import stages
from audit.dockerfile.syntax import arguments, decoding, instructions, waiver_comments
from audit.model.dockerfile import Dockerfile, Instruction
from audit.model.repository import Source

MAXIMUM_BYTES = 1_000_000
MAXIMUM_LINES = 20_000
MAXIMUM_STAGES = 1_000
_DIGITS = 5
_OTHER = "not a Dockerfile: "


@dataclass(frozen=True, slots=True)
class Unread:
    """Hold why a source is no Dockerfile that can be read; `is_other`: it is something else, whatever its name says."""

    path: str
    reason: str

    @property
    def is_other(self) -> bool:
        """Tell whether the content is not that of a Dockerfile at all."""
        return self.reason.startswith(_OTHER)


@dataclass(frozen=True, slots=True)
class Passed:
    """Hold what the publishing build passes: the target stage's alias, and build arguments whose value is decided."""

    target: str = ""
    arguments: tuple[tuple[str, str], ...] = ()


NOTHING = Passed()


def parse(source: Source, passed: Passed = NOTHING) -> Dockerfile | Unread:
    """Read a source; any bytes give a Dockerfile or the reason why not, never an exception."""
    if len(source.content) > MAXIMUM_BYTES:
        return Unread(source.path, f"larger than {MAXIMUM_BYTES:,} bytes ({len(source.content):,})")
    if (count := source.content.count(b"\n")) > MAXIMUM_LINES:
        return Unread(source.path, f"longer than {MAXIMUM_LINES:,} lines ({count:,})")
    content = decoding.decode(source.content)
    found = instructions.read(content)
    if passed.arguments:
        found = tuple(_given(instruction, dict(passed.arguments)) for instruction in found)
    first = next((index for index, instruction in enumerate(found) if instruction.keyword == "FROM"), None)
    if first is None:
        return Unread(source.path, f"{_OTHER}no FROM instruction")
    fault = _fault(found[:first], found[first])
    if fault:
        return Unread(source.path, fault)
    read = _dockerfile(source.path, content, found, first)
    return replace(read, final=_final(read, passed.target)) if isinstance(read, Dockerfile) else read


def _given(instruction: Instruction, values: dict[str, str]) -> Instruction:
    """Return an ARG with the value that the build passes in place of its default."""
    if instruction.keyword != "ARG":
        return instruction
    pairs = [(name, values.get(name, default)) for name, default in arguments.pairs(instruction)]
    if not any(name in values for name, _ in pairs):
        return instruction
    return replace(instruction, value=" ".join(name if text is None else f"{name}={text}" for name, text in pairs))


def _final(dockerfile: Dockerfile, target: str) -> int:
    """Return the index of the stage that ships: the target of the build by alias or number, else the last."""
    named = [stage.index for stage in dockerfile.stages if target and stage.alias == target.lower()]
    if not named and target.isascii() and target.isdecimal() and len(target) < _DIGITS:
        named = [min(int(target), dockerfile.final)]
    return named[-1] if named else dockerfile.final


def _fault(before: tuple[Instruction, ...], opening: Instruction) -> str:
    """Return what is wrong up to the first FROM, or an empty text."""
    if "{{" in opening.value or "{%" in opening.value or "<%" in opening.value:
        return f"not a Dockerfile: a template (line {opening.line}: FROM {opening.value[:80]})"
    if " import " in opening.value:
        return f"not a Dockerfile: Python (line {opening.line}: FROM {opening.value[:80]})"
    wrong = next((instruction for instruction in before if instruction.keyword != "ARG"), None)
    if wrong is None:
        return ""
    if wrong.keyword in instructions.KEYWORDS:
        return f"broken: {wrong.keyword} in line {wrong.line} stands before the first FROM"
    return f"not a Dockerfile: line {wrong.line} begins with {wrong.keyword[:40]!r}, expected FROM or ARG"


def _dockerfile(path: str, content: str, found: tuple[Instruction, ...], first: int) -> Dockerfile | Unread:
    count = sum(instruction.keyword == "FROM" for instruction in found)
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
        pragmas=tuple(waiver_comments.read(content)),
    )
