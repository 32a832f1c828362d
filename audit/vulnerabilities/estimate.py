"""Estimate which vulnerabilities a change of base image would remove, from reports and before a build."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.model.vulnerabilities.vulnerability import Estimate, Match, Report
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities.deduplication.aliases import Aliases, learn
from audit.vulnerabilities.deduplication.deduplicate import deduplicate

_HISTORY = "the image's history up to the last CMD or ENTRYPOINT of a lower layer is taken for the base"
_ATTRIBUTION = {
    "trivy": _HISTORY,
    "grype": _HISTORY,
    "osv-scanner": "OSV-Scanner's own record of base images tells which layers are the base's",
    "cyclonedx": "CycloneDX does not tell which layers are the base's",
}


@dataclass(frozen=True, slots=True)
class KnownBases:
    """Hold the reports of an image's base and of the base that may replace it, where there are any.

    `installs_nothing`: the Dockerfile installs no packages of the operating system into the final stage, so that all of
    them came with the base. `replaceable`: the base is known, and the profile asks for a barer one.
    """

    base: Report | None = None
    replacement: Report | None = None
    installs_nothing: bool = False
    replaceable: bool = True


NO_BASES = KnownBases()


def estimate(
    report: Report, scanning: Scanning, bases: KnownBases = NO_BASES, known: Aliases | None = None
) -> Estimate:
    """Estimate how many flaws leave with the base; `known` are aliases learnt from more than these reports.

    A flaw leaves when every package that has it came with the base image. A flaw that cannot be attributed is counted
    apart, never as leaving.
    """
    replacement = bases.replacement
    names = known or learn((*report.matches, *(replacement.matches if replacement else ())))
    found = deduplicate(tuple(_attributed(report, bases, scanning)), scanning, names)
    leaving = sum(flaw.origin == "base" for flaw in found)
    staying = sum(flaw.origin == "own" for flaw in found)
    remaining = {flaw.name for flaw in found if flaw.origin != "base"}
    arriving = None
    if replacement and not replacement.is_blind:
        arriving = len({flaw.name for flaw in deduplicate(replacement.matches, scanning, names)} - remaining)
    return Estimate(
        total=len(found),
        leaving=leaving,
        staying=staying,
        unattributed=len(found) - leaving - staying,
        arriving=arriving,
        share=leaving / (leaving + staying) if leaving + staying else None,
        reasoning=tuple(_reasoning(report, bases)),
    )


def _attributed(report: Report, bases: KnownBases, scanning: Scanning) -> Iterator[Match]:
    """Yield the rows with their origin: by the layers of the base's own report, by package kind, else as reported."""
    layers = frozenset(bases.base.layers) if bases.base and _stands_on(report, bases.base) else frozenset[str]()
    for match in report.matches:
        if layers and match.layer:
            yield replace(match, origin="base" if match.layer in layers else "own")
        elif match.origin == "unknown" and bases.installs_nothing and _is_of_system(match, scanning):
            yield replace(match, origin="base")
        else:
            yield match


def _stands_on(report: Report, base: Report) -> bool:
    """Tell whether the image's lowest layers are those of the base image."""
    return bool(base.layers) and report.layers[: len(base.layers)] == base.layers


def _is_of_system(match: Match, scanning: Scanning) -> bool:
    return match.package.kind.partition(":")[0].lower() in scanning.system_packages


def _reasoning(report: Report, bases: KnownBases) -> Iterator[str]:
    yield "an estimate, not a measurement: nothing was built or scanned anew"
    if bases.base and _stands_on(report, bases.base):
        yield "the layers of the base are those that its own report names"
    else:
        yield _ATTRIBUTION[report.format]
        if bases.installs_nothing:
            yield "the Dockerfile installs no packages of the system, so those came with the base"
    yield "a flaw leaves when every package that has it lies in the base"
    yield "packages that the image adds again, because the new base lacks them, are not foreseen"
    yield _arriving(bases.replacement)


def _arriving(replacement: Report | None) -> str:
    if replacement is None:
        return "the new base brings vulnerabilities of its own, which are not counted: no report of it was given"
    if replacement.is_blind:
        return f"what the new base brings is unknown: {replacement.doubt or 'its report saw no packages'}"
    return "what the new base brings is counted from its own report"
