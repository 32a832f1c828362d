"""The reports on a component's published image, found on the reports and read beside what its Dockerfile says."""

from collections.abc import Iterable

from audit.compliance.base_image import lifecycle
from audit.compliance.case import os_packages
from audit.compliance.case.rule import Case
from audit.dockerfile.syntax import image_reference
from audit.model.deployment import Deployment
from audit.model.vulnerabilities.scan import Scan
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities import scan
from audit.vulnerabilities.estimate import KnownBases
from audit.vulnerabilities.report_files.report_index import ReportIndex


def of(case: Case, deployment: Deployment, reports: ReportIndex, scanning: Scanning) -> Scan | None:
    """Return what the reports say of the component's image; None when there is none of it."""
    taken = reports.take(published(case.component.names), deployment)
    return scan.of(taken, reports, scanning, _known_bases(case, reports)) if taken else None


def published(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that somebody decides: a report of `?` is of no image."""
    return tuple(each for each in names if "?" not in image_reference.read(each).name)


def _known_bases(case: Case, reports: ReportIndex) -> KnownBases:
    """Return the reports of the base and of the one that is recommended, and whether packages came with the base."""
    base = case.foundation(case.dockerfile.final_stage).image
    better = case.lifecycle.recommended.get(case.component.language.value, "")
    return KnownBases(
        base=reports.of(base),
        replacement=reports.of(image_reference.read(better)) if better and better != base.text else None,
        replaceable=base.name != "?" and lifecycle.pattern(base, case.lifecycle).tier not in case.profile.passing_tiers,
        installs_nothing=not case.unreadable() and not any(map(os_packages.manages, case.commands())),
    )
