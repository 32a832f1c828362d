"""Rebuild every package.

With `-a` nothing compiled before, perhaps with cgo, ends up in the binary. Since Go 1.10 the build cache tells such
packages apart, so this is a word of 2020 that costs time today.

Judged: `-a` among the flags of each go build whose output ships, GOFLAGS included.

Mend: add `-a`, or leave it and accept the finding.

Limits: as KF301.
"""

from audit.compliance.case.case import Case, verdict
from audit.compliance.go_build import go_builds
from audit.components.dependencies import go_command
from audit.model.command import BuildCommand
from audit.model.finding import Result, Verdict

CODE = "KF303"
UNDERMINED: tuple[Result, ...] = ("pass", "not-applicable")
GUIDELINE = go_builds.GUIDELINE
BAD = """\
FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
ENTRYPOINT ["/manager"]
"""
GOOD = """\
FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -a -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
ENTRYPOINT ["/manager"]
"""


def judge(case: Case) -> Verdict:
    """Judge each go build whose output ships."""
    return go_builds.judge(case, _flag)


def _flag(case: Case, build: BuildCommand) -> Verdict:
    evidence = go_builds.evidence(case, build)
    if "-a" in go_command.flags(build):
        return verdict("pass", "-a is among the flags", evidence)
    return verdict("fail", "-a is not among the flags", evidence, "Add -a to the go build.")
