"""What stands in the way of a distroless runtime, with its line, and how much work that is."""

from collections.abc import Iterator
from typing import Literal

from audit.compliance import lifecycle, packages, version
from audit.compliance.rule import Case
from audit.model.dockerfile import Instruction
from audit.model.finding import Blocker, Finding
from audit.policy.judgement import Effort

Place = tuple[str, int | None, str]


def blockers(case: Case, findings: tuple[Finding, ...], numbers: Effort) -> tuple[Blocker, ...]:
    """Return the blockers by line; none where the base is distroless or an equivalent already."""
    runtime = next(each for each in findings if each.slug == "distroless-runtime")
    if runtime.verdict.result in ("pass", "partial"):
        return ()
    found = {(name, line): (name, line, text) for name, line, text in _found(case, findings)}
    return tuple(
        Blocker(
            name=name, line=line, text=text, remedy=numbers.blockers[name].remedy, points=numbers.blockers[name].points
        )
        for name, line, text in sorted(found.values(), key=lambda each: (each[1] or 0, each[0]))
    )


def size(found: tuple[Blocker, ...], numbers: Effort) -> Literal["S", "M", "L"]:
    """Return S, M or L by the points of the different blockers; one that stands in many lines counts once."""
    points = sum({each.name: each.points for each in found}.values())
    return "S" if points <= numbers.small_up_to else "M" if points <= numbers.medium_up_to else "L"


def _found(case: Case, findings: tuple[Finding, ...]) -> Iterator[Place]:
    yield from _starting(case)
    yield from _installing(case)
    yield from _building(case, findings)
    yield from _running(case)


def _starting(case: Case) -> Iterator[Place]:
    for instruction in _declared(case):
        if (instruction.words is None and instruction.value) or (
            instruction.words and instruction.words[0].rpartition("/")[2] in ("sh", "bash")
        ):
            yield "shell-form", instruction.line, f"{instruction.keyword} {instruction.value}"
        elif instruction.words and instruction.words[0].endswith(".sh"):
            yield "entrypoint-script", instruction.line, f"{instruction.keyword} {instruction.value}"


def _declared(case: Case) -> Iterator[Instruction]:
    """Yield the last ENTRYPOINT and the last CMD of the final stage and those it stands on."""
    seen: set[str] = set()
    for stage in case.dockerfile.lineage(case.dockerfile.final):
        for instruction in reversed(stage.instructions):
            if instruction.keyword in ("ENTRYPOINT", "CMD") and instruction.keyword not in seen:
                seen.add(instruction.keyword)
                yield instruction


def _installing(case: Case) -> Iterator[Place]:
    for command in case.commands():
        if packages.installs(command):
            yield "packages-in-final-stage", command.line, command.text


def _building(case: Case, findings: tuple[Finding, ...]) -> Iterator[Place]:
    staged = next(each for each in findings if each.slug == "multi-stage-build").verdict
    if staged.result == "fail":
        yield "single-stage", staged.line, staged.message
        return
    final = {stage.index for stage in case.dockerfile.lineage(case.dockerfile.final)}
    for build in case.builds():
        if build.stage in final:
            yield "build-in-final-stage", build.line, build.text


def _running(case: Case) -> Iterator[Place]:
    root = case.dockerfile.root(case.dockerfile.final)
    language = case.component.language.value
    if "?" in root.image.text:
        yield "base-undecided", root.line, f"FROM {root.image.text}"
    if language not in case.lifecycle.languages:
        yield "runtime-not-distroless", root.line, f"the image runs {language}"
    carried = case.lifecycle.interpreters.get(language)
    known = lifecycle.pattern(root.image, case.lifecycle)
    written = version.numbers(root.image.tag) if known.language == language else ()
    if carried and written and not version.belongs(written, version.numbers(carried)[: len(written)]):
        yield "interpreter-version", root.line, f"{root.image.text} is not {language} {carried}"
