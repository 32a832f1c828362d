"""Build with a language line that still gets fixes.

What is compiled with a Go that has ended carries the flaws of its standard library, whatever it runs on.

Judged: the language images of the stages that build. Fails when the line has ended; partial when the tag names no
line (`golang:alpine`), or a vendor's image is of an upstream line that has ended. go.mod is never used.

Mend: name a supported version in the build image's tag.

Limits: an image of no known language is not judged.
"""

from dataclasses import replace

from audit.compliance.base_image import image_pattern, lifecycle, version
from audit.compliance.case.case import Case, verdict, worst
from audit.components.graph import Foundation
from audit.model.dockerfile import Image
from audit.model.finding import Result, Verdict
from audit.policy.lifecycle import Release

CODE = "KF606"
UNDERMINED: tuple[Result, ...] = ("not-applicable",)
GUIDELINE = "(extension) The guideline of 2020 asks for Go 1.13 and names no later line."
BAD = """\
FROM golang:1.19 AS build
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
_STEP = "Build with a supported version."


def judge(case: Case) -> Verdict:
    """Look up the line of every language image that builds."""
    stages = {case.dockerfile.root(build.stage).index for build in case.builds()}
    roots = [case.dockerfile.stages[index] for index in sorted(stages)]
    found = [_of(case, base) for base in map(case.foundation, roots) if _is_language_image(case, base.image)]
    return worst(found) if found else verdict("not-applicable", "no language image builds")


def _is_language_image(case: Case, image: Image) -> bool:
    return image.name == "?" or bool(image_pattern.find(image, case.lifecycle).language)


def _of(case: Case, base: Foundation) -> Verdict:
    image, evidence = base.image, base.evidence
    known = image_pattern.find(image, case.lifecycle)
    if "?" in image.text:
        return verdict("unknown", f"nobody decides the image {image.text}", evidence)
    line = _line(case, image)
    if line is None:
        if not any(release.line == known.language for release in case.lifecycle.releases):
            return verdict("unknown", f"no line of releases is on record for {known.language}", evidence)
        if lifecycle.is_unrecorded(image, case.lifecycle):
            return verdict("unknown", f"the version that {image.text} names is not on record", evidence)
        return verdict("partial", f"{image.text} names no version: floating", evidence, _STEP)
    if lifecycle.support(line, case.when) == "yes":
        return verdict("pass", f"{lifecycle.shown(line)} is supported", evidence)
    result: Result = "partial" if known.vendor else "fail"
    judged = verdict(result, lifecycle.ended(line, case.lifecycle), evidence, _STEP)
    return replace(judged, ended=lifecycle.last_day(line, case.when))


def _line(case: Case, image: Image) -> Release | None:
    """Return the release of the language that the reference names."""
    known = image_pattern.find(image, case.lifecycle)
    named = next(
        (release for release in lifecycle.releases(image, case.lifecycle) if release.line == known.language), None
    )
    if named is not None:
        return named
    written = version.numbers(image.tag.removeprefix(known.language))
    of_line = (release for release in case.lifecycle.releases if release.line == known.language)
    return next((release for release in of_line if version.belongs(written, version.numbers(release.release))), None)
