"""Find the blockers on the way to a distroless runtime, each with the line that shows it."""

import re
from collections.abc import Iterator

from audit.compliance import catalogue
from audit.compliance.base_image import image_pattern, version
from audit.compliance.case import os_packages
from audit.compliance.case.case import Case
from audit.compliance.go_build import go_builds
from audit.components.program import entrypoint
from audit.dockerfile import programs
from audit.model.evidence import Evidence
from audit.model.finding import Finding

_ARCHITECTURES = {
    "ppc64le": "ppc64le", "s390x": "s390x", "aarch64": "arm64", "arm64": "arm64", "arm64v8": "arm64", "armhf": "arm",
    "arm32v7": "arm", "armv7": "arm", "riscv64": "riscv64", "i386": "386",
}  # fmt: skip
Found = tuple[str, Evidence]


def find(case: Case, findings: tuple[Finding, ...]) -> Iterator[Found]:
    """Yield (name, evidence) of every blocker; nothing where the base is distroless or an equivalent already."""
    runtime = [finding.verdict.result for finding in findings if finding.rule in catalogue.judging_runtime()]
    if all(result in ("pass", "partial") for result in runtime):
        return
    for search in (_starting, _tools, _installing, _building, _cgo, _python, _running, _architecture):
        yield from search(case)


def _starting(case: Case) -> Iterator[Found]:
    """Yield shell forms and start scripts of the ENTRYPOINT and CMD in effect."""
    for instruction in (one for one in entrypoint.declared(case.dockerfile) if one is not None and one.value):
        shown = case.at(instruction.line, f"{instruction.keyword} {instruction.value}")
        words = instruction.words
        if words is None or (words and words[0].rpartition("/")[2] in programs.SHELLS):
            yield "shell-form", shown
        elif words and words[0].endswith(".sh"):
            yield "entrypoint-script", shown
    script = case.component.program.script
    for item in case.component.program.trail:
        if script and item.path == script:
            yield "entrypoint-script", item


def _tools(case: Case) -> Iterator[Found]:
    yield from (("runtime-tools", item) for item in case.component.runtime_tools)


def _installing(case: Case) -> Iterator[Found]:
    for command in case.commands():
        if os_packages.installs(command):
            yield "packages-in-final-stage", case.at(command.line, command.text)


def _building(case: Case) -> Iterator[Found]:
    """Yield the build commands of the only stage, or of the final stage beside an earlier one that builds."""
    lineage = {stage.index for stage in case.dockerfile.lineage(case.dockerfile.final)}
    own = [build for build in case.builds() if build.stage in lineage]
    name = "build-in-final-stage" if len(own) < len(case.builds()) else "single-stage"
    yield from ((name, case.at(build.line, build.text)) for build in own)


def _cgo(case: Case) -> Iterator[Found]:
    """Yield the evidence that a Go binary needs a C library."""
    if case.component.language.value != "go":
        return
    need = case.component.module.cgo_need
    built = go_builds.judge(case, go_builds.cgo)
    if built.result == "fail" and need is not None:
        yield "cgo-needed", need
    elif built.result == "fail" and built.evidence:
        yield "cgo", built.evidence[0]


def _python(case: Case) -> Iterator[Found]:
    if case.component.language.value == "python":
        yield from (("native-wheels", item) for item in case.component.native_wheels[:5])


def _running(case: Case) -> Iterator[Found]:
    """Yield blockers of the base: undecided, a language without an image, an interpreter that distroless lacks."""
    root = case.dockerfile.root(case.dockerfile.final)
    language = case.component.language.value
    shown = case.at(root.line, f"FROM {root.image.text}")
    if "?" in root.image.text:
        yield "base-undecided", shown
    if language not in case.lifecycle.languages:
        yield "runtime-not-distroless", case.at(root.line, f"the image runs {language}")
    carried = case.lifecycle.interpreters.get(language)
    written = image_pattern.language_version(root.image, language, case.lifecycle)
    if carried and written and not version.belongs(version.numbers(carried), written[:2]):
        yield "interpreter-version", shown


def _architecture(case: Case) -> Iterator[Found]:
    """Yield an architecture named by the file or the base that the recommended image lacks."""
    carried = case.lifecycle.architectures.get(case.component.language.value)
    root = case.dockerfile.root(case.dockerfile.final)
    for text, line in ((case.dockerfile.path, None), (root.image.text, root.line), (root.platform, root.line)):
        for word in re.split(r"[-_./:]", text):
            named = _ARCHITECTURES.get(word.lower())
            if carried and named and named not in carried:
                yield "architecture", case.at(line, f"{text} is for {named}")
