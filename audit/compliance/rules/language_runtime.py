"""Choose the distroless image that is made for the language.

`static` for Go, `python3` for Python, `nodejs` for Node: each holds what its programs need and nothing else.

Judged: on a distroless base, whether its family can run the component's language.

Mend: name the family of the language in the last FROM.

Limits: a language that no family is on record for is unknown.
"""

from fnmatch import fnmatchcase

from audit.compliance.base_image import lifecycle, target
from audit.compliance.case.case import Case, verdict
from audit.model.finding import Verdict

CODE = "KF402"
GUIDELINE = (
    "The preference of distroless images to be chosen according to language: static for Golang, python3 for Python3, "
    "nodejs for NodeJS."
)
BAD = """\
FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /manager .
FROM gcr.io/distroless/python3-debian13:nonroot
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
    """Compare the distroless family with those that run the component's language."""
    found = case.foundation(case.dockerfile.final_stage)
    base = lifecycle.runtime(found.image, case.lifecycle, case.when)
    if base.tier != "distroless":
        return verdict("not-applicable", "the final base is not distroless")
    language = case.component.language.value
    families = case.lifecycle.languages.get(language)
    # what an override gives is read in no file of the repository
    read = () if case.component.language.given else case.component.language.evidence
    evidence = (*found.evidence, *read)
    if families is None:
        return verdict("unknown", f"no distroless family is on record for {language}", evidence)
    if any(fnmatchcase(base.family, family) for family in families):
        return verdict("pass", f"{base.family} runs {language}", evidence)
    step = f"Ship on {target.choose(case).image or families[0]}."
    return verdict("fail", f"{base.family} is not made for {language}", evidence, step)
