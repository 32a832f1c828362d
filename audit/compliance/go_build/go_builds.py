"""Judge the go builds whose output ships, and whether cgo is off in them."""

import re
from collections.abc import Callable

from audit.compliance.base_image import image_pattern
from audit.compliance.case.case import Case, verdict, worst
from audit.compliance.go_build import shipped_output
from audit.dockerfile import programs
from audit.model.command import BuildCommand
from audit.model.evidence import Evidence
from audit.model.finding import Verdict

GUIDELINE = (
    "It is recommended to build with the below flags to ensure that the binary runs without needing to use libc based "
    'packages: CGO_ENABLED=0 GOOS=linux go build -o <output_binary> -ldflags "-w" -a .'
)
_COMPILES = ("go build", "go install")
_C_COMPILERS = programs.C_COMPILER_PACKAGES | {"musl-dev"}
_OFF_WITHOUT_COMPILER_FROM = (1, 20)  # https://go.dev/doc/go1.20#cgo
_STEP = "Set CGO_ENABLED=0 for the go build, or show which package needs cgo."


def judge(case: Case, judge_one: Callable[[Case, BuildCommand], Verdict]) -> Verdict:
    """Judge every go build whose output ships, the worst decides; without one, give the reason why there is none."""
    compiled = tuple(build for build in case.builds() if build.tool in _COMPILES and shipped_output.ships(case, build))
    found = compiled or case.component.prebuilds
    return worst(judge_one(case, build) for build in found) if found else _absent(case)


def _absent(case: Case) -> Verdict:
    if case.component.language.value != "go":
        return verdict("not-applicable", "what ships is not built from Go")
    hidden = next((build for build in case.builds() if build.language == "?"), None)
    if hidden is not None:
        why = f": {hidden.unread}" if hidden.unread else ""
        return verdict("unknown", f"the build is hidden in `{hidden.text}`{why}", evidence(case, hidden))
    if case.component.outside:
        message = "built outside: nothing that builds this image shows its go build"
        return verdict("unknown", message, case.component.outside[:3])
    if not case.builds():
        return verdict("not-applicable", "nothing is compiled here")
    shown = tuple(item for build in case.builds() for item in evidence(case, build))
    return verdict("unknown", "no go build was found whose output ships", shown[:3])


def evidence(case: Case, build: BuildCommand) -> tuple[Evidence, ...]:
    """Return the line of the Dockerfile, and the lines that lead to the command where a script or make runs it."""
    if not build.trail:
        return (case.at(build.line, build.text),)
    return (case.at(build.line, _instruction(case, build)), *build.trail)


def _instruction(case: Case, build: BuildCommand) -> str:
    instructions = case.dockerfile.stages[build.stage].instructions
    found = (f"{one.keyword} {one.value}" for one in instructions if one.line == build.line)
    return next(found, build.text)


def cgo(case: Case, build: BuildCommand) -> Verdict:
    """Judge whether cgo is off in one go build."""
    value, shown = build.variable("CGO_ENABLED"), evidence(case, build)
    if value == "0":
        return verdict("pass", "CGO_ENABLED=0 is in effect", shown)
    if value and ("$" in value or "?" in value):
        return verdict("unknown", f"nobody decides CGO_ENABLED={value}", shown)
    if value:
        return verdict("fail", f"CGO_ENABLED={value} is in effect", shown, _STEP)
    return _unset(case, build)


def _unset(case: Case, build: BuildCommand) -> Verdict:
    """Judge a build that leaves CGO_ENABLED alone: from Go 1.20 it is off where no C compiler is found."""
    image = case.dockerfile.root(build.stage).image
    shown = (*evidence(case, build), case.opening(case.dockerfile.stages[build.stage]))
    if build in case.component.prebuilds:
        return verdict("fail", "CGO_ENABLED is not set where the binary is built", evidence(case, build), _STEP)
    if "alpine" not in image.tag or _has_compiler(case, build.stage):
        return verdict("fail", "CGO_ENABLED is not set, and the build image has a C compiler", shown, _STEP)
    version = image_pattern.language_version(image, "go", case.lifecycle)
    if not version:
        return verdict("unknown", "CGO_ENABLED is not set and the Go version is not known", shown, _STEP)
    if len(version) > 1 and version[:2] < _OFF_WITHOUT_COMPILER_FROM:
        return verdict("fail", "CGO_ENABLED is not set, and Go before 1.20 links dynamically", shown, _STEP)
    message = "CGO_ENABLED is not set; cgo is off only because the stage has no C compiler"
    return verdict("partial", message, shown, _STEP)


def _has_compiler(case: Case, index: int) -> bool:
    stages = {stage.index for stage in case.dockerfile.lineage(index)}
    return any(
        command.stage in stages
        and command.program == "apk"
        and _C_COMPILERS & {re.split(r"[=<>~]", word)[0] for word in command.words}
        for command in case.component.commands
    )
