"""The section on vulnerabilities, and what a row says of them."""

from dataclasses import replace

import pytest

from audit.model.evidence import Skipped
from audit.model.scoreboard import Scoreboard
from audit.model.vulnerabilities.scan import Count, Flaw, GroupScan, Scan, Scans, Update
from audit.model.vulnerabilities.vulnerability import Estimate
from reports import page
from reports.chart import draw
from reports.page.details import scan as details
from reports.page.sections import vulnerabilities
from tests.reports.test_page import Reader

DASH = "\N{EN DASH}"
SECOND = "CVE-2026-0001 (critical, a 1 and b 1 ..., fixed in 1.1, EPSS 0.50)"
BEYOND = ", 1 more cannot be attributed; the recommended base brings 2"
COUNTS = (
    Count("critical", 2, 1),
    Count("high", 0, 0),
    Count("medium", 0, 0),
    Count("low", 1, 1),
    Count("negligible", 3, 1),
    Count("unknown", 4, 0),
)
FLAWS = (
    Flaw("CVE-2026-0001", "critical", "nvd", True, ("1.1",), "base", ("a 1", "b 1", "c 1"), epss=0.5),  # noqa: FBT003
    Flaw("CVE-2026-0002", "critical", "nvd", False, (), "own", ("zlib 1",)),  # noqa: FBT003
    Flaw("CVE-2026-0003", "low", "nvd", True, ("2",), "base", ("d 1",), exploited=True),  # noqa: FBT003
)
SCAN = Scan(
    report="web.json",
    image="ghcr.io/acme/web:1",
    digest="",
    matched="tag",
    scanner="grype",
    version="0.104.0",
    scanned="2026-11-20",
    database="2026-11-19",
    packages=9,
    doubt="",
    counts=COUNTS,
    flaws=FLAWS,
    estimate=Estimate(10, 6, 3, 1, 2, 2 / 3, ("an estimate", "its ground")),
    update=Update("not comparable", ("another database",), "web:0", "web:1", 7, 10),
)
BLIND = replace(SCAN, doubt="it saw no packages", estimate=None, update=None, flaws=())
GROUP = GroupScan("Training", 3, 2, 0, 1, COUNTS, 12, ("grype 0.104.0",), ("2026-11-18", "2026-11-19"), ("agent",))
NONE = GroupScan("Manifests", 2, 0, 0, 0, (), 0, (), (), ("one", "two"))
SCANS = Scans(4, (Skipped("", "", "x.json", "no component"),), (Skipped("", "", "y.json", "cut off"),), (GROUP, NONE),
              replace(GROUP, name="kubeflow", expected=5, missing=("agent", "one", "two")))  # fmt: skip


@pytest.fixture
def scanned(board: Scoreboard) -> Scoreboard:
    """Return the scoreboard with two components that were scanned, the first of them blindly."""
    first, second, *rest = board.standings
    standings = (replace(first, scan=BLIND), replace(second, scan=SCAN), *rest)
    return replace(board, standings=standings, scans=SCANS)


def test_without_reports_there_is_no_section(board: Scoreboard) -> None:
    found = Reader(page.render(board, draw(board)))
    assert [attributes for tag, attributes in found.elements if attributes.get("id") == "vulnerabilities"] == []


def test_the_section_in_one_sentence(scanned: Scoreboard) -> None:
    found = vulnerabilities.build(scanned)
    assert found is not None
    assert found.said == (
        "4 reports read, 1 unreadable, 1 unmatched; 2 of 5 components in scope have one: 0 clean, 1 perhaps blind, "
        "3 not scanned."
    )
    assert [(each.path, each.reason) for each in found.unread] == [("x.json", "no component"), ("y.json", "cut off")]


def test_a_group_has_its_line_scanned_or_not(scanned: Scoreboard) -> None:
    found = vulnerabilities.build(scanned)
    assert found is not None
    assert [(each.name, each.expected, each.scanned, each.cells, each.databases) for each in found.groups] == [
        ("Training", "3", "2", ("2 (1)", "0", "0", "4 (2)", "4"), "2026-11-18 to 2026-11-19"),
        ("Manifests", "2", "0", (DASH,) * 5, DASH),
    ]


def test_the_gravest_component_stands_first_and_a_blind_scan_has_no_numbers(scanned: Scoreboard) -> None:
    found = vulnerabilities.build(scanned)
    assert found is not None
    assert [(each.cells, each.base, each.database) for each in found.rows] == [
        (("2 (1)", "0", "0", "4 (2)", "4"), "about 6 (67 %)", "database of 2026-11-19"),
        ((DASH,) * 5, DASH, "perhaps blind: it saw no packages"),
    ]


def test_what_a_row_opens_to() -> None:
    where = "ghcr.io/acme/web:1, of the tag that is deployed, by grype 0.104.0, database of 2026-11-19 (web.json)"
    counts = "2 critical, 1 low, 3 negligible, 4 unknown"
    assert details.scan_facts(SCAN) == [
        ["Vulnerabilities", f"3 distinct vulnerabilities ({counts}), 3 fixable; {where}", []],
        [
            "The gravest",
            f"CVE-2026-0003 (low, d 1, fixed in 2, known to be exploited), {SECOND}, CVE-2026-0002 (critical, zlib 1)",
            [],
        ],
        ["Last update", "not comparable: 7 in web:0, then 10 in web:1; another database", []],
        [
            "With another base",
            f"about 6 of 9 leave with the base (67 %){BEYOND}. an estimate; its ground.",
            [],
        ],
    ]
    assert details.scan_facts(BLIND) == [
        ["Vulnerabilities", f"not known: the scan may be blind, for it saw no packages; {where}", []]
    ]
    assert details.scan_facts(None) == []
