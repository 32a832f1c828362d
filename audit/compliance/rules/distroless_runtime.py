"""Ship on a distroless image.

A distroless image holds the program and what it needs to run: no shell, no package manager, few packages. That is most
of the findings a scanner would report, gone. Use gcr.io/distroless/*, or an equal: scratch, Chainguard, ubi-micro.
"""

from audit.compliance import lifecycle
from audit.compliance.rule import Case, verdict
from audit.dockerfile import running
from audit.model.dockerfile import Image
from audit.model.evidence import Evidence
from audit.model.finding import Verdict

CODE = "KF401"
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
_PACKAGE_MANAGERS = frozenset({"apt", "apt-get", "apk", "dnf", "yum", "microdnf", "zypper", "tdnf"})


def judge(case: Case) -> Verdict:
    """Look at the tier of the image at the bottom of the final stage."""
    image = case.dockerfile.root(case.dockerfile.final).image
    known = lifecycle.pattern(image, case.lifecycle)
    evidence = (case.opening(case.dockerfile.final_stage),)
    if known.debug:
        return verdict(
            "partial",
            f"{image.text} is distroless with a debug shell",
            evidence,
            "Name the same image without the debug tag.",
        )
    if known.tier in case.profile.passing_tiers:
        return verdict("pass", f"{image.text} is {_article(known.tier)}", evidence)
    if known.tier:
        return verdict("fail", f"{image.text} is a {known.tier} image", evidence, _step(case))
    return _unlisted(case, image, evidence)


def _article(tier: str) -> str:
    return "distroless" if tier == "distroless" else f"an {tier} of distroless"


def _unlisted(case: Case, image: Image, evidence: tuple[Evidence, ...]) -> Verdict:
    """Judge a base that no pattern knows by what RUN shows of it."""
    if image.name in ("", "?"):
        return verdict("unknown", f"nobody decides the base image {image.text}", evidence)
    for stage in case.dockerfile.lineage(case.dockerfile.final):
        for command in running.commands(case.dockerfile, stage):
            means = "a package manager" if command.program in _PACKAGE_MANAGERS else "a shell"
            shown = (*evidence, case.at(command.line, command.text))
            return verdict("fail", f"{image.text} has {means}", shown, _step(case))
    return verdict("unknown", f"what {image.text} holds is not known", evidence)


def _step(case: Case) -> str:
    language = case.component.language.value
    target = case.lifecycle.recommended.get(language)
    return f"Ship on {target}." if target else f"Look for a distroless or equivalent image that runs {language}."
