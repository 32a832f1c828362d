"""Scan the published image for known vulnerabilities.

Nobody can mend what nobody has looked for; a scan of what is published finds what a look at the Dockerfile cannot.

Judged: by the reports that are given to the run (`--scanner-reports`). Passes when one is of the image that the
Dockerfile is published as, whatever its tag. Partial when the scanner may have seen nothing: blind is not clean. Fails
when reports were given and none is of this image. Not applicable where nothing publishes an image, and when files are
checked before anything is published.

Mend: `image-audit scan`, or the scanner of your choice with JSON and a list of packages: `trivy image --format json
--list-all-pkgs`, `grype -o cyclonedx-json`, `osv-scanner scan image --all-packages --format json`.

Limits: without any reports, or where no workflow tells the published name, it is unknown and weighs nothing. Whether
the report was made with a filter is not seen.
"""

from audit.compliance.case.case import Case
from audit.model.finding import Verdict
from audit.model.vulnerabilities.scan import Scan

CODE = "KF501"
GUIDELINE = "It is recommended to use a CVE scanning tool to report vulnerabilities in the image."
EXAMPLES = "sh"
BAD = """\
image-audit run --scanner-reports scans      # nothing in scans/ is of this image
"""
GOOD = """\
trivy image --format json --list-all-pkgs --output scans/manager.json ghcr.io/acme/manager:1.4.2
image-audit run --scanner-reports scans
"""
NEEDS_INPUT = True
_STEP = "Scan the published image and give the report to the run: image-audit scan, or --scanner-reports DIR."


def judge(case: Case) -> Verdict:
    """Look for a report of the published image."""
    if case.reports == "not asked":
        return Verdict("not-applicable", "files are checked before anything is published")
    image = case.component.image
    if case.scan is None and (image is None or "?" in image.value):
        return _unnamed(case)
    evidence = image.evidence if image else ()
    if case.reports == "none":
        return Verdict("unknown", "no scanner's reports were given to the run", None, evidence, _STEP)
    if case.scan is None:
        name = image.value if image else "this image"
        return Verdict("fail", f"none of the reports given is of {name}", None, evidence, _STEP)
    if case.scan.doubt:
        message = f"{_shown(case.scan)}, but {case.scan.doubt}: blind, not clean"
        return Verdict("partial", message, None, evidence, "Scan again with a list of packages in the report.")
    return Verdict("pass", _shown(case.scan), None, evidence)


def _unnamed(case: Case) -> Verdict:
    """Judge a component without a published name: unknown, or known not to be published."""
    if case.unpublished:
        return Verdict("not-applicable", "nothing publishes an image of it")
    return Verdict("unknown", "nobody tells under which name it is published, so no report can be found")


def _shown(scan: Scan) -> str:
    found = len(scan.flaws)
    tool = " ".join(filter(None, (scan.scanner, scan.version)))
    dated = f", database of {scan.database}" if scan.database else f", scanned {scan.scanned}" if scan.scanned else ""
    return f"{tool} found {found} distinct vulnerabilit{'y' if found == 1 else 'ies'} in {scan.image}{dated}"
