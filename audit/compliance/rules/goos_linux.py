"""Say that the binary is for Linux.

The image runs on Linux; a build that says so gives the same binary on every builder.

Judged: GOOS in effect for each go build whose output ships: linux or `${TARGETOS}` passes, nothing set is partial
(the builder is Linux), another system fails.

Mend: write `GOOS=linux` before `go build`, or `GOOS=${TARGETOS:-linux}` for builds on several platforms.

Limits: as KF301.
"""

from audit.compliance.case.case import Case, verdict
from audit.compliance.go_build import go_builds
from audit.model.command import BuildCommand
from audit.model.finding import Result, Verdict

CODE = "KF302"
UNDERMINED: tuple[Result, ...] = ("pass", "not-applicable")
GUIDELINE = go_builds.GUIDELINE
BAD = """\
FROM golang:1.26 AS build
RUN GOOS=darwin go build -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
ENTRYPOINT ["/manager"]
"""
GOOD = """\
FROM golang:1.26 AS build
RUN GOOS=linux go build -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
ENTRYPOINT ["/manager"]
"""
_STEP = "Write GOOS=linux before go build."


def judge(case: Case) -> Verdict:
    """Judge each go build whose output ships."""
    return go_builds.judge(case, _system)


def _system(case: Case, build: BuildCommand) -> Verdict:
    value = build.variable("GOOS")
    evidence = go_builds.evidence(case, build)
    if not value:
        return verdict("partial", "GOOS is not set; the builder is Linux", evidence, _STEP)
    if value == "linux" or "TARGETOS" in value:
        return verdict("pass", f"GOOS={value} is in effect", evidence)
    if "$" in value or "?" in value:
        return verdict("unknown", f"nobody decides GOOS={value}", evidence)
    return verdict("fail", f"GOOS={value} is in effect", evidence, _STEP)
