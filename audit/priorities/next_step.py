"""Say what to write, line by line and in the order to do it, never a base that a blocker of the row rules out."""

from collections.abc import Iterable, Iterator

from audit.compliance.base_image import target
from audit.components.program import entrypoint
from audit.model.finding import Finding
from audit.model.priority.blocker import Blocker
from audit.model.priority.ranking import Gate
from audit.model.runtime import Released
from audit.priorities import builder
from audit.priorities.move_facts import MoveFacts

_NUMERIC = "USER 65532:65532"
_IN_THE_FILE = frozenset({"shell-form", "cgo", "base-undecided"})  # steps of their own, below


def of(facts: MoveFacts, blockers: tuple[Blocker, ...], gate: Gate | None) -> str:
    """Return the steps as sentences; none for what is exempt, the leftovers for what is done."""
    if gate is not None and gate.priority == "exempt":
        return ""
    if gate is not None and gate.priority == "done":
        return leftovers(facts.findings)
    moves = bool(facts.target.image) and all(blocker.effort != "L" for blocker in blockers)
    return " ".join(_moving(facts, blockers) if moves else _staying(facts, blockers))


def leftovers(findings: Iterable[Finding]) -> str:
    """Return what is left of a component that is done: steps of open findings, the heaviest first."""
    open_ = [
        finding
        for finding in findings
        if finding.weight and not finding.waiver and finding.verdict.result in ("fail", "partial")
    ]
    steps = dict.fromkeys(
        finding.verdict.next_step
        for finding in sorted(open_, key=lambda finding: (-finding.weight, finding.rule))
        if finding.verdict.next_step
    )
    return f"Leftovers, not work: {' '.join(steps)}" if steps else ""


def release(released: Released, runtime_rules: frozenset[str]) -> str:
    """Return the step of what is mended on the branch and not at the deployed tag: cut a release."""
    if not runtime_rules & set(released.fixed):
        return ""
    return f"Cut a release: the branch is done, and {released.tag} still ships on {released.base_image}."


def _moving(facts: MoveFacts, blockers: tuple[Blocker, ...]) -> Iterator[str]:
    """Yield the steps of a move that lines of the Dockerfile can make."""
    yield from _building(facts, blockers)
    for name, remedy in _remedies(blockers):
        if name not in _IN_THE_FILE:
            yield _sentence(remedy)
    root = facts.case.dockerfile.root(facts.case.dockerfile.final)
    if facts.target.image != root.image.text:
        yield f"Line {root.line}: FROM {facts.target.image}."
    if dropped := _dropped(facts):
        yield f"Delete what only served the old base: {dropped}."
    if not facts.target.image.endswith("nonroot") or facts.user == "root":
        yield f"Write {_NUMERIC}."
    elif facts.user != "numeric":
        yield f"Write {_NUMERIC} in place of the name."
    yield from _starting(facts, blockers)


def _building(facts: MoveFacts, blockers: tuple[Blocker, ...]) -> Iterator[str]:
    """Yield what changes where a Go program is compiled."""
    settled = target.needs_libc(facts.case) or any(blocker.name.startswith("cgo-") for blocker in blockers)
    if facts.origin != "compiled" or facts.language != "go" or settled:
        return
    for line in builder.without_cgo_setting(facts.case):
        if any(blocker.name == "cgo" for blocker in blockers):
            yield f"Line {line}: build with CGO_ENABLED=0, and drop the C compiler."
        else:
            yield f"Line {line}: build with CGO_ENABLED=0."
        return


def _starting(facts: MoveFacts, blockers: tuple[Blocker, ...]) -> Iterator[str]:
    """Yield the start in exec form where the shell form goes."""
    if not any(blocker.name == "shell-form" for blocker in blockers):
        return
    line = next((one.line for one in entrypoint.declared(facts.case.dockerfile) if one is not None), None)
    words = facts.case.component.program.words
    plain = [word for word in words if "$" not in word]
    shown = ", ".join(f'"{word}"' for word in (plain if len(plain) == len(words) else plain[:1]))
    rest = "" if len(plain) == len(words) else ", and pass what the shell expanded as args of the manifests"
    yield f"Line {line}: ENTRYPOINT [{shown}]{rest}." if shown else f"Line {line}: ENTRYPOINT in exec form{rest}."


def _staying(facts: MoveFacts, blockers: tuple[Blocker, ...]) -> Iterator[str]:
    """Yield what helps while the base stays, then what would free it."""
    root = facts.case.dockerfile.root(facts.case.dockerfile.final)
    if facts.ended:
        old = root.image
        yield f"Line {root.line}: name a supported release of {old.name} ({old.text} ended {facts.ended})."
    if not facts.case.dockerfile.is_multi_stage:
        yield "Build in a stage of its own and copy what runs."
    if facts.user != "numeric":
        yield f"Write {_NUMERIC}."
    freed = [_lowered(remedy) for _, remedy in _remedies(blocker for blocker in blockers if blocker.effort == "L")]
    why = facts.target.why if not facts.target.image else ""
    free = "; ".join(filter(None, (*freed, why)))
    yield f"A distroless base has to wait: {free}." if free else "A distroless base has to wait."


def _remedies(blockers: Iterable[Blocker]) -> tuple[tuple[str, str], ...]:
    """Return each blocker's name and remedy once, in order."""
    return tuple({blocker.name: blocker.remedy for blocker in blockers}.items())


def _dropped(facts: MoveFacts) -> str:
    """Return the lines of RUN instructions in the final stage all of whose commands go with the old base."""
    kept = {shown.line for _, shown in (*builder.final_stage(facts), *builder.building(facts))}
    lines = dict.fromkeys(command.line for command in facts.case.commands() if command.line not in kept)
    return ", ".join(f"line {line}" for line in lines)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _lowered(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
