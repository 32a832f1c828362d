"""Compute score, coverage and grade from findings."""

from collections.abc import Iterable

from audit.model.finding import Finding
from audit.policy.judgement import Score


def score(findings: Iterable[Finding], numbers: Score) -> tuple[float | None, float]:
    """Return (score 0-100 or None when nothing that applies is known, coverage 0-1)."""
    credit = {"pass": numbers.credit.passed, "partial": numbers.credit.partial, "fail": numbers.credit.failed}
    applicable = [finding for finding in findings if _counts(finding)]
    known = [finding for finding in applicable if finding.verdict.result in credit]
    possible = sum(finding.weight for finding in known)
    earned = sum(finding.weight * credit[finding.verdict.result] for finding in known)
    total = sum(finding.weight for finding in applicable)
    return (round(100 * earned / possible, 4) if possible else None), (round(possible / total, 4) if total else 1.0)


def _counts(finding: Finding) -> bool:
    """Return whether a finding enters the score: it applies, it weighs something, and no waiver is on it."""
    return finding.verdict.result != "not-applicable" and finding.weight > 0 and finding.waiver is None


def grade(score_: float | None, numbers: Score) -> str:
    """Return the letter of a score, or an empty text when there is none."""
    if score_ is None:
        return ""
    return next((grade.letter for grade in numbers.grades if score_ >= grade.from_score), numbers.grades[-1].letter)


def mean(scores: Iterable[float | None]) -> float | None:
    """Return the mean of the scores that there are, or None when there are none."""
    known = [score_ for score_ in scores if score_ is not None]
    return round(sum(known) / len(known), 4) if known else None
