"""Find the blockers on the way to a distroless runtime, each with the line that shows it."""

import re
from collections.abc import Iterator

from audit.compliance.base_image import target
from audit.components.program import entrypoint
from audit.dockerfile import programs
from audit.model.evidence import Evidence
from audit.priorities import builder
from audit.priorities.move_facts import MoveFacts

_ARCHITECTURES = {
    "ppc64le": "ppc64le", "s390x": "s390x", "aarch64": "arm64", "arm64": "arm64", "arm64v8": "arm64", "armhf": "arm",
    "arm32v7": "arm", "armv7": "arm", "riscv64": "riscv64", "i386": "386",
}  # fmt: skip
_DEMANDS = {"shell-command": "manifest-shell", "exec-probe": "exec-probe", "exec-hook": "exec-probe"}
_SHOWN = 5  # lines of one kind
Found = tuple[str, Evidence]


def find(facts: MoveFacts) -> Iterator[Found]:
    """Yield (name, evidence) of every blocker; hardly one where the image has no shell already."""
    if facts.bare:
        # distroless' Python moves to another line with its release, and what was installed for the old one with it
        if facts.language == "python" and facts.distribution_ended:
            yield "python-packages", facts.base
    else:
        for search in (_starting, _tools, _demanded, builder.final_stage, builder.building, _cgo, _interpreter, _base):
            yield from search(facts)


def _starting(facts: MoveFacts) -> Iterator[Found]:
    """Yield what is wrong with how the image starts its program."""
    component, case = facts.case.component, facts.case
    for instruction in (one for one in entrypoint.declared(case.dockerfile) if one is not None and one.value):
        shown = case.at(instruction.line, f"{instruction.keyword} {instruction.value}")
        words = instruction.words
        first = words[0].rpartition("/")[2] if words else ""
        if words is None or first in programs.SHELLS:
            yield "shell-form", shown
        elif first.endswith(".sh"):
            yield "entrypoint-script", shown
        elif first in facts.book.effort.inits and facts.language not in facts.book.effort.reaping:
            yield "init-program", shown
    for item in component.program.trail:
        if component.program.script and item.path == component.program.script:
            yield "entrypoint-script", item
    trail = component.program.trail[:1]
    if component.program.name in programs.NODE_PACKAGE_MANAGERS:
        yield from (("package-manager-start", item) for item in trail)
    if not component.program.words and not component.program.script:
        yield "program-unknown", case.at(case.dockerfile.final_stage.line, "no ENTRYPOINT or CMD names a program")


def _tools(facts: MoveFacts) -> Iterator[Found]:
    """Yield the programs that the start script or the program itself starts."""
    yield from (("runtime-tools", item) for item in facts.case.component.runtime_tools)
    for tool in facts.case.component.needs.tools:
        yield ("tool-undecided" if tool.name == "?" else "runtime-tools"), tool.evidence


def _demanded(facts: MoveFacts) -> Iterator[Found]:
    """Yield what manifests run inside the container that needs a shell or a tool of the old base."""
    for demand in facts.deployment.demands:
        if name := _DEMANDS.get(demand.kind):
            yield name, demand.evidence


def _cgo(facts: MoveFacts) -> Iterator[Found]:
    """Yield what links the program to a C library."""
    if facts.origin != "compiled":
        return
    if facts.language in ("rust", "cpp"):
        yield "linked-to-libc", facts.base
    if facts.language != "go":
        return
    need, turned_on = facts.case.component.needs.cgo, builder.turned_on(facts.case)
    if target.needs_libc(facts.case):
        name = "cgo-on-musl" if builder.on_musl(facts.case) else "cgo-needed"
        yield from ((name, item) for item in need.evidence[:1] or (facts.base,))
    elif turned_on is not None:
        yield ("cgo-unknown" if need.value == "unknown" else "cgo"), turned_on
    elif need.value == "unknown" and (left := builder.left_on(facts.case)) is not None:
        yield "cgo-unknown", left


def _interpreter(facts: MoveFacts) -> Iterator[Found]:
    """Yield a language without an image, an interpreter's line that distroless lacks, and compiled Python packages."""
    case, language = facts.case, facts.language
    if facts.origin == "tool" or facts.target.why == target.VARIANT:
        return
    if facts.origin == "third-party" or language not in case.lifecycle.languages:
        yield "runtime-not-distroless", case.at(facts.base.line, f"the image runs {language}")
    elif not facts.target.image:
        yield "interpreter-version", case.at(facts.base.line, facts.base.text)
    if language == "python":
        yield from (("native-wheels", item) for item in case.component.native_wheels[:_SHOWN])
        yield "python-packages", facts.base


def _base(facts: MoveFacts) -> Iterator[Found]:
    """Yield a base that nobody decides, and an architecture that the target lacks."""
    case, root = facts.case, facts.case.dockerfile.root(facts.case.dockerfile.final)
    if "?" in root.image.text or facts.bare is None:
        yield "base-undecided", case.at(root.line, f"FROM {root.image.text}")
    carried = case.lifecycle.architectures.get("go" if facts.origin == "tool" else facts.language)
    for platform in case.component.platforms:
        named = platform.removeprefix("linux/").partition("/")[0]
        if carried and "?" not in platform and "$" not in platform and named not in carried:
            shown = case.component.platform_evidence[:1]
            yield from (("architecture", Evidence(item.path, item.line, f"published for {platform}")) for item in shown)
    for text, line in ((case.dockerfile.path, None), (root.image.text, root.line), (root.platform, root.line)):
        for word in re.split(r"[-_./:]", text):
            meant = _ARCHITECTURES.get(word.lower())
            if carried and meant and meant not in carried:
                yield "architecture", case.at(line, f"{text} is for {meant}")
