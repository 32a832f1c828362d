"""Scanners' reports in the judgement of the whole."""

from dataclasses import replace
from typing import Any

from audit.model.component import Facts
from audit.model.deployment import Mention
from audit.model.evidence import Answer, Skipped
from audit.model.scoreboard import Run, Scoreboard, Standing
from audit.model.vulnerabilities.scan import Count
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge
from audit.vulnerabilities.report_files.report_index import NONE, NOT_ASKED, ReportIndex
from tests.compliance.scanning import HOP
from tests.judging import built, shipped
from tests.scoreboard.test_judge import BAD, GOOD, repository
from tests.vulnerabilities.written import flaw, indexed, osv, scanned, trivy

RUN = Run("sample", "2026-11-23", "0", "1", "kubeflow-2020", "")
A, B, LOW = flaw("CVE-2026-0001", FixedVersion="1.1"), flaw("CVE-2026-0002"), flaw("CVE-2026-0003", Severity="LOW")


def facts(*named: tuple[str, str, str]) -> Facts:
    """Return the facts of a repository with these paths, names of images (none where empty) and texts."""
    components = []
    for path, name, text in named:
        found = built(text, path=path, repository="acme/web")
        image = Answer(name, "high", (HOP,)) if name else None
        components.append(replace(found, image=image, names=(name,) if name else ()))
    run = tuple(Mention(name, "documented", "", default=False, evidence=(HOP,)) for _, name, _ in named if name)
    return Facts("acme/web", "main", "1" * 40, "2026-08-14T10:00:00Z", tuple(components), (), mentions=run)


WEB, OTHER, THIRD = "ghcr.io/acme/web", "ghcr.io/acme/other", "ghcr.io/acme/third"
THREE = facts(
    ("cmd/controller/Dockerfile", WEB, GOOD), ("cmd/server/Dockerfile", OTHER, BAD), ("cmd/ui/Dockerfile", THIRD, BAD)
)


def of(name: str, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a report of Trivy's on the image's tag 1."""
    return trivy(*rows, ArtifactName=f"{name}:1", Metadata={"RepoTags": [f"{name}:1"]}, **more)


def board(reports: ReportIndex, found: Facts = THREE) -> Scoreboard:
    return judge(join(Gathered((repository("acme/web"),), (found,), ()), shipped()), shipped(), RUN, reports=reports)


def by_name(found: Scoreboard) -> dict[str, Standing]:
    return {standing.component.name: standing for standing in found.standings}


def test_without_reports_nothing_changes_but_two_unknowns_that_weigh_nothing() -> None:
    without, checked = board(NONE), board(NOT_ASKED)
    assert [(row.score, row.coverage, row.priority, row.rank, row.scan) for row in without.standings] == [
        (row.score, row.coverage, row.priority, row.rank, None) for row in checked.standings
    ]
    said = [(finding.rule, finding.verdict.result, finding.weight) for finding in without.standings[0].findings]
    assert [each for each in said if each[0] in ("KF501", "KF502")] == [
        ("KF501", "unknown", 0.0),
        ("KF502", "unknown", 0.0),
    ]
    assert (without.scans, checked.scans) == (None, None)


def test_a_report_counts_in_score() -> None:
    without, given = by_name(board(NONE)), by_name(board(indexed(of(OTHER, A), of(WEB))))
    assert (without["controller"].score, given["controller"].score) == (100.0, 100.0)
    assert (without["server"].score, without["ui"].score) == (11.4583, 11.4583)  # 5.5 of 48
    assert (given["server"].score, given["ui"].score) == (19.8113, 10.3774)  # 10.5 and 5.5 of 53


def test_the_table_of_the_working_groups_drops_nothing() -> None:
    twice = of(WEB, A, B)
    found = board(indexed(twice, of(OTHER, flaw("CVE-2026-0001", Severity="CRITICAL"), LOW, packages=9))).scans
    assert found is not None
    (group,) = found.groups
    assert (group.name, group.expected, group.scanned, group.clean, group.blind) == ("Platform", 3, 2, 0, 0)
    assert (group.everywhere, group.missing, group.scanners) == (4, ("ui",), ("trivy 0.66.0",))
    assert [count for count in group.counts if count.number] == [
        Count("critical", 1, 0),
        Count("high", 1, 0),
        Count("low", 1, 0),
    ]
    assert group.databases == ("2026-11-20",)


def test_clean_images_are_counted_and_blind_scans_are_not_clean() -> None:
    found = board(indexed(of(WEB), of(OTHER, packages=0), of(THIRD, LOW, CreatedAt="2026-10-01T00:00:00Z"))).scans
    assert found is not None
    (group,) = found.groups
    assert (group.expected, group.scanned, group.clean, group.blind) == (3, 3, 1, 1)
    assert group.databases == ("2026-10-01", "2026-11-20")


def test_reports_that_fit_nothing_are_listed_with_the_reason() -> None:
    reports = indexed(of(WEB), of("ghcr.io/acme/gone"), of("docker.io/library/golang"), osv())
    found = board(replace(reports, skipped=(Skipped("", "", "broken.json", "not JSON"),))).scans
    assert found is not None
    assert (found.reports, found.skipped) == (4, (Skipped("", "", "broken.json", "not JSON"),))
    assert [(each.path, each.reason) for each in found.unmatched] == [
        ("1.json", "no component publishes ghcr.io/acme/gone:1"),
        (
            "2.json",
            ("docker.io/library/golang:1 is a base image: it counts where what a change of base brings is estimated"),
        ),
        ("3.json", "it names no image; expected a path such as ghcr.io/acme/web/1.4.2.json"),
    ]


def test_an_update_that_reduces_the_count_is_kept_and_one_that_does_not_is_not() -> None:
    reports = indexed(scanned("1.4.1", A, B), scanned("1.4.2", A))
    (row,) = [standing for standing in board(reports).standings if standing.component.name == "controller"]
    said = {finding.rule: (finding.verdict.result, finding.weight) for finding in row.findings}
    assert (said["KF501"], said["KF502"]) == (("pass", 5.0), ("pass", 5.0))


def test_what_would_leave_with_the_base_is_told_where_the_base_can_be_better() -> None:
    """The controller stands on distroless already; the server's packages came with its base, the binary did not."""
    rows = (A, flaw("CVE-2026-0009", "stdlib"))
    document = of(OTHER, *rows)
    document["Results"] = [
        {"Target": "web (debian 9)", "Type": "debian", "Vulnerabilities": [A], "Packages": []},
        {"Target": "m", "Type": "gobinary", "Vulnerabilities": [rows[1]], "Packages": []},
    ]
    found = by_name(board(indexed(of(WEB, A), document)))
    scans = found["controller"].scan, found["server"].scan
    assert [scan and scan.estimate and (scan.estimate.leaving, scan.estimate.unattributed) for scan in scans] == [
        None,
        (1, 1),
    ]


def test_a_report_of_the_recommended_base_tells_what_it_brings() -> None:
    better = shipped().lifecycle.recommended["go"]
    name, _, tag = better.partition(":")
    brought = trivy(B, LOW, ArtifactName=better, Metadata={"RepoTags": [f"{name}:{tag}" if tag else f"{name}:latest"]})
    (scan,) = [
        standing.scan
        for standing in board(indexed(of(OTHER, A), brought)).standings
        if standing.component.name == "server"
    ]
    assert scan is not None
    assert scan.estimate is not None
    assert scan.estimate.arriving == 2
