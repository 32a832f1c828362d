"""Merge rows of reports into distinct vulnerabilities: a flaw counts once, whatever its names and packages."""

from collections.abc import Iterable

from audit.model.vulnerabilities.vulnerability import Match, Origin, Vulnerability
from audit.policy.vulnerabilities import Scanning
from audit.vulnerabilities.deduplication.aliases import Aliases, learn


def deduplicate(
    matches: tuple[Match, ...], scanning: Scanning, known: Aliases | None = None
) -> tuple[Vulnerability, ...]:
    """Return the flaws of some rows, sorted by name; `known` are aliases learnt from more reports than this one."""
    aliases = known or learn(matches)
    rows: dict[str, list[Match]] = {}
    for match in matches:
        for flaw in aliases.flaws(match):
            rows.setdefault(flaw, []).append(match)
    return tuple(_vulnerability(flaw, tuple(found), scanning) for flaw, found in sorted(rows.items()))


def origin(matches: Iterable[Match]) -> Origin:
    """Return `own` when a row is in the image's own layers, `base` when all are in the base image's."""
    found = {match.origin for match in matches}
    if "own" in found:
        return "own"
    return "base" if found == {"base"} else "unknown"


def _vulnerability(name: str, matches: tuple[Match, ...], scanning: Scanning) -> Vulnerability:
    worst = scanning.worst(tuple(match.severity for match in matches))
    sources = sorted({match.severity_source for match in matches if match.severity == worst and match.severity_source})
    return Vulnerability(
        name=name,
        aliases=tuple(sorted({alias for match in matches for alias in match.names} - {name})),
        severity=worst,
        severity_source=", ".join(sources),
        fixable=all(match.fixed for match in matches),
        origin=origin(matches),
        matches=matches,
        exploited=any(match.exploited for match in matches),
        epss=max((match.epss for match in matches if match.epss is not None), default=None),
    )
