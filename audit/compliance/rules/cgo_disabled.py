"""Compile Go without cgo.

A binary built with cgo needs a C library at run time, so it cannot run on distroless `static`.

Judged: for each `go build` and `go install` whose output ships, also inside make targets and scripts, whether
CGO_ENABLED=0 is in effect there: inline, by ENV, ARG, export, `go env -w`, a parent stage, or the Makefile. Where
nobody sets it and the stage has no C compiler, Go from 1.20 on turns cgo off by itself: partial. A binary copied from
the context is judged by the go build of the script or make target that also builds the image.

Mend: write `RUN CGO_ENABLED=0 GOOS=linux go build ...`.

Limits: builds by bazel, ko or goreleaser are unknown.
"""

from audit.compliance.case.case import Case
from audit.compliance.go_build import go_builds
from audit.model.finding import Result, Verdict

CODE = "KF301"
UNDERMINED: tuple[Result, ...] = ("pass", "not-applicable")
GUIDELINE = go_builds.GUIDELINE
BAD = """\
FROM golang:1.26 AS build
RUN go build -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
ENTRYPOINT ["/manager"]
"""
GOOD = """\
FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
ENTRYPOINT ["/manager"]
"""


def judge(case: Case) -> Verdict:
    """Judge each go build whose output ships."""
    return go_builds.judge(case, go_builds.cgo)
