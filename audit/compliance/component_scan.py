"""Match scanners' reports to a component's published image, and read them beside its Dockerfile."""

from collections.abc import Iterable

from audit.compliance.base_image import image_pattern, target
from audit.compliance.case import os_packages
from audit.compliance.case.case import Case
from audit.dockerfile.syntax import image_reference
from audit.model.deployment import Deployment
from audit.model.vulnerabilities.scan import Scan
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities import scan
from audit.vulnerabilities.estimate import KnownBases
from audit.vulnerabilities.report_files.report_index import ReportIndex


def of(case: Case, deployment: Deployment, reports: ReportIndex, scanning: Scanning) -> Scan | None:
    """Return what the reports hold on the component's image; None when there is none of it."""
    matching = reports.take(published(case.component.names), deployment)
    return scan.of(matching, reports, scanning, _bases(case, reports)) if matching else None


def published(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names without an undecided part: a report on `?` is of no image."""
    return tuple(name for name in names if "?" not in image_reference.read(name).name)


def _bases(case: Case, reports: ReportIndex) -> KnownBases:
    """Return the reports of the base and of the one that is recommended, and whether packages came with the base."""
    base = case.foundation(case.dockerfile.final_stage).image
    better = target.choose(case).image
    tier = image_pattern.find(base, case.lifecycle).tier
    return KnownBases(
        base=reports.of(base),
        replacement=reports.of(image_reference.read(better)) if better and better != base.text else None,
        replaceable=base.name != "?" and tier not in case.profile.passing_tiers,
        installs_nothing=not case.unreadable() and not any(map(os_packages.manages, case.commands())),
    )
