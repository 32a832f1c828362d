"""Install no OS packages into the image that ships.

A package manager in the final stage means a base with a shell and a package database, and packages that age there.

Judged: fails when apt, apk, dnf, yum, microdnf, zypper, tdnf or `gcloud components install` runs in the final stage
or one it stands on, conditionally too. Language installers are KF102's business.

Mend: copy the few files needed from a build stage; certificates and time zones are in distroless already.

Limits: packages that the base image itself brings are not counted.
"""

from audit.compliance.case import os_packages
from audit.compliance.case.case import Case, verdict
from audit.model.finding import Result, Verdict

CODE = "KF605"
UNDERMINED: tuple[Result, ...] = ("pass",)
GUIDELINE = "(extension) This approach reduces the image's size to only what is required to run the application."
BAD = """\
FROM alpine:3.23
RUN apk add --no-cache ca-certificates tzdata
COPY manager /manager
"""
GOOD = """\
FROM gcr.io/distroless/static-debian13:nonroot
COPY manager /manager
"""


def judge(case: Case) -> Verdict:
    """Look for package managers in the final stage and its parents."""
    found = tuple(case.at(command.line, command.text) for command in case.commands() if os_packages.manages(command))
    if found:
        step = "Copy what the program needs from a build stage instead of installing packages."
        return verdict("fail", "a package manager runs in what ships", found, step)
    return verdict("pass", "no package manager runs in what ships", (case.opening(case.dockerfile.final_stage),))
