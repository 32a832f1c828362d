"""All reports of a run, to be taken by the name, tag or digest of an image."""

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

# not asked: files are judged that nobody has published; none: a run without reports
State = Literal["not asked", "none", "given"]
Version = tuple[tuple[int, ...], bool, tuple[int, ...]]
_MATCHED: tuple[Matched, ...] = ("digest", "tag", "name")
_VERSION = re.compile(r"v?(\d{1,9}(?:\.\d{1,9}){0,5})(.*)")
_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class MatchedReport:
    """Hold a report of a component's image, and by what it was recognised."""

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
            id(each): each
            for name in names
            for each in self.named.get(image_reference.canonical(image_reference.read(name)), ())
        }
        found |= {id(each): each for each in self.digests.get(_digest(deployment), ())}
        taken = [MatchedReport(each, _matched(each, deployment)) for each in reversed(by_age(found.values()))]
        return tuple(sorted(taken, key=lambda each: _MATCHED.index(each.matched)))

    def of(self, image: Image) -> Report | None:
        """Return the newest report of an image as a Dockerfile names it: of its digest, else of its tag."""
        for each in reversed(by_age(self.named.get(image_reference.canonical(image), ()))):
            known = each.image
            if known and (known.digest == image.digest if image.digest else known.tag == image.tag):
                return each
        return None


NOT_ASKED, NONE = ReportIndex("not asked"), ReportIndex("none")


def gather(reports: Iterable[Report], skipped: Iterable[Skipped] = ()) -> ReportIndex:
    """Put reports in order; one that names no image is of the image that its path names."""
    known = tuple(each if each.image else replace(each, image=report_path.image(each.path)) for each in reports)
    named: dict[str, list[Report]] = {}
    digests: dict[str, list[Report]] = {}
    for each in known:
        if each.image:
            named.setdefault(image_reference.canonical(each.image), []).append(each)
            if each.image.digest:
                digests.setdefault(each.image.digest, []).append(each)
    return ReportIndex(
        state="given",
        reports=known,
        skipped=tuple(skipped),
        named={name: tuple(several) for name, several in named.items()},
        digests={digest: tuple(several) for digest, several in digests.items()},
        known=learn(match for each in known for match in each.matches),
    )


def by_age(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return reports of one image, the oldest image first; those of one age by the day of the scan, then by path."""
    known = tuple(reports)
    of = age(known)
    return tuple(sorted(known, key=lambda each: (of(each), each.scanned, each.database, each.path)))


def age(reports: Sequence[Report]) -> Callable[[Report], Version | str]:
    """Return what tells the age of these images: the first of version, day of build and day of scan that all have."""
    if all(_version(each)[0] for each in reports):
        return _version
    return (lambda each: each.built) if all(each.built for each in reports) else (lambda each: each.scanned)


def _version(report: Report) -> Version:
    return version(report.image.tag if report.image else "")


def version(tag: str) -> Version:
    """Return a version as numbers, a release after its candidates; empty for a tag that is no version."""
    found = _VERSION.fullmatch(tag)
    if not found:
        return (), False, ()
    numbers = tuple(int(each) for each in found[1].split("."))
    return numbers, not found[2], tuple(int(each) for each in _NUMBER.findall(found[2]))


def _digest(deployment: Deployment) -> str:
    return deployment.tag if ":" in deployment.tag else "-"


def _matched(report: Report, deployment: Deployment) -> Matched:
    image = report.image
    if image and image.digest and image.digest == _digest(deployment):
        return "digest"
    return "tag" if image and image.tag and image.tag == deployment.tag else "name"
