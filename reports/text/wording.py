"""Word numbers and verdicts, the same in every report."""

from collections.abc import Iterable

from audit.model.finding import Finding, Result
from audit.model.summary import Outcomes

DASH = "\N{EN DASH}"
SYMBOLS: dict[str, str] = {"pass": "✓", "partial": "~", "fail": "✗", "unknown": "?", "not-applicable": DASH}
VERDICTS: tuple[Result, ...] = ("fail", "partial", "unknown", "pass", "not-applicable")


def yes_no(value: bool) -> str:  # noqa: FBT001 - the value itself is what is said
    """Return yes or no."""
    return "yes" if value else "no"


def decimal(value: float | None) -> str:
    """Return the number with one decimal, or a dash when there is none."""
    return DASH if value is None else f"{value:.1f}"


def percent(share: float) -> str:
    """Return a share (0-1) as whole percent, never 100 % while anything is missing."""
    return f"{min(round(share * 100), 99) if share < 1 else 100} %"


def amount(number: int, noun: str, plural: str = "") -> str:
    """Return the number with its noun, in the plural where it is one."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def outcomes(counts: Outcomes) -> str:
    """Return how many branches were expected, and what became of them."""
    return (
        f"{amount(counts.expected, 'branch', 'branches')} expected: {counts.audited:,} audited, "
        f"{counts.unchanged:,} unchanged, {counts.skipped:,} skipped, {counts.failed:,} failed"
    )


def with_verdict(findings: Iterable[Finding], *results: Result) -> tuple[Finding, ...]:
    """Return the findings with one of these verdicts, in their order."""
    return tuple(finding for finding in findings if finding.verdict.result in results)
