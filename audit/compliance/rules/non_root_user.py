"""Run as a numeric user that is not root.

A process that is root in the container is root on the node once it escapes. Kubernetes' restricted policy refuses a
user it cannot verify, and it can verify numbers only.

Judged: by the last USER in effect: a number other than 0 passes, a name other than root is partial, 0 and root fail.
Without USER the base's known default counts; root when packages are installed without USER.

Mend: write `USER 65532:65532` in the final stage, or use a `nonroot` tag.

Limits: what a manifest's runAsUser says does not count here.
"""

from collections.abc import Mapping

from audit.compliance.base_image import final_user
from audit.compliance.case.case import Case, verdict
from audit.model.finding import Result, Verdict

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

_RESULTS: Mapping[str, Result] = {"numeric": "pass", "named": "partial", "root": "fail", "unknown": "unknown"}


def judge(case: Case) -> Verdict:
    """Look at the last USER in effect, else at what the base is known to run as."""
    found = final_user.find(case)
    return verdict(_RESULTS[found.kind], found.message, found.evidence, "" if found.kind == "numeric" else _STEP)
