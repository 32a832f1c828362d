"""Run as a numeric user that is not root.

A process that is root in the container is root on the node once it escapes. Kubernetes' restricted policy refuses a
user it cannot verify, and it can verify numbers only.

Judged: by the last USER in effect: a number other than 0 passes, a name other than root is partial, 0 and root fail.
Without USER the base's known default counts; root when packages are installed without USER.

Mend: write `USER 65532:65532` in the final stage, or use a `nonroot` tag.

Limits: what a manifest's runAsUser says does not count here.
"""

from collections.abc import Iterator

from audit.compliance.base_image import image_pattern
from audit.compliance.case import os_packages
from audit.compliance.case.case import Case, verdict
from audit.components.graph import Foundation
from audit.dockerfile.syntax import arguments, substitution
from audit.model.dockerfile import Dockerfile, Instruction, Stage
from audit.model.evidence import Evidence
from audit.model.finding import Verdict

CODE = "KF601"
GUIDELINE = "(extension) The guideline of 2020 does not speak of users."
BAD = """\
FROM alpine:3.23
RUN apk add --no-cache ca-certificates
USER root
ENTRYPOINT ["/manager"]
"""
GOOD = """\
FROM gcr.io/distroless/static-debian13:nonroot
USER 65532:65532
ENTRYPOINT ["/manager"]
"""
_STEP = "End the final stage with a numeric user, such as USER 65532:65532."


def judge(case: Case) -> Verdict:
    """Look at the last USER in effect, else at what the base is known to run as."""
    for stage, instruction in _declared(case.dockerfile):
        values = arguments.environment(case.dockerfile, stage, instruction.line)
        shown = case.at(instruction.line, f"USER {instruction.value}")
        return _of_user(substitution.expand(instruction.value, values), shown)
    return _inherited(case)


def _declared(dockerfile: Dockerfile) -> Iterator[tuple[Stage, Instruction]]:
    """Yield the USER instructions of the final stage and its parents, the last first."""
    for stage in dockerfile.lineage(dockerfile.final):
        for instruction in reversed(stage.instructions):
            if instruction.keyword == "USER":
                yield stage, instruction


def _inherited(case: Case) -> Verdict:
    """Look at the USER of the organisation's own images below, nearest first, else at the outside base."""
    base = case.foundation(case.dockerfile.final_stage)
    for component in base.through:
        for stage, instruction in _declared(component.dockerfile):
            values = arguments.environment(component.dockerfile, stage, instruction.line)
            shown = Evidence(component.dockerfile.path, instruction.line, f"USER {instruction.value}")
            found = _of_user(substitution.expand(instruction.value, values), shown)
            message = f"no USER; {component.name} below {found.message}"
            return verdict(found.result, message, (base.evidence[0], shown), found.next_step)
    return _of_base(case, base)


def _of_user(text: str, evidence: Evidence) -> Verdict:
    user = text.partition(":")[0]
    if "?" in user or not user:
        return verdict("unknown", f"nobody decides the user {text}", (evidence,), _STEP)
    if user.isdecimal() and int(user):
        return verdict("pass", f"runs as user {user}", (evidence,))
    if user.isdecimal():
        return verdict("fail", "runs as user 0, which is root", (evidence,), _STEP)
    if user == "root":
        return verdict("fail", "runs as root", (evidence,), _STEP)
    return verdict("partial", f"runs as {user}: a name, which Kubernetes cannot verify", (evidence,), _STEP)


def _of_base(case: Case, base: Foundation) -> Verdict:
    image, opening = base.image, base.evidence
    known = image_pattern.find(image, case.lifecycle)
    if known.user:
        judged = _of_user(known.user, opening[0])
        return verdict(judged.result, f"no USER; {image.text} {judged.message}", opening, judged.next_step)
    for command in case.commands():
        if os_packages.installs(command):
            shown = (case.at(command.line, command.text), *opening)
            return verdict("fail", "no USER, and packages are installed as root", shown, _STEP)
    return verdict("unknown", f"no USER, and the user of {image.text} is not known", opening, _STEP)
