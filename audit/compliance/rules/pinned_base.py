"""Pin base images by digest.

A tag can be moved; a digest names the one image that was reviewed, and a rebuild gives the same again.

Judged: the outside images of the stages that lead to the final one, and of COPY --from and RUN --mount. All by digest
pass, some partial, none fail. scratch needs none.

Mend: write `image:tag@sha256:...` and let Renovate or Dependabot move the digest.

Limits: whether the digest is the tag's is not looked up.
"""

from audit.compliance.base_image import external_images
from audit.compliance.case.case import Case, verdict
from audit.model.finding import Verdict

CODE = "KF602"
GUIDELINE = "(extension) The guideline of 2020 does not speak of digests."
BAD = """\
FROM gcr.io/distroless/static-debian13:nonroot
COPY manager /manager
"""
GOOD = """\
FROM gcr.io/distroless/static-debian13:nonroot@sha256:1111111111111111111111111111111111111111111111111111111111111111
COPY manager /manager
"""
_STEP = "Add the digest of each image that has none, and let a bot keep it current."


def judge(case: Case) -> Verdict:
    """Look for a digest on every outside image."""
    found = external_images.find(case)
    if not found:
        return verdict("not-applicable", "only scratch: nothing to pin")
    loose = tuple(external for external in found if not external.image.digest)
    evidence = tuple(external.evidence for external in loose or found)
    if not loose:
        return verdict("pass", "every outside image is pinned by digest", evidence)
    if all(external.image.text == "?" for external in loose):
        return verdict("unknown", "nobody decides an image", evidence)
    names = ", ".join(external.image.text for external in loose)
    if len(loose) < len(found):
        return verdict("partial", f"not pinned: {names}", evidence, _STEP)
    return verdict("fail", f"no outside image is pinned: {names}", evidence, _STEP)
