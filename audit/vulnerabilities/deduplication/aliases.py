"""Which names mean the same flaw.

A CVE is one flaw. Another name (GHSA, GO, PYSEC, UBUNTU-CVE, ...) means the CVE that it stands beside; names that no
CVE stands beside are joined when a row names them together. An advisory (DSA, USN, RHSA, SUSE-SU) may mend several
flaws: a name that stands beside several CVEs joins nothing, and a row without another name counts as each of those.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from audit.model.vulnerabilities.vulnerability import Match

_CVE = re.compile(r"CVE-\d{4}-\d{4,}")
# the Open Source Vulnerability databases' names for a CVE as one distribution sees it: UBUNTU-CVE-2025-5278
_DISTRIBUTIONS = re.compile(r"[A-Z]+-(CVE-\d{4}-\d{4,})")


def spelled(names: Iterable[str]) -> tuple[str, ...]:
    """Return names as they are written everywhere, each once, in their order, with the CVE that a name contains."""
    found: dict[str, None] = {}
    for each in (name.strip() for name in names):
        upper = each.upper()
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
        """Return the names of the flaws that a row means, each once: one, or all that its advisory mends."""
        given = tuple(each for each in match.names if _CVE.fullmatch(each))
        if given:
            return given
        # the name that says most: an advisory that mends one flaw before one that mends several
        return min((self.meant[name] for name in match.names), key=lambda flaws: (len(flaws), flaws))


def learn(matches: Iterable[Match]) -> Aliases:
    """Learn from all rows, of one report or of several, which names mean the same flaw."""
    rows = [match.names for match in matches]
    beside = _beside(rows)
    parents = {name: name for name in beside}
    for names in rows:
        joining = [each for each in names if each in beside and len(beside[each]) <= 1]
        for each in joining[1:]:
            parents[_root(parents, each)] = _root(parents, joining[0])
    groups: dict[str, list[str]] = {}
    for name in beside:
        groups.setdefault(_root(parents, name), []).append(name)
    joint = {name: _joint(group, beside) for group in groups.values() for name in group}
    return Aliases({name: tuple(sorted(beside[name])) or joint[name] for name in beside})


def _beside(rows: list[tuple[str, ...]]) -> dict[str, set[str]]:
    """Return each name that is no CVE with the CVEs that rows give it."""
    found: dict[str, set[str]] = {}
    for names in rows:
        cves = {each for each in names if _CVE.fullmatch(each)}
        for each in names:
            if each not in cves:
                found.setdefault(each, set()).update(cves)
    return found


def _joint(group: list[str], beside: dict[str, set[str]]) -> tuple[str, ...]:
    """Return the flaws that joined names mean: their CVEs, else the one name that stands for all."""
    cves = sorted(set().union(*(beside[name] for name in group)))
    return tuple(cves) or (min(group, key=lambda name: (not name.startswith("GHSA-"), name)),)


def _root(parents: dict[str, str], name: str) -> str:
    while parents[name] != name:
        parents[name] = parents[parents[name]]
        name = parents[name]
    return name
