"""What the scoreboard keeps of the reports on one image."""

from typing import Any

import pytest

from audit.model.vulnerabilities.scan import Count, Flaw
from audit.vulnerabilities import scan
from audit.vulnerabilities.estimate import NO_BASES, KnownBases
from tests.vulnerabilities.written import (
    BASE,
    DEPLOYED,
    NAME,
    OWN,
    SCANNING,
    flaw,
    grype,
    indexed,
    kept,
    matched,
    osv,
    report,
    scanned,
)

A, B = flaw("CVE-2026-0001", FixedVersion="1.1"), flaw("CVE-2026-0002", "zlib", Severity="ODD", Layer={"DiffID": OWN})


def configured(tag: str, *rows: Any, config: Any) -> dict[str, Any]:
    """Return a report on an image with a configuration of its own."""
    document = scanned(tag, *rows)
    document["Metadata"]["ImageConfig"] = config
    return document


def built(tag: str, day: str) -> dict[str, Any]:
    return configured(tag, config={"created": f"{day}T00:00:00Z"})


def of_grype(tag: str, *rows: Any) -> dict[str, Any]:
    return grype(*rows, userInput=f"{NAME}:{tag}", tags=[f"{NAME}:{tag}"])


def test_without_a_report_of_the_image_there_is_no_scan() -> None:
    reports = indexed(osv())
    assert scan.of(reports.take((NAME,), DEPLOYED), reports, SCANNING, NO_BASES) is None


def test_what_a_report_says() -> None:
    found = kept(scanned("1.4.2", A, B, digest="sha256:" + "1" * 64))
    assert (found.report, found.image, found.matched) == ("0.json", f"{NAME}:1.4.2@sha256:{'1' * 64}", "tag")
    assert (found.scanner, found.version, found.scanned) == ("trivy", "0.66.0", "2026-11-20")
    assert (found.packages, found.doubt, found.update, found.fixable) == (3, "", None, 1)
    assert [count for count in found.counts if count.number] == [Count("high", 1, 1), Count("unknown", 1, 0)]
    assert found.flaws == (
        Flaw("CVE-2026-0001", "high", "nvd", True, ("1.1",), "base", ("openssl 1.0",)),  # noqa: FBT003 - fixable
        Flaw("CVE-2026-0002", "unknown", "nvd", False, (), "own", ("zlib 1.0",)),  # noqa: FBT003 - not fixable
    )


def test_names_are_learnt_from_the_reports_of_all_images() -> None:
    other = grype(matched("GHSA-aaaa-bbbb-cccc", "CVE-2026-0001"), userInput="acme/other:1", tags=["acme/other:1"])
    found = kept(scanned("1.4.2", flaw("GHSA-AAAA-bbbb-cccc"), flaw("CVE-2026-0001", "b")), other)
    assert [flaw.name for flaw in found.flaws] == ["CVE-2026-0001"]


def test_what_is_exploited_and_how_likely_it_is() -> None:
    row = matched("GHSA-aaaa-bbbb-cccc", "CVE-2026-0001")
    known = [{"cve": "CVE-2026-0001"}]
    row["relatedVulnerabilities"][0] |= {"epss": [{"epss": 0.5}, {"epss": 7}], "knownExploited": known}
    assert [(flaw.exploited, flaw.epss) for flaw in kept(of_grype("1", row)).flaws] == [(True, 0.5)]


