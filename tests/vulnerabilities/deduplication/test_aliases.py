"""Which names mean the same flaw."""

import pytest

from audit.model.vulnerabilities.vulnerability import Match, Package
from audit.vulnerabilities.deduplication.aliases import learn, spelled


def counted(*rows: str) -> list[str]:
    """Return the flaws that some rows mean, each row given as its names apart by blanks."""
    package = Package("openssl", "1.0", "deb")
    matches = [Match(spelled(row.split()), package, "high", "", "", "", "", "unknown") for row in rows]
    known = learn(matches)
    return sorted({flaw for match in matches for flaw in known.flaws(match)})


@pytest.mark.parametrize(
    ("rows", "flaws"),
    [
        pytest.param(["CVE-2026-0001", "CVE-2026-0001"], ["CVE-2026-0001"], id="the same name twice is one flaw"),
        pytest.param(["GHSA-AA-bb-cc CVE-2026-0001"], ["CVE-2026-0001"], id="a name beside a CVE means the CVE"),
        pytest.param(
            ["GHSA-aa-bb-cc CVE-2026-0001", "ghsa-AA-BB-CC"],
            ["CVE-2026-0001"],
            id="what one row tells of a name holds in another, however it is spelled",
        ),
        pytest.param(
            ["GO-2026-1 GHSA-aa-bb-cc", "GHSA-aa-bb-cc PYSEC-2026-1", "PYSEC-2026-1"],
            ["GHSA-aa-bb-cc"],
            id="names are joined through one another",
        ),
        pytest.param(["GO-2026-1 GHSA-aa-bb-cc", "GHSA-aa-bb-cc CVE-2026-0001", "GO-2026-1"], ["CVE-2026-0001"],
                     id="a chain of names leads to the CVE"),
        pytest.param(
            ["CVE-2026-0001 DSA-1-1", "CVE-2026-0002 DSA-1-1"],
            ["CVE-2026-0001", "CVE-2026-0002"],
            id="an advisory for two flaws does not make them one",
        ),
        pytest.param(
            ["CVE-2026-0001 DSA-1-1", "CVE-2026-0002 DSA-1-1", "DSA-1-1"],
            ["CVE-2026-0001", "CVE-2026-0002"],
            id="an advisory alone counts as the flaws it mends",
        ),
        pytest.param(
            ["CVE-2026-0001 DSA-1-1 GHSA-aa-bb-cc", "CVE-2026-0002 DSA-1-1", "GHSA-aa-bb-cc DSA-1-1"],
            ["CVE-2026-0001", "CVE-2026-0002"],
            id="the name that says most decides",
        ),
        pytest.param(["ELSA-1 CVE-2026-0001 CVE-2026-0002"], ["CVE-2026-0001", "CVE-2026-0002"],
                     id="one row may mean several flaws"),
        pytest.param(["UBUNTU-CVE-2026-0001", "CVE-2026-0001"], ["CVE-2026-0001"],
                     id="a distribution's name for a CVE is the CVE"),
        pytest.param(["GO-2026-1", "GO-2026-2"], ["GO-2026-1", "GO-2026-2"], id="names that nothing joins are two"),
        pytest.param(["CVE-2026-0001", "CVE-2026-00011"], ["CVE-2026-0001", "CVE-2026-00011"],
                     id="a number that begins another is not it"),
    ],
)  # fmt: skip
def test_names(rows: list[str], flaws: list[str]) -> None:
    assert (counted(*rows), counted(*reversed(rows))) == (flaws, flaws)
