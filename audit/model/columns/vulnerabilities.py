"""List the columns of components that count the vulnerabilities of their images."""

from audit.model.columns.column import Column
from audit.model.scoreboard import Standing
from audit.model.vulnerabilities.vulnerability import Level

_FLAWS = "distinct vulnerabilities"
_REPORTED = "by the report on its image; missing without one, or where the scanner may be blind"
_Column = Column[Standing]


def _number(standing: Standing, *levels: Level) -> int | None:
    """Return how many vulnerabilities of these severities the image has, None without a report that counts."""
    scan = standing.scan
    return None if scan is None or scan.doubt else scan.number(*levels)


def _fixable(standing: Standing) -> int | None:
    scan = standing.scan
    return None if scan is None or scan.doubt else scan.fixable


SCANNED = (
    _Column("cve_critical", "count", _FLAWS, _REPORTED, lambda s: _number(s, "critical")),
    _Column("cve_high", "count", _FLAWS, _REPORTED, lambda s: _number(s, "high")),
    _Column("cve_medium", "count", _FLAWS, _REPORTED, lambda s: _number(s, "medium")),
    _Column(
        "cve_low", "count", _FLAWS, "likewise, negligible ones included",
        lambda s: _number(s, "low", "negligible"),
    ),
    _Column("cve_unknown", "count", _FLAWS, "likewise, of a severity nobody tells", lambda s: _number(s, "unknown")),
    _Column("cve_fixable", "count", _FLAWS, "of all, what newer packages mend", _fixable),
    _Column(
        "cve_scanner", "text", "", "who looked, with its version",
        lambda s: " ".join(filter(None, (s.scan.scanner, s.scan.version))) if s.scan else "",
    ),
    _Column(
        "cve_database", "text", "ISO date", "of what the scanner knew",
        lambda s: s.scan.database if s.scan else "",
    ),
    _Column("cve_scanned", "text", "ISO date", "when it looked", lambda s: s.scan.scanned if s.scan else ""),
    _Column("cve_image", "text", "", "the image that it looked at", lambda s: s.scan.image if s.scan else ""),
    _Column("cve_doubt", "text", "", "why the scanner may be blind", lambda s: s.scan.doubt if s.scan else ""),
)  # fmt: skip
