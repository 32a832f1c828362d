"""Build in one stage, ship from another.

A build image carries compilers, package managers and sources; none of them belongs into what runs in the cluster. Build
in a stage of its own and copy only the result: `COPY --from=build /app /app`.
"""

from collections.abc import Iterator
from fnmatch import fnmatch

from audit.compliance.rule import Case, verdict
from audit.model.dockerfile import BuildCommand, Transfer
from audit.model.evidence import Evidence
from audit.model.finding import Verdict

CODE = "KF101"
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
_STEP = "Build in a first stage and take only the result into the final one with COPY --from."


def judge(case: Case) -> Verdict:
    """Look for a stage of the file that builds and that the final stage takes from or stands on."""
    builds = case.builds()
    for evidence in _taken(case, builds):
        return verdict("pass", "the final stage takes what an earlier stage builds", evidence)
    if builds:
        return verdict("fail", "what runs is built in the stage that ships", _shown(case, builds[:3]), _STEP)
    if case.component.outside and case.component.language.value in ("go", "rust", "cpp", "java"):
        return verdict(
            "fail",
            "built outside: a compiled binary is copied from the build context",
            case.component.outside[:3],
            _STEP,
        )
    return verdict("not-applicable", "nothing is built here")


def _shown(case: Case, builds: tuple[BuildCommand, ...]) -> Iterator[Evidence]:
    yield from (case.at(build.line, build.text) for build in builds)


def _taken(case: Case, builds: tuple[BuildCommand, ...]) -> Iterator[tuple[Evidence, ...]]:
    """Yield (what is taken, what builds it) of each artefact of the final stage."""
    lineage = case.dockerfile.lineage(case.dockerfile.final)
    for stage in lineage:
        for transfer in stage.transfers:
            if isinstance(transfer.origin, int) and _is_artefact(transfer):
                inside = {each.index for each in case.dockerfile.leading_to(transfer.origin)}
                for build in builds:
                    if build.stage in inside:
                        yield (
                            case.at(transfer.line, f"takes {' '.join(transfer.sources)}"),
                            case.at(build.line, build.text),
                        )
    for parent in lineage[1:]:
        for build in builds:
            if build.stage == parent.index:
                yield case.at(lineage[0].line, f"stands on stage {parent.alias}"), case.at(build.line, build.text)


def _is_artefact(transfer: Transfer) -> bool:
    return not all(any(fnmatch(source, pattern) for pattern in _NO_ARTEFACT) for source in transfer.sources)
