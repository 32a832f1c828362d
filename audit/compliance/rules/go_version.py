"""Build Go with a version that has the security fixes.

Go before 1.13 lacks critical fixes in net/http, crypto/dsa and net/textproto, and what it compiles carries the flaws
for good.

Judged: by the version in the tag of each image that compiles Go, against the least one of the profile. Without a
version there, the `go` line of go.mod is a lower bound: it can pass, and decides nothing else. An image that compiles
nothing gives no version.

Mend: name a supported version in the build image's tag, such as `golang:1.26`.

Limits: whether a version is still supported is KF606's business; the `toolchain` line is not read.
"""

import re

from audit.compliance.base_image import image_pattern, version
from audit.compliance.case.case import Case, verdict, worst
from audit.model.command import BuildCommand
from audit.model.evidence import Evidence
from audit.model.finding import Result, Verdict

CODE = "KF202"
UNDERMINED: tuple[Result, ...] = ("not-applicable",)
GUIDELINE = (
    "It is recommended to use Golang 1.13+ images while building docker images as it contains critical security fixes "
    "for the packages net/http, crypto/dsa and net/textproto."
)
BAD = """\
FROM golang:1.12 AS build
RUN CGO_ENABLED=0 go build -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
"""
GOOD = """\
FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
"""
_GO_LINE = re.compile(r"go\s+(\d+(?:\.\d+)*)")


def judge(case: Case) -> Verdict:
    """Compare the version that each stage compiling Go names with the least one the profile takes."""
    found = tuple(_of_stage(case, build) for build in case.builds() if _compiles_go(case, build))
    if found:
        return worst(found)
    if case.component.language.value == "go" and case.component.outside:
        return _by_module(case, case.component.outside[:1])
    return verdict("not-applicable", "no stage compiles Go")


def _compiles_go(case: Case, build: BuildCommand) -> bool:
    if build.language == "?":
        return image_pattern.find(case.dockerfile.root(build.stage).image, case.lifecycle).language == "go"
    return build.language == "go"


def _of_stage(case: Case, build: BuildCommand) -> Verdict:
    image = case.dockerfile.root(build.stage).image
    least = case.profile.numbers.minimum_go
    evidence = (case.opening(case.dockerfile.stages[build.stage]), case.at(build.line, build.text))
    written = image_pattern.language_version(image, "go", case.lifecycle)
    if _is_comparable(written, least) and written >= version.numbers(least):
        return verdict("pass", f"{image.text} is Go {least} or newer", evidence)
    if _is_comparable(written, least):
        step = "Build with a supported golang image."
        return verdict("fail", f"{image.text} is older than Go {least}", evidence, step)
    return _by_module(case, evidence[:1])


def _is_comparable(written: tuple[int, ...], least: str) -> bool:
    """Return whether a tag names a minor version of Go: `golang:1` does not, and `go-toolset:9.5` is one of RHEL."""
    return len(written) > 1 and written[0] == version.numbers(least)[0]


def _by_module(case: Case, given: tuple[Evidence, ...]) -> Verdict:
    """Take the go line of go.mod as a lower bound, for no image names the version."""
    least = case.profile.numbers.minimum_go
    line = case.component.module.go_line
    evidence = (*given, *((line,) if line else ()))
    match = _GO_LINE.match(line.text) if line else None
    if match and version.numbers(match[1]) >= version.numbers(least):
        return verdict("pass", f"no image names the version, but go.mod asks for Go {match[1]}", evidence)
    return verdict("unknown", "no image names the Go version and no go.mod sets a high enough bound", evidence)
