"""Start the program directly.

Shell form and start scripts need a shell, which a distroless image does not have, and signals stop at the shell.

Judged: the worst of ENTRYPOINT and CMD as they run together, seen through tini, dumb-init and catatonit. Shell form,
`sh -c` and shell scripts fail; `npm start` (it needs a shell) and a variable that nobody expands in exec form are
partial.

Mend: write `ENTRYPOINT ["/manager"]`, and pass settings as flags or as variables that the program reads by itself.

Limits: the entry point of an outside base image is not judged.
"""

import re
from collections.abc import Iterator

from audit.compliance.case.case import Case, verdict
from audit.components.program import entrypoint
from audit.dockerfile import programs
from audit.model.dockerfile import Instruction
from audit.model.evidence import Evidence
from audit.model.finding import Verdict

CODE = "KF604"
GUIDELINE = "(extension) Distroless images have no shell; the guideline of 2020 does not say so."
BAD = """\
FROM alpine:3.23
ENTRYPOINT /manager --level $LOG_LEVEL
"""
GOOD = """\
FROM gcr.io/distroless/static-debian13:nonroot
ENTRYPOINT ["/manager", "--level=info"]
"""
_TAKE_VALUE = frozenset({"-p", "-e", "-r", "--rewrite"})  # options of the inits that are followed by a word
_RUNNERS = programs.NODE_PACKAGE_MANAGERS - {"bun"}  # `bun run FILE` needs none
_VARIABLE = re.compile(r"\$[A-Za-z_{(]")
_STEP = "Start the program itself in exec form."


def judge(case: Case) -> Verdict:
    """Judge what ENTRYPOINT and CMD run together."""
    declared = tuple(_declared(case))
    if all(instruction.words == () for instruction in declared):
        return verdict("not-applicable", "no ENTRYPOINT or CMD is declared")
    shell = next((instruction for instruction in declared if instruction.words is None), None)
    if shell is not None:
        return verdict("fail", f"{shell.keyword} is in shell form", (_shown(case, shell),), _STEP)
    words = tuple(word for instruction in declared for word in instruction.words or ())
    found = _of_program(case, _through(words), declared)
    loose = next((word for word in words if _VARIABLE.search(word)), "")
    if loose and found.result == "pass":
        message = f"nobody expands {loose} in exec form"
        return verdict("partial", message, _evidence(case, declared, loose), _STEP)
    return found


def _evidence(case: Case, declared: tuple[Instruction, ...], word: str) -> tuple[Evidence, ...]:
    """Return what is declared as evidence, the instruction that holds the deciding word first."""
    order = sorted(declared, key=lambda instruction: word not in (instruction.words or ()))
    return tuple(_shown(case, instruction) for instruction in order)


def _shown(case: Case, instruction: Instruction) -> Evidence:
    return case.at(instruction.line, f"{instruction.keyword} {instruction.value}")


def _declared(case: Case) -> Iterator[Instruction]:
    """Yield the ENTRYPOINT and the CMD in effect; one without a value declares nothing."""
    yield from (
        instruction
        for instruction in entrypoint.declared(case.dockerfile)
        if instruction is not None and instruction.value
    )


def _through(words: tuple[str, ...]) -> tuple[str, ...]:
    """Look through an init program, its options and `--`."""
    if words and words[0].rpartition("/")[2] in programs.INITS:
        rest = words[1:]
        while rest and rest[0].startswith("-"):
            taken = 2 if rest[0] in _TAKE_VALUE else 1
            rest, is_last = rest[taken:], rest[0] == "--"
            if is_last:
                break
        return _through(rest)
    return words


def _of_program(case: Case, words: tuple[str, ...], declared: tuple[Instruction, ...]) -> Verdict:
    started = words[0] if words else ""
    name, evidence = started.rpartition("/")[2], _evidence(case, declared, started)
    script = case.component.program.script
    if name in programs.SHELLS:
        return verdict("fail", f"{name} runs what is started", evidence, _STEP)
    if script:
        shown = (*evidence, *(item for item in case.component.program.trail if item.path == script))
        return verdict("fail", f"{script} is a shell script", shown, _STEP)
    if name.endswith(".sh"):
        return verdict("fail", f"{name} is a shell script by its name", evidence, _STEP)
    if name in _RUNNERS and {"start", "run"} & set(words[1:]):
        step = "Start the program with node itself."
        return verdict("partial", f"{name} needs a shell to run the script", evidence, step)
    return verdict("pass", "the program is started directly", evidence)
