"""Build in one stage, ship from another.

A build image carries compilers, package managers and sources; none of them belongs into what runs in the cluster.

Judged: passes when the final stage takes an artefact from, or stands on, a stage of this file that runs a build
command. Fails when the component is built and is not, and when a compiled binary is copied from the build context
with no build stage at all. Does not apply where nothing is built. Copying from an outside image does not count.

Mend: build in a stage of its own and copy only the result with `COPY --from=build /app /app`.

Limits: what a build outside of this file did cannot be seen here.
"""

from collections.abc import Iterator
from fnmatch import fnmatch

from audit.compliance.case.case import Case, verdict
from audit.model.command import BuildCommand
from audit.model.dockerfile import Transfer
from audit.model.evidence import Evidence
from audit.model.finding import Result, Verdict

CODE = "KF101"
UNDERMINED: tuple[Result, ...] = ("not-applicable",)
GUIDELINE = (
    "Using multi-staged builds you can separate the build process to a separate build image and copy the binaries "
    "generated from the build stage to the actual image."
)
BAD = """\
FROM golang:1.26
COPY . .
RUN CGO_ENABLED=0 go build -o /manager ./cmd/manager
ENTRYPOINT ["/manager"]
"""
GOOD = """\
FROM golang:1.26 AS build
COPY . .
RUN CGO_ENABLED=0 go build -o /manager ./cmd/manager
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
ENTRYPOINT ["/manager"]
"""
_NO_ARTEFACT = ("*.txt", "*.md", "*LICENSE*", "*NOTICE*", "*.conf", "*.yaml", "*.yml")
_COMPILED = ("go", "rust", "cpp", "java")
_STEP = "Build in a first stage and take only the result into the final one with COPY --from."


def judge(case: Case) -> Verdict:
    """Look for a stage of the file that builds and that the final stage copies from or is built on."""
    builds = case.builds()
    for evidence in _taken(case, builds):
        return verdict("pass", "the final stage takes what an earlier stage builds", evidence)
    if builds:
        shown = tuple(case.at(build.line, build.text) for build in builds[:3])
        return verdict("fail", "what runs is built in the stage that ships", shown, _STEP)
    if case.component.outside and case.component.language.value in _COMPILED:
        shown = case.component.outside[:3]
        return verdict("fail", "built outside: a compiled binary is copied from the build context", shown, _STEP)
    return verdict("not-applicable", "nothing is built here")


def _taken(case: Case, builds: tuple[BuildCommand, ...]) -> Iterator[tuple[Evidence, ...]]:
    """Yield (what is taken, what builds it) of each artefact of the final stage."""
    lineage = case.dockerfile.lineage(case.dockerfile.final)
    for stage in lineage:
        for transfer in stage.transfers:
            if isinstance(transfer.origin, int) and _is_artefact(transfer):
                shown = case.at(transfer.line, f"takes {' '.join(transfer.sources)}")
                yield from ((shown, built) for built in _built(case, builds, transfer.origin))
    for parent in lineage[1:]:
        shown = case.at(lineage[0].line, f"stands on stage {parent.alias}")
        yield from ((shown, case.at(build.line, build.text)) for build in builds if build.stage == parent.index)


def _built(case: Case, builds: tuple[BuildCommand, ...], index: int) -> Iterator[Evidence]:
    inside = {stage.index for stage in case.dockerfile.leading_to(index)}
    yield from (case.at(build.line, build.text) for build in builds if build.stage in inside)


def _is_artefact(transfer: Transfer) -> bool:
    return not all(any(fnmatch(source, pattern) for pattern in _NO_ARTEFACT) for source in transfer.sources)
