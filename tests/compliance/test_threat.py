"""What an image carries that may be attacked: by its scan, else by its base."""

from dataclasses import replace

import pytest

from audit.compliance import threat
from audit.model.vulnerabilities.scan import Scan
from tests.compliance.scanning import flaw, scan
from tests.judging import shipped, standing

IMPACT, OPINIONS = shipped().judgement.impact, shipped().scanning.threat
ROW = standing("FROM debian:13\n")
GRAVE = (flaw("CVE-2026-0001", "critical"), flaw("CVE-2026-0002", "critical"), flaw("CVE-2026-0003"))


@pytest.mark.parametrize(
    ("found", "points", "words"),
    [
        pytest.param(None, 0.8, "stands on a base of tier full", id="no scan"),
        pytest.param(scan(doubt="it saw no packages"), 0.8, "stands on a base of tier full", id="a blind one"),
        pytest.param(scan(), 0.0, "has 0 known vulnerabilities", id="a clean image on a full base"),
        pytest.param(scan(flaw("CVE-2026-0001", "low")), 0.002, "has 1 known vulnerability", id="a low one"),
        pytest.param(scan(*GRAVE), 0.45, "has 3 known vulnerabilities (2 critical, 1 high)", id="grave ones"),
        pytest.param(scan(flaw("a", "unknown")), 0.01, "has 1 known vulnerability", id="of unknown severity"),
        pytest.param(
            scan(flaw("a", "low", exploited=True)),
            0.602,
            "has 1 known vulnerability, 1 of them known to be exploited",
            id="one that is exploited",
        ),
        pytest.param(
            scan(flaw("a", "low", epss=0.1), flaw("b", "low", epss=0.09)),
            0.304,
            "has 2 known vulnerabilities, 1 of them likely to be exploited",
            id="one that is likely to be",
        ),
        pytest.param(
            scan(*(flaw(str(each), "critical") for each in range(40))),
            1.0,
            "has 40 known vulnerabilities (40 critical)",
            id="never more than the whole",
        ),
    ],
)
def test_threat(found: Scan | None, points: float, words: str) -> None:
    said = threat.of(replace(ROW, scan=found), IMPACT, OPINIONS)
    assert (round(said[0], 6), said[1]) == (points, words)


def test_a_release_that_has_ended_counts_beside_the_scan() -> None:
    old = replace(standing("FROM alpine:3.15\n"), scan=scan())
    assert threat.of(old, IMPACT, OPINIONS) == (
        0.3,
        "has 0 known vulnerabilities on a base whose alpine 3.15 has ended",
    )
