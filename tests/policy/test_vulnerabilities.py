"""The opinions on scanners' reports."""

from pathlib import Path

import pytest

from audit.errors import ConfigurationError
from audit.policy import shipped_files, vulnerabilities

SHIPPED = (shipped_files.packaged() / "vulnerabilities.yaml").read_text()


def test_the_shipped_opinions_are_read() -> None:
    found = vulnerabilities.shipped()
    assert (found.maximum_bytes, found.database_gap_days) == (268435456, 1)
    assert found.severities == ("critical", "high", "medium", "low", "negligible", "unknown")
    assert (found.words["moderate"], found.scores[1].severity, found.scores[1].from_score) == ("medium", "high", 7.0)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("maximum_bytes: 268435456", "maximum_bytes: 0", "2: `maximum_bytes`: expected 1 or more"),
        ("database_gap_days: 1", "database_gap_days: -1", "3: `database_gap_days`: expected 0 or more"),
        ("[critical, high", "[high", ("4: `severities`: expected each of critical, high, medium, low, "
         "negligible, unknown once")),
        ("low, negligible, unknown]", "unknown, low, negligible]", "4: `severities`: expected `unknown` at the end"),
        ("  important: high", "  Important: high", "5: `words`: expected words in small letters"),
        ("from_score: 0.1", "from_score: 4.5", "17: `scores`: expected falling, the last 0"),
    ],
)  # fmt: skip
def test_an_opinion_that_cannot_be_is_an_error_on_its_line(old: str, new: str, told: str, folder: Path) -> None:
    (folder / "v.yaml").write_text(SHIPPED.replace(old, new))
    with pytest.raises(ConfigurationError) as caught:
        vulnerabilities.read(Path("v.yaml"))
    assert str(caught.value) == f"v.yaml:{told}"
