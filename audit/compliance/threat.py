"""How much a component's image carries that may be attacked: as its scan says, else as its base lets one expect."""

from audit.model.scoreboard import Standing
from audit.model.vulnerabilities.scan import Scan
from audit.policy.judgement import Impact
from audit.policy.vulnerabilities import Threat


def of(standing: Standing, numbers: Impact, opinions: Threat) -> tuple[float, str]:
    """Return the threat (0-1), and what it comes from in words."""
    runtime = standing.runtime
    ended = numbers.threat_when_ended if runtime.supported == "no" else 0.0
    old = f" whose {runtime.release} has ended" if ended else ""
    scan = standing.scan
    if scan is None or scan.doubt:
        return min(
            1.0, numbers.threat_by_tier.get(runtime.tier, 0.0) + ended
        ), f"stands on a base of tier {runtime.tier}{old}"
    # of a release that has ended fewer flaws are told, not fewer there
    return min(1.0, _measured(scan, opinions) + ended), _words(scan, opinions) + (f" on a base{old}" if old else "")


def _measured(scan: Scan, opinions: Threat) -> float:
    found = sum(opinions.by_severity[each.severity] * each.number for each in scan.counts)
    exploited = opinions.when_exploited if _exploited(scan) else 0.0
    return found + exploited + (opinions.when_likely if _likely(scan, opinions) else 0.0)


def _words(scan: Scan, opinions: Threat) -> str:
    grave = ", ".join(f"{scan.number(level)} {level}" for level in ("critical", "high") if scan.number(level))
    number = len(scan.flaws)
    said = f"has {number} known vulnerabilit{'y' if number == 1 else 'ies'}" + (f" ({grave})" if grave else "")
    if exploited := _exploited(scan):
        return f"{said}, {exploited} of them known to be exploited"
    likely = _likely(scan, opinions)
    return f"{said}, {likely} of them likely to be exploited" if likely else said


def _exploited(scan: Scan) -> int:
    return sum(each.exploited for each in scan.flaws)


def _likely(scan: Scan, opinions: Threat) -> int:
    return sum(each.epss is not None and each.epss >= opinions.likely_from_epss for each in scan.flaws)
