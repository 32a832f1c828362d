"""What the scoreboard keeps of the reports on one image."""

from typing import Any

import pytest

from audit.model.vulnerabilities.scan import Count, Flaw, Update
from audit.vulnerabilities.estimate import KnownBases
from tests.vulnerabilities.shelved import NAME, scanned, shelved, taken
from tests.vulnerabilities.written import BASE, OWN, flaw, grype, matched, osv, report

A, B = flaw("CVE-2026-0001", FixedVersion="1.1"), flaw("CVE-2026-0002", "zlib", Severity="ODD", Layer={"DiffID": OWN})


def test_without_a_report_of_the_image_there_is_no_scan() -> None:
    assert taken(shelved(osv())) is None


def test_what_a_report_says() -> None:
    found = taken(shelved(scanned("1.4.2", A, B, digest="sha256:" + "1" * 64)))
    assert found is not None
    assert (found.report, found.image, found.matched, found.scanner, found.version, found.scanned) == (
        "0.json",
        f"{NAME}:1.4.2@sha256:{'1' * 64}",
        "tag",
        "trivy",
        "0.66.0",
        "2026-11-20",
    )
    assert (found.packages, found.doubt, found.update, found.fixable) == (3, "", None, 1)
    assert [each for each in found.counts if each.number] == [Count("high", 1, 1), Count("unknown", 1, 0)]
    assert found.flaws == (
        Flaw("CVE-2026-0001", "high", "nvd", True, ("1.1",), "base", ("openssl 1.0",)),  # noqa: FBT003 - fixable
        Flaw("CVE-2026-0002", "unknown", "nvd", False, (), "own", ("zlib 1.0",)),  # noqa: FBT003 - not fixable
    )


def test_names_are_learnt_from_the_reports_of_all_images() -> None:
    other = grype(matched("GHSA-aaaa-bbbb-cccc", "CVE-2026-0001"), userInput="acme/other:1", tags=["acme/other:1"])
    found = taken(shelved(scanned("1.4.2", flaw("GHSA-AAAA-bbbb-cccc"), flaw("CVE-2026-0001", "b")), other))
    assert found is not None
    assert [each.name for each in found.flaws] == ["CVE-2026-0001"]


def test_what_is_exploited_and_how_likely_it_is() -> None:
    row = matched("GHSA-aaaa-bbbb-cccc", "CVE-2026-0001")
    row["relatedVulnerabilities"][0] |= {
        "epss": [{"epss": 0.5}, {"epss": 7}],
        "knownExploited": [{"cve": "CVE-2026-0001"}],
    }
    found = taken(shelved(grype(row, userInput=f"{NAME}:1", tags=[f"{NAME}:1"])))
    assert found is not None
    assert [(each.exploited, each.epss) for each in found.flaws] == [(True, 0.5)]


def test_a_scanner_that_saw_no_packages_is_blind() -> None:
    found = taken(shelved(scanned("1.4.2", packages=0)))
    assert found is not None
    assert (found.doubt, found.estimate) == ("it saw no packages", None)


def updated(*documents: Any) -> Update | None:
    found = taken(shelved(*documents))
    assert found is not None
    return found.update


@pytest.mark.parametrize(
    ("documents", "verdict", "before", "after"),
    [
        pytest.param((scanned("1.4.1", A, B), scanned("1.4.2", A)), "reduced", 2, 1, id="fewer"),
        pytest.param((scanned("1.4.2", A), scanned("1.4.1", A, B)), "reduced", 2, 1, id="the order of files is none"),
        pytest.param((scanned("1.4.1", A), scanned("1.4.2", A, B)), "increased", 1, 2, id="more"),
        pytest.param((scanned("1.4.2", A), scanned("1.5.0", B)), "equal", 1, 1, id="one that is not deployed yet"),
        pytest.param((scanned("1.3", A, B), scanned("1.4.1", A, B), scanned("1.4.2", A)), "reduced", 2, 1, id="three"),
        pytest.param(
            (scanned("1.4.1", A, B), scanned("1.4.1", A, day="2026-11-19"), scanned("1.4.2", A)),
            "reduced", 2, 1, id="the last scan of each image counts",
        ),
    ],
)  # fmt: skip
def test_the_newest_image_is_compared_with_the_one_before_it(
    documents: tuple[Any, ...], verdict: str, before: int, after: int
) -> None:
    update = updated(*documents)
    assert update is not None
    assert (update.verdict, update.before, update.after) == (verdict, before, after)


def test_another_database_is_not_comparable() -> None:
    update = updated(scanned("1.4.1", A, B, day="2026-01-01"), scanned("1.4.2", A))
    assert update is not None
    assert (update.verdict, update.reasons) == (
        "not comparable",
        ("another database: 2026-01-01, then 2026-11-20, 323 days apart; at most 1 is allowed",),
    )


def test_images_of_which_none_is_known_to_be_newer_are_not_compared() -> None:
    update = updated(scanned("main", A, B), scanned("latest", A))
    assert update is not None
    assert (update.verdict, update.reasons) == ("not comparable", ("nothing tells which image is the newer one",))


def test_two_scans_of_one_image_are_no_update() -> None:
    assert updated(scanned("1.4.2", A, day="2026-11-19"), scanned("1.4.2", A, B)) is None


def test_another_scanners_report_is_no_older_image() -> None:
    assert updated(scanned("1.4.2", A), grype(userInput=f"{NAME}:1.4.1", tags=[f"{NAME}:1.4.1"])) is None


def test_the_layers_of_the_base_are_those_of_its_own_report() -> None:
    flat = {"history": [], "rootfs": {"diff_ids": [BASE, OWN]}}
    document = scanned("1.4.2", A, B)
    document["Metadata"]["ImageConfig"] = flat
    base = scanned("1")
    base["Metadata"]["ImageConfig"] = {"rootfs": {"diff_ids": [BASE]}}
    without, given = (taken(shelved(document), bases=bases) for bases in (KnownBases(), KnownBases(base=report(base))))
    assert [
        each and each.estimate and (each.estimate.leaving, each.estimate.staying, each.estimate.unattributed)
        for each in (without, given)
    ] == [(0, 0, 2), (1, 1, 0)]


def test_packages_of_the_system_came_with_the_base_when_the_dockerfile_installs_none() -> None:
    document = scanned("1.4.2", A, flaw("CVE-2026-0003", Layer=None))
    document["Metadata"]["ImageConfig"] = {}
    document["Results"].append({"Target": "web", "Type": "gobinary", "Vulnerabilities": [B]})
    found = taken(shelved(document), bases=KnownBases(installs_nothing=True))
    assert found is not None
    assert found.estimate is not None
    assert (found.estimate.leaving, found.estimate.unattributed, found.estimate.share) == (2, 1, 1.0)
    assert found.estimate.reasoning[2] == (
        "the Dockerfile installs no packages of the system, so those came with the base"
    )


def built(tag: str, day: str, *rows: Any) -> Any:
    document = scanned(tag, *rows)
    document["Metadata"]["ImageConfig"] = {"created": f"{day}T00:00:00Z"}
    return document


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
    update = updated(*documents)
    assert update is not None
    assert update.new == f"{NAME}:{new}"
