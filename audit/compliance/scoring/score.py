"""From findings to a score, its coverage and its grade."""

from collections.abc import Iterable

from audit.model.finding import Finding
from audit.policy.judgement import Score


def score(findings: Iterable[Finding], numbers: Score) -> tuple[float | None, float]:
    """Return (score 0-100 or None when nothing that applies is known, coverage 0-1)."""
    credit = {"pass": numbers.credit.passed, "partial": numbers.credit.partial, "fail": numbers.credit.failed}
    applicable = [each for each in findings if _counts(each)]
    known = [each for each in applicable if each.verdict.result in credit]
    possible = sum(each.weight for each in known)
    earned = sum(each.weight * credit[each.verdict.result] for each in known)
    whole = sum(each.weight for each in applicable)
    return (round(100 * earned / possible, 4) if possible else None), (round(possible / whole, 4) if whole else 1.0)


def _counts(finding: Finding) -> bool:
    """Tell whether a finding enters the score: it applies, it weighs something, and nobody has waived it."""
    return finding.verdict.result != "not-applicable" and finding.weight > 0 and finding.waiver is None


def grade(score_: float | None, numbers: Score) -> str:
    """Return the letter of a score, or an empty text when there is none."""
    if score_ is None:
        return ""
    return next((each.letter for each in numbers.grades if score_ >= each.from_score), numbers.grades[-1].letter)


def mean(scores: Iterable[float | None]) -> float | None:
    """Return the mean of the scores that there are, or None when there are none."""
    known = [each for each in scores if each is not None]
    return round(sum(known) / len(known), 4) if known else None
