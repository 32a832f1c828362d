"""Index the reports of a run by the names and digests of images."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from audit.dockerfile.syntax import image_reference
from audit.model.deployment import Deployment
from audit.model.dockerfile import Image
from audit.model.evidence import Skipped
from audit.model.vulnerabilities.scan import Matched
from audit.model.vulnerabilities.vulnerability import Report
from audit.vulnerabilities.deduplication.aliases import Aliases, learn
from audit.vulnerabilities.report_files import report_path

# not asked: a check of unpublished files; none: a run without reports
State = Literal["not asked", "none", "given"]
Version = tuple[tuple[int, ...], bool, tuple[int, ...]]
_MATCHED: tuple[Matched, ...] = ("digest", "tag", "name")
_VERSION = re.compile(r"v?(\d{1,9}(?:\.\d{1,9}){0,5})(.*)")
_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class MatchedReport:
    """Hold a report of a component's image, and the part of the image's name that matched."""

    report: Report
    matched: Matched


@dataclass(frozen=True, eq=False, slots=True)
class ReportIndex:
    """Hold the reports by the canonical names of their images and by digest, and what could not be read.

    `known` are the names of flaws, learnt from all reports, so that one flaw has one name in all of them.
    """

    state: State
    reports: tuple[Report, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    named: Mapping[str, tuple[Report, ...]] = field(default_factory=dict)
    digests: Mapping[str, tuple[Report, ...]] = field(default_factory=dict)
    known: Aliases = field(default_factory=lambda: Aliases({}))

    def take(self, names: Iterable[str], deployment: Deployment) -> tuple[MatchedReport, ...]:
        """Return the reports of an image: of the deployed digest, the deployed tag, then others; newest first in each.

        `names` are all names under which the image is published.
        """
        found = {
            id(report): report
            for name in names
            for report in self.named.get(image_reference.canonical(image_reference.read(name)), ())
        }
        found |= {id(report): report for report in self.digests.get(_digest(deployment), ())}
        matched = [MatchedReport(report, _matched(report, deployment)) for report in reversed(by_age(found.values()))]
        return tuple(sorted(matched, key=lambda report: _MATCHED.index(report.matched)))

    def of(self, image: Image) -> Report | None:
        """Return the newest report of an image as a Dockerfile names it: of its digest, else of its tag."""
        for report in reversed(by_age(self.named.get(image_reference.canonical(image), ()))):
            known = report.image
            if known and (known.digest == image.digest if image.digest else known.tag == image.tag):
                return report
        return None


NOT_ASKED, NONE = ReportIndex("not asked"), ReportIndex("none")


def gather(reports: Iterable[Report], skipped: Iterable[Skipped] = ()) -> ReportIndex:
    """Return the index of reports; one without an image's name is of the image that its path names."""
    known = tuple(
        report if report.image else replace(report, image=report_path.image(report.path)) for report in reports
    )
    named: dict[str, list[Report]] = {}
    digests: dict[str, list[Report]] = {}
    for report in known:
        if report.image:
            named.setdefault(image_reference.canonical(report.image), []).append(report)
            if report.image.digest:
                digests.setdefault(report.image.digest, []).append(report)
    return ReportIndex(
        state="given",
        reports=known,
        skipped=tuple(skipped),
        named={name: tuple(several) for name, several in named.items()},
        digests={digest: tuple(several) for digest, several in digests.items()},
        known=learn(match for report in known for match in report.matches),
    )


def by_age(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return reports of one image, the oldest image first; those of one age by the day of the scan, then by path."""
    known = tuple(reports)
    of = age(known)
    return tuple(sorted(known, key=lambda report: (of(report), report.scanned, report.database, report.path)))


def age(reports: Sequence[Report]) -> Callable[[Report], Version | str]:
    """Return the sort key for the age of images: the first of version, day of build and day of scan that all have."""
    if all(_version(report)[0] for report in reports):
        return _version
    return (lambda report: report.built) if all(report.built for report in reports) else (lambda report: report.scanned)


def _version(report: Report) -> Version:
    return version(report.image.tag if report.image else "")


def version(tag: str) -> Version:
    """Return a version as numbers, a release after its candidates; empty for a tag that is no version."""
    found = _VERSION.fullmatch(tag)
    if not found:
        return (), False, ()
    numbers = tuple(int(number) for number in found[1].split("."))
    return numbers, not found[2], tuple(int(number) for number in _NUMBER.findall(found[2]))


def _digest(deployment: Deployment) -> str:
    return deployment.tag if ":" in deployment.tag else "-"


def _matched(report: Report, deployment: Deployment) -> Matched:
    image = report.image
    if image and image.digest and image.digest == _digest(deployment):
        return "digest"
    return "tag" if image and image.tag and image.tag == deployment.tag else "name"