def test_a_scanner_that_saw_no_packages_is_blind() -> None:
    found = kept(scanned("1.4.2", packages=0))
    assert (found.doubt, found.estimate) == ("it saw no packages", None)


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        pytest.param((scanned("1.4.1", A, B), scanned("1.4.2", A)), ("reduced", 2, 1), id="fewer"),
        pytest.param((scanned("1.4.2", A), scanned("1.4.1", A, B)), ("reduced", 2, 1), id="the order of files is none"),
        pytest.param((scanned("1.4.1", A), scanned("1.4.2", A, B)), ("increased", 1, 2), id="more"),
        pytest.param((scanned("1.4.2", A), scanned("1.5.0", B)), ("equal", 1, 1), id="one that is not deployed yet"),
        pytest.param(
            (scanned("1.3", A, B), scanned("1.4.1", A, B), scanned("1.4.2", A)), ("reduced", 2, 1), id="three"
        ),
        pytest.param(
            (scanned("1.4.1", A, B), scanned("1.4.1", A, day="2026-11-19"), scanned("1.4.2", A)),
            ("reduced", 2, 1),
            id="the last scan of each image counts",
        ),
    ],
)
def test_the_newest_image_is_compared_with_the_one_before_it(
    documents: tuple[Any, ...], expected: tuple[str, int, int]
) -> None:
    update = kept(*documents).update
    assert update is not None
    assert (update.verdict, update.before, update.after) == expected


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param(
            scanned("1.4.1", A, B, day="2026-01-01"), scanned("1.4.2", A),
            "another database: 2026-01-01, then 2026-11-20, 323 days apart; at most 1 is allowed",
            id="another database",
        ),
        pytest.param(
            scanned("main", A, B), scanned("latest", A), "nothing tells which image is the newer one",
            id="images of which none is known to be newer",
        ),
    ],
)  # fmt: skip
def test_what_is_not_comparable_says_why(old: Any, new: Any, reason: str) -> None:
    update = kept(old, new).update
    assert update is not None
    assert (update.verdict, update.reasons) == ("not comparable", (reason,))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(scanned("1.4.2", A, B), id="another scan of the same image"),
        pytest.param(of_grype("1.4.1"), id="another scanner's report"),
    ],
)
def test_what_is_no_older_image(other: Any) -> None:
    assert kept(scanned("1.4.2", A, day="2026-11-19"), other).update is None


@pytest.mark.parametrize(
    ("documents", "new"),
    [
        pytest.param((built("1.4.2", "2026-01-01"), built("1.4.1", "2026-02-01")), "1.4.2", id="versions go first"),
        pytest.param((built("main", "2026-01-01"), built("dev", "2026-02-01")), "dev", id="then the day of the build"),
        pytest.param(
            (built("main", "1970-01-01"), scanned("dev", day="2026-11-19")), "main", id="the epoch is no day of a build"
        ),
    ],
)
def test_what_tells_which_image_is_newer(documents: tuple[Any, ...], new: str) -> None:
    update = kept(*documents).update
    assert update is not None
    assert update.new == f"{NAME}:{new}"


FLAT = configured("1.4.2", A, B, config={"history": [], "rootfs": {"diff_ids": [BASE, OWN]}})
BASE_REPORT = report(configured("1", config={"rootfs": {"diff_ids": [BASE]}}))


@pytest.mark.parametrize(
    ("bases", "expected"),
    [
        pytest.param(KnownBases(), (0, 0, 2), id="without its report"),
        pytest.param(KnownBases(base=BASE_REPORT), (1, 1, 0), id="with its report"),
    ],
)
def test_the_layers_of_the_base_are_those_of_its_own_report(bases: KnownBases, expected: tuple[int, int, int]) -> None:
    found = kept(FLAT, bases=bases).estimate
    assert found is not None
    assert (found.leaving, found.staying, found.unattributed) == expected


def test_packages_of_the_system_came_with_the_base_when_the_dockerfile_installs_none() -> None:
    document = configured("1.4.2", A, flaw("CVE-2026-0003", Layer=None), config={})
    document["Results"].append({"Target": "web", "Type": "gobinary", "Vulnerabilities": [B]})
    found = kept(document, bases=KnownBases(installs_nothing=True)).estimate
    assert found is not None
    assert (found.leaving, found.unattributed, found.share) == (2, 1, 1.0)
    assert found.reasoning[2] == "the Dockerfile installs no packages of the system, so those came with the base"
