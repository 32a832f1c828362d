"""Read how the image is built: what the final stage does beside copying, and how a Go program is compiled."""

import re
from collections.abc import Iterator

from audit.compliance.base_image import image_pattern
from audit.compliance.case import os_packages
from audit.compliance.case.case import Case
from audit.compliance.go_build import shipped_output
from audit.dockerfile import programs
from audit.model.command import Command
from audit.model.evidence import Evidence
from audit.priorities.move_facts import MoveFacts

_OPTION = re.compile(r"-|\w+=")
_VERBS = frozenset({"install", "add", "in", "update", "upgrade", "clean", "autoremove", "makecache", "full-upgrade"})
_SHOWN = 5


def final_stage(facts: MoveFacts) -> Iterator[tuple[str, Evidence]]:
    """Yield the commands of the final stage that do more than serve the old base: packages and files it needs."""
    case, builds = facts.case, {build.line for build in facts.case.builds()}
    names: list[str] = []
    for command in case.commands():
        name = _kept(command, facts)
        if name and command.line not in builds and names.count(name) < _SHOWN:
            names.append(name)
            yield name, case.at(command.line, command.text)


def _kept(command: Command, facts: MoveFacts) -> str:
    """Return the blocker that a command of the final stage is, empty for one that goes with the old base."""
    table = facts.book.effort
    if os_packages.installs(command):
        unused = {*table.unused_packages, *(table.inits if facts.language in table.reaping else ())}
        needed = [name for name in packages(command) if name not in unused]
        return "packages-in-final-stage" if needed else ""
    if os_packages.manages(command) or command.program in table.unused_commands:
        return ""
    return "files-in-final-stage"


def packages(command: Command) -> tuple[str, ...]:
    """Return the packages that a package manager's command names."""
    words = (word for word in command.words[1:] if not _OPTION.match(word) and word not in _VERBS)
    return tuple(re.split(r"[=<>~]", word)[0] for word in words)


def building(facts: MoveFacts) -> Iterator[tuple[str, Evidence]]:
    """Yield the build commands of the only stage, or of the final stage beside an earlier one that builds."""
    case = facts.case
    lineage = {stage.index for stage in case.dockerfile.lineage(case.dockerfile.final)}
    own = [build for build in case.builds() if build.stage in lineage]
    name = "build-in-final-stage" if len(own) < len(case.builds()) else "single-stage"
    yield from ((name, case.at(build.line, build.text)) for build in own)


def _stages(case: Case) -> tuple[int, ...]:
    """Return the stages whose go build ships."""
    return tuple(build.stage for build in case.builds() if build.language == "go" and shipped_output.ships(case, build))


def on_musl(case: Case) -> bool:
    """Return whether a stage that compiles stands on Alpine, whose C library is not that of distroless."""
    found = (case.foundation(case.dockerfile.stages[index]).image for index in _stages(case))
    return any(image_pattern.find(image, case.lifecycle).distribution == "alpine" for image in found)


def turned_on(case: Case) -> Evidence | None:
    """Return the line that turns cgo on where nothing needs it: CGO_ENABLED=1, or a C compiler put into the stage."""
    for build in case.builds():
        if build.language == "go" and shipped_output.ships(case, build):
            value = build.variable("CGO_ENABLED")
            if value == "0":
                continue
            if value:
                return case.at(build.line, f"CGO_ENABLED={value}")
            if compiler := _compiler(case, build.stage):
                return compiler
    return None


def left_on(case: Case) -> Evidence | None:
    """Return the line of a go build that leaves cgo on: CGO_ENABLED is not set, and the stage may have a compiler."""
    for build in case.builds():
        if build.language == "go" and shipped_output.ships(case, build) and build.variable("CGO_ENABLED") is None:
            image = case.foundation(case.dockerfile.stages[build.stage]).image
            if image_pattern.find(image, case.lifecycle).distribution != "alpine":
                return case.at(build.line, build.text)
    return None


def _compiler(case: Case, index: int) -> Evidence | None:
    stages = {stage.index for stage in case.dockerfile.lineage(index)}
    for command in case.component.commands:
        is_install = command.stage in stages and os_packages.installs(command)
        if is_install and programs.C_COMPILER_PACKAGES & set(packages(command)):
            return case.at(command.line, command.text)
    return None


def without_cgo_setting(case: Case) -> tuple[int, ...]:
    """Return the lines of go builds that ship and do not turn cgo off."""
    return tuple(
        build.line
        for build in case.builds()
        if build.language == "go" and shipped_output.ships(case, build) and build.variable("CGO_ENABLED") != "0"
    )
