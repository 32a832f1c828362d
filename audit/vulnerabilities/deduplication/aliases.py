"""Learn which names mean the same flaw.

A CVE is one flaw. Another name (GHSA, GO, PYSEC, UBUNTU-CVE, ...) means the CVE in the same row; names that share no
row with a CVE are joined when a row has them together. An advisory (DSA, USN, RHSA, SUSE-SU) may fix several flaws: a
name that shares rows with several CVEs joins nothing, and a row with no other name counts as every one of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from audit.model.vulnerabilities.vulnerability import Match

_CVE = re.compile(r"CVE-\d{4}-\d{4,}")
# the Open Source Vulnerability databases' names for a CVE as one distribution sees it: UBUNTU-CVE-2025-5278
_DISTRIBUTIONS = re.compile(r"[A-Z]+-(CVE-\d{4}-\d{4,})")


def spelled(names: Iterable[str]) -> tuple[str, ...]:
    """Return names in one spelling, without repetition, in their order, with the CVE that a name contains."""
    found: dict[str, None] = {}
    for name in (text.strip() for text in names):
        upper = name.upper()
        written = "GHSA-" + upper[5:].lower() if upper.startswith("GHSA-") else upper
        if written:
            found[written] = None
        inside = _DISTRIBUTIONS.fullmatch(upper)
        if inside:
            found[inside[1]] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Aliases:
    """Hold, for each name that is no CVE, the flaws it means."""

    meant: dict[str, tuple[str, ...]]

    def flaws(self, match: Match) -> tuple[str, ...]:
        """Return the names of the flaws that a row means: one, or all that its advisory fixes."""
        given = tuple(name for name in match.names if _CVE.fullmatch(name))
        if given:
            return given
        # the most specific name: an advisory that fixes one flaw before one that fixes several
        return min((self.meant[name] for name in match.names), key=lambda flaws: (len(flaws), flaws))


def learn(matches: Iterable[Match]) -> Aliases:
    """Learn from all rows, of one report or of several, which names mean the same flaw."""
    rows = [match.names for match in matches]
    cves_by_name = _cves_by_name(rows)
    parents = {name: name for name in cves_by_name}
    for names in rows:
        joining = [name for name in names if name in cves_by_name and len(cves_by_name[name]) <= 1]
        for name in joining[1:]:
            parents[_root(parents, name)] = _root(parents, joining[0])
    groups: dict[str, list[str]] = {}
    for name in cves_by_name:
        groups.setdefault(_root(parents, name), []).append(name)
    joint = {name: _joint(group, cves_by_name) for group in groups.values() for name in group}
    return Aliases({name: tuple(sorted(cves_by_name[name])) or joint[name] for name in cves_by_name})


def _cves_by_name(rows: list[tuple[str, ...]]) -> dict[str, set[str]]:
    """Return each name that is no CVE with the CVEs that rows give it."""
    found: dict[str, set[str]] = {}
    for names in rows:
        cves = {name for name in names if _CVE.fullmatch(name)}
        for name in names:
            if name not in cves:
                found.setdefault(name, set()).update(cves)
    return found


def _joint(group: list[str], cves_by_name: dict[str, set[str]]) -> tuple[str, ...]:
    """Return the flaws that joined names mean: their CVEs, else one of the names for all."""
    cves = sorted(set().union(*(cves_by_name[name] for name in group)))
    return tuple(cves) or (min(group, key=lambda name: (not name.startswith("GHSA-"), name)),)


def _root(parents: dict[str, str], name: str) -> str:
    while parents[name] != name:
        parents[name] = parents[parents[name]]
        name = parents[name]
    return name
