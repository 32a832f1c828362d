"""What a change of base image would take away: an estimate from one report, before anybody has built anything."""

from audit.model.vulnerability import Estimate, Report
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities.aliases import learn
from audit.vulnerabilities.distinct import distinct


def estimate(report: Report, scanning: Scanning, replacement: Report | None = None) -> Estimate:
    """Estimate what leaves when the base leaves; `replacement` is a report of the new base image itself.

    A flaw leaves when every package that has it is in a layer of the base image. What cannot be attributed is counted
    apart and never as leaving.
    """
    known = learn((*report.matches, *(replacement.matches if replacement else ())))
    found = distinct(report.matches, scanning, known)
    leaving = sum(each.origin == "base" for each in found)
    staying = sum(each.origin == "own" for each in found)
    remaining = {each.name for each in found if each.origin != "base"}
    arriving = None
    if replacement and not replacement.is_blind:
        arriving = len({each.name for each in distinct(replacement.matches, scanning, known)} - remaining)
    return Estimate(
        total=len(found),
        leaving=leaving,
        staying=staying,
        unattributed=len(found) - leaving - staying,
        arriving=arriving,
        share=leaving / (leaving + staying) if leaving + staying else None,
        reasoning=_reasoning(report, replacement),
    )


def _reasoning(report: Report, replacement: Report | None) -> tuple[str, ...]:
    whence = {
        "trivy": "the image's history up to the last CMD or ENTRYPOINT of a lower layer is taken for the base",
        "grype": "the image's history up to the last CMD or ENTRYPOINT of a lower layer is taken for the base",
        "osv-scanner": "OSV-Scanner's own record of base images tells which layers are the base's",
        "cyclonedx": "CycloneDX does not tell which layers are the base's",
    }[report.format]
    if replacement is None:
        brought = "the new base brings vulnerabilities of its own, which are not counted: no report of it was given"
    elif replacement.is_blind:
        brought = f"what the new base brings is unknown: {replacement.doubt or 'its report saw no packages'}"
    else:
        brought = "what the new base brings is counted from its own report"
    return (
        "an estimate, not a measurement: nothing was built or scanned anew",
        whence,
        "a flaw leaves when every package that has it lies in the base",
        "packages that the image adds again, because the new base lacks them, are not foreseen",
        brought,
    )
