"""Let the count of vulnerabilities go down with each update.

An update of an image is a chance to leave known flaws behind; one that brings more of them than it takes away is worth
a second look.

Judged: by two reports of the published image, of the newest version and of the one before it, by the same scanner with
the same database. Passes when the newer one has fewer distinct vulnerabilities; fails when it has as many or more. Not
applicable when the older one has none and the newer one neither, and where nothing is published or asked.

Mend: stand on a barer or newer base, and update what the image adds; `image-audit compare OLD NEW` lists what is gone,
new and kept, by package.

Limits: with one report, or two that are not comparable, it is unknown and weighs nothing. Which image is newer is told
by its version, else by its day of build, else by the day of the scan.
"""

from audit.compliance.case.case import Case
from audit.model.evidence import Evidence
from audit.model.finding import Verdict
from audit.model.vulnerabilities.scan import Update

CODE = "KF502"
GUIDELINE = "Compare it with the report of the newer image, to ensure that the CVE count reduces with each update."
EXAMPLES = "sh"
BAD = """\
image-audit compare scans/1.4.1.json scans/1.4.2.json     # increased: 12 vulnerabilities, then 15 (+3)
"""
GOOD = """\
image-audit compare scans/1.4.1.json scans/1.4.2.json     # reduced: 12 vulnerabilities, then 2 (-10)
"""
NEEDS_INPUT = True
_STEP = "Run image-audit compare on both reports, and mend what is new."


def judge(case: Case) -> Verdict:
    """Compare the newest report with that of the image before it."""
    if case.reports == "not asked":
        return Verdict("not-applicable", "files are checked before anything is published")
    if case.scan is None and case.unpublished:
        return Verdict("not-applicable", "nothing publishes an image of it")
    evidence = case.component.image.evidence if case.component.image else ()
    update = _update(case)
    return Verdict("unknown", update, None, evidence) if isinstance(update, str) else _of_update(update, evidence)


def _update(case: Case) -> Update | str:
    """Return the two reports compared, or why there is nothing to compare."""
    if case.scan is None:
        return "no scanner's reports were given to the run" if case.reports == "none" else "no report is of this image"
    if case.scan.update is None:
        return "the reports are of one image only; none is of the one before it"
    if case.scan.update.verdict == "not comparable":
        return f"not comparable: {'; '.join(case.scan.update.reasons)}"
    return case.scan.update


def _of_update(update: Update, evidence: tuple[Evidence, ...]) -> Verdict:
    if not update.before and not update.after:
        return Verdict("not-applicable", "neither the older nor the newer image has a known vulnerability")
    message = f"{update.verdict}: {update.before} in {update.old}, then {update.after} in {update.new}"
    if update.verdict == "reduced":
        return Verdict("pass", message, None, evidence)
    return Verdict("fail", message, None, evidence, _STEP)
