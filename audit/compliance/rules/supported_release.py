"""Stand on a release that still gets security fixes.

An image whose release has ended collects known flaws that nobody will mend; a name without a release changes under
your feet with the next build.

Judged: every line that the final base's reference names, distribution and language. Fails when one has ended on the
run's date (older than the oldest on record = ended). Partial when only the long-term team supports it, and when the
distribution's release is not named at all: floating. Unknown when not even the family's line is known.

Mend: name a supported release: `gcr.io/distroless/static-debian13:nonroot`, `python:3.13-slim-trixie`.

Limits: what an image holds besides the lines that its name tells is not looked up.
"""

import re
from dataclasses import replace

from audit.compliance.base_image import image_pattern, lifecycle, target
from audit.compliance.case.case import Case, verdict
from audit.model.dockerfile import Image
from audit.model.evidence import Evidence
from audit.model.finding import Verdict
from audit.policy.lifecycle import Release

CODE = "KF404"
GUIDELINE = (
    "The preference of distroless images: gcr.io/distroless/static-debian10, gcr.io/distroless/python3-debian10."
)
BAD = """\
FROM alpine:3.15
COPY manager /manager
"""
GOOD = """\
FROM gcr.io/distroless/static-debian13:nonroot
COPY manager /manager
"""
# a part of the tag that nobody decides and that may name the release; that of alpine would follow its name
_RELEASE_OPEN = re.compile(r"\?(?!.*-alpine$)")
_SUPPORT = {"yes": "is supported", "lts": "only its long-term team supports", "no": "has ended"}


def judge(case: Case) -> Verdict:
    """Look up every line that the final base names."""
    base = case.foundation(case.dockerfile.final_stage)
    image, opening = base.image, base.evidence
    if image.text == "scratch":
        return verdict("not-applicable", "scratch has no release")
    if image.name == "?":
        return verdict("unknown", f"nobody decides the base image {image.text}", opening)
    found = lifecycle.releases(image, case.lifecycle)
    old = next((release for release in found if lifecycle.support(release, case.when) == "no"), None)
    if old is not None:
        judged = verdict("fail", lifecycle.ended(old, case.lifecycle), opening, _step(case))
        return replace(judged, ended=lifecycle.last_day(old, case.when))
    return _supported(case, image, found, opening)


def _supported(case: Case, image: Image, found: tuple[Release, ...], opening: tuple[Evidence, ...]) -> Verdict:
    old = next((release for release in found if lifecycle.support(release, case.when) == "lts"), None)
    if old is not None:
        message = f"LTS only: security support of {lifecycle.shown(old)} ended on {old.ends}"
        return replace(verdict("partial", message, opening, _step(case)), ended=lifecycle.last_day(old, case.when))
    if any(release.line in lifecycle.DISTRIBUTIONS for release in found):
        verb = "is" if len(found) == 1 else "are"
        traps = tuple(case.at(opening[0].line, says) for says in lifecycle.traps(image, case.committed, case.lifecycle))
        return verdict("pass", f"{' and '.join(map(lifecycle.shown, found))} {verb} supported", (*opening, *traps))
    if "?" in image.name or _RELEASE_OPEN.search(image.tag):
        return verdict("unknown", f"nobody decides the release of {image.text}", opening)
    known = image_pattern.find(image, case.lifecycle)
    if known.line == known.distribution and lifecycle.is_unrecorded(image, case.lifecycle):
        return verdict("unknown", f"the release that {image.text} names is not on record", opening)
    if found or known.distribution or lifecycle.named_on(case.when, image, case.lifecycle):
        return verdict("partial", f"floating: {_floating(case, image)}", opening, _step(case))
    return verdict("unknown", f"no line of releases is known for {image.text}", opening)


def _floating(case: Case, image: Image) -> str:
    """Return what a name without a release meant at the commit's date, and what it means today."""
    then = lifecycle.named_on(case.committed, image, case.lifecycle)
    now = lifecycle.named_on(case.when, image, case.lifecycle)
    if now is None:
        return "the name tells no release of the distribution, and what it means is not on record"
    if then is None:
        return f"what it meant on {case.committed} is not on record; a rebuild gives {lifecycle.shown(now)}"
    has = _SUPPORT[lifecycle.support(then, case.when)]
    rebuilt = "the same" if then == now else lifecycle.shown(now)
    return f"it meant {lifecycle.shown(then)} on {case.committed}, which {has}; a rebuild gives {rebuilt}"


def _step(case: Case) -> str:
    found = target.choose(case).image
    return f"Name a supported release, such as {found}." if found else "Name a supported release."
