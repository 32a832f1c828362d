"""Ship on a distroless image.

A distroless image holds the program and what it needs to run: no shell, no package manager, few packages. That is
most of the findings a scanner would report, gone.

Judged: by the tier of the image at the bottom of the final stage. Distroless and its equivalents (scratch,
Chainguard, ubi-micro, chiselled Ubuntu) pass, a debug variant is partial, the rest fails. An image that nobody knows
fails when RUN works in it, for then it has a shell, and is unknown otherwise.

Mend: end with `FROM gcr.io/distroless/...` of the language; the blockers of the component say what stands in the way.

Limits: what an unlisted image holds is not looked up.
"""

from audit.compliance.base_image import image_pattern, target
from audit.compliance.case import os_packages
from audit.compliance.case.case import Case, verdict
from audit.model.command import Command
from audit.model.dockerfile import Image
from audit.model.evidence import Evidence
from audit.model.finding import Verdict

CODE = "KF401"
JUDGES_RUNTIME = True
GUIDELINE = (
    "Kubeflow community recommends the usage of distroless images for building images for Kubeflow Applications."
)
BAD = """\
FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /manager .
FROM alpine:3.23
COPY --from=build /manager /manager
"""
GOOD = """\
FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
"""


def judge(case: Case) -> Verdict:
    """Look at the tier of the image at the bottom of the final stage."""
    base = case.foundation(case.dockerfile.final_stage)
    image = base.image
    possible = image_pattern.possible(image, case.lifecycle)
    known = image_pattern.find(image, case.lifecycle)
    evidence = base.evidence
    if len({pattern.debug for pattern in possible}) > 1:
        return verdict("unknown", f"nobody decides the tag of {image.text}", evidence)
    if known.debug:
        step = "Name the same image without the debug tag."
        return verdict("partial", f"{image.text} is distroless with a debug shell", evidence, step)
    if known.tier in case.profile.passing_tiers:
        is_itself = known.tier == "distroless"
        return verdict("pass", f"{image.text} is {'' if is_itself else 'an equivalent of '}distroless", evidence)
    tiers = list(dict.fromkeys(pattern.tier for pattern in possible))
    if "" not in tiers and not {*tiers} & {*case.profile.passing_tiers}:
        return verdict("fail", f"{image.text} is a {' or '.join(tiers)} image", evidence, _step(case))
    return _unlisted(case, image, evidence)


def _unlisted(case: Case, image: Image, evidence: tuple[Evidence, ...]) -> Verdict:
    """Judge a base that no pattern knows by what RUN shows of it."""
    for command in case.commands():
        if os_packages.manages(command) or not _is_exec_form(case, command):
            means = "a package manager" if os_packages.manages(command) else "a shell"
            shown = (*evidence, case.at(command.line, command.text))
            return verdict("fail", f"{image.text} has {means}", shown, _step(case))
    if "?" in image.text:
        return verdict("unknown", f"nobody decides the base image {image.text}", evidence)
    return verdict("unknown", f"what {image.text} holds is not known", evidence)


def _is_exec_form(case: Case, command: Command) -> bool:
    """Return whether a RUN in exec form starts the command, which needs no shell unless it names one."""
    stage = case.dockerfile.stages[command.stage]
    words = next((instruction.words for instruction in stage.instructions if instruction.line == command.line), None)
    return words == command.words


def _step(case: Case) -> str:
    found = target.choose(case)
    if found.image:
        return f"Ship on {found.image}."
    if case.component.language.value in case.lifecycle.recommended:
        return f"Move the interpreter first: {found.why}."
    return "Look for a distroless or equivalent image that runs what this image runs, or ask for an exception."
