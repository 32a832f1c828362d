"""Build with the language's official image.

Official images are rebuilt within days of a security fix and everybody knows what is in them; a hand-made build image
is as old as the day it was made.

Judged: each stage that builds language X. Docker's official image of X passes, any variant, also from a mirror; a
vendor's build image (ubi go-toolset, uv) is partial; anything else fails. The worst stage decides.

Mend: begin the build stage with `golang`, `python`, `node` or the official image of the language.

Limits: an image of the organisation's own counts as partial when it stands on the official one; what else it brings
is not looked at.
"""

from audit.compliance.base_image import image_pattern
from audit.compliance.case.case import Case, verdict, worst
from audit.model.command import BuildCommand
from audit.model.finding import Result, Verdict

CODE = "KF201"
UNDERMINED: tuple[Result, ...] = ("pass", "not-applicable")
GUIDELINE = (
    "The recommended build images for each of the programming languages are golang, python and node; for others it is "
    "recommended to use the official images for the respective language or framework."
)
BAD = """\
FROM ubuntu:24.04 AS build
RUN apt-get update && apt-get install -y python3-pip
RUN pip install --target /app -r requirements.txt
FROM gcr.io/distroless/python3-debian13:nonroot
COPY --from=build /app /app
"""
GOOD = """\
FROM python:3.13-slim-trixie AS build
RUN pip install --target /app -r requirements.txt
FROM gcr.io/distroless/python3-debian13:nonroot
COPY --from=build /app /app
"""


def judge(case: Case) -> Verdict:
    """Compare the image at the root of each building stage with the official one of the language built there."""
    found = tuple(_of_stage(case, build) for build in case.builds())
    return worst(found) if found else verdict("not-applicable", "nothing is built here")


def _of_stage(case: Case, build: BuildCommand) -> Verdict:
    image = case.dockerfile.root(build.stage).image
    known = image_pattern.find(image, case.lifecycle)
    language = case.component.language.value if build.language == "?" else build.language
    evidence = (case.opening(case.dockerfile.stages[build.stage]), case.at(build.line, build.text))
    step = f"Build with Docker's official image of {language}."
    if known.official and known.language == language:
        return verdict("pass", f"{image.text} is the official image of {language}", evidence)
    if known.vendor and known.language == language:
        return verdict("partial", f"{image.text} is a vendor's build image of {language}", evidence, step)
    base = case.foundation(case.dockerfile.stages[build.stage])
    below = image_pattern.find(base.image, case.lifecycle)
    if base.through and below.official and below.language == language:
        message = (
            f"{image.text} is the organisation's own, built on {base.image.text}, the official image of {language}"
        )
        return verdict("partial", message, (*base.evidence, evidence[1]), step)
    if "?" in image.name:
        return verdict("unknown", f"nobody decides the image {image.text}", evidence)
    return verdict("fail", f"{image.text} is not the official image of {language}", evidence, step)
