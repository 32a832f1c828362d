"""Name a version, not `latest`.

Without a version nobody can say what was built, and a rebuild may break what worked.

Judged: the same images as KF602, those without a digest. No tag or `latest` fails; a tag that names no version or
release (`alpine`, `slim`, `stable`) is partial. Distroless tags are no versions by design: they pass where the
image's name tells the release (`base-debian12:latest`) and are partial where not (`static:nonroot`).

Mend: name a version in the tag: `golang:1.26`, `static-debian13:nonroot`.

Limits: a tag with a number in it is taken for a version.
"""

import re

from audit.compliance.base_image import external_images, image_pattern, lifecycle
from audit.compliance.base_image.external_images import ExternalImage
from audit.compliance.case.case import Case, verdict, worst
from audit.model.finding import Verdict

CODE = "KF603"
GUIDELINE = "(extension) The guideline of 2020 does not speak of tags."
BAD = """\
FROM registry.access.redhat.com/ubi9/ubi-minimal:latest
COPY manager /manager
"""
GOOD = """\
FROM gcr.io/distroless/static-debian13:nonroot
COPY manager /manager
"""
_STEP = "Name a version in the tag."


def judge(case: Case) -> Verdict:
    """Look at the tag of every outside image."""
    found = external_images.find(case)
    return (
        worst(_of(case, external) for external in found) if found else verdict("not-applicable", "only scratch: no tag")
    )


def _of(case: Case, reference: ExternalImage) -> Verdict:
    image, evidence = reference.image, (reference.evidence,)
    if image.digest:
        return verdict("pass", f"{image.text} has a digest", evidence)
    if image.text.endswith("?") or "?" in image.tag:
        return verdict("unknown", f"nobody decides the tag of {image.text}", evidence)
    if image_pattern.find(image, case.lifecycle).line == "distroless":
        return _distroless(case, reference)
    if image.tag in ("", "latest"):
        return verdict("fail", f"{image.text} means latest", evidence, _STEP)
    if re.search(r"\d", image.tag) or lifecycle.releases(image, case.lifecycle):
        return verdict("pass", f"{image.text} names a version", evidence)
    return verdict("partial", f"{image.text} names no version", evidence, _STEP)


def _distroless(case: Case, reference: ExternalImage) -> Verdict:
    text = reference.image.text
    if any(release.line == "distroless" for release in lifecycle.releases(reference.image, case.lifecycle)):
        return verdict("pass", f"{text} names the release", (reference.evidence,))
    step = "Name the release in the image: static-debian13."
    return verdict("partial", f"{text} names no release", (reference.evidence,), step)
