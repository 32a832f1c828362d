"""Map scanners' words and CVSS scores to one scale of severities."""

import math

from audit.model.vulnerabilities.vulnerability import Level
from audit.policy.vulnerabilities import Scanning


def of_word(word: str, scanning: Scanning) -> Level:
    """Return the severity that a word means; an unlisted word is `unknown`."""
    return scanning.words.get(word.strip().lower(), "unknown")


def of_score(score: float | str, scanning: Scanning) -> Level:
    """Return the severity of a CVSS base score (0-10); unknown for anything else."""
    try:
        number = float(score)
    except ValueError:
        return "unknown"
    if not math.isfinite(number) or not 0 <= number <= 10:  # noqa: PLR2004 - the scale of CVSS
        return "unknown"
    return next(score_range.severity for score_range in scanning.scores if number >= score_range.from_score)
