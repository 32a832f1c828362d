"""Prefer `static` over `base` for Go.

`base` adds a C library and OpenSSL, which a binary without cgo never loads and a scanner always reports.

Judged: for Go on distroless. `static` passes. `base` or `cc` fails when cgo is off anyway (KF301), is partial when
cgo is on and nothing shows why, and is right, so the rule does not apply, when a need is shown: `import "C"`, or a
module that cannot do without, such as go-sqlite3.

Mend: set CGO_ENABLED=0 and name `gcr.io/distroless/static-debian13:nonroot`.

Limits: a need deep in an indirect dependency is not seen.
"""

from audit.compliance.base_image import lifecycle, target
from audit.compliance.case.case import Case, verdict
from audit.compliance.go_build import go_builds
from audit.model.finding import Verdict

CODE = "KF403"
GUIDELINE = (
    "It is recommended to build with the below flags [...]. This facilitates the use of distroless' static image as "
    "opposed to base image."
)
BAD = """\
FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /manager .
FROM gcr.io/distroless/base-debian13:nonroot
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
    """Compare the family with what the build needs."""
    found = case.foundation(case.dockerfile.final_stage)
    base = lifecycle.runtime(found.image, case.lifecycle, case.when)
    if base.tier != "distroless" or case.component.language.value != "go":
        return verdict("not-applicable", "not Go on distroless")
    opening = found.evidence
    if base.family == "static":
        return verdict("pass", "the final base is static", opening)
    need = case.component.module.cgo_need
    if need is not None:
        return verdict("not-applicable", f"cgo is needed: {need.text}", (*opening, need))
    built = go_builds.judge(case, go_builds.cgo)
    evidence = (*opening, *built.evidence)
    if built.result in ("pass", "partial"):
        step = f"Ship on {target.choose(case).image}."
        return verdict("fail", f"cgo is off, and the final base is {base.family}", evidence, step)
    if built.result == "fail":
        step = "Set CGO_ENABLED=0 and ship on static, or show which package needs cgo."
        return verdict("partial", "cgo is on, and nothing shows a need for it", evidence, step)
    return verdict("unknown", f"whether cgo is needed is not known: {built.message}", evidence)
