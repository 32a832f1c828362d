"""Leave debug information out of the binary.

Without symbol tables and DWARF the image is smaller by about a quarter, and an attacker learns less from it.

Judged: `-w` or `-s` as a token of -ldflags, after variables are expanded, split as a shell splits. What is given to
-extldflags or -X is not searched: `-extldflags "-static"` contains "-s" and strips nothing.

Mend: write `-ldflags "-w"`, or `-ldflags "-s -w"`.

Limits: as KF301.
"""

from audit.compliance.case.case import Case, verdict
from audit.compliance.go_build import go_builds
from audit.components.dependencies import go_command
from audit.model.command import BuildCommand
from audit.model.finding import Result, Verdict

CODE = "KF304"
UNDERMINED: tuple[Result, ...] = ("pass", "not-applicable")
GUIDELINE = go_builds.GUIDELINE
BAD = """\
FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -ldflags '-extldflags "-static"' -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
ENTRYPOINT ["/manager"]
"""
GOOD = """\
FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -ldflags "-w" -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
ENTRYPOINT ["/manager"]
"""
_STEP = 'Add -ldflags "-w" to the go build.'


def judge(case: Case) -> Verdict:
    """Judge each go build whose output ships."""
    return go_builds.judge(case, _stripped)


def _stripped(case: Case, build: BuildCommand) -> Verdict:
    evidence = go_builds.evidence(case, build)
    tokens = go_command.linker_flags(build)
    if {"-w", "-s"} & set(tokens):
        return verdict("pass", "the linker is told to strip", evidence)
    hidden = next((token for token in tokens if "$" in token or "?" in token), "")
    if hidden:
        return verdict("unknown", f"nobody decides {hidden} among the linker's flags", evidence)
    return verdict("fail", "neither -w nor -s is among the linker's flags", evidence, _STEP)
