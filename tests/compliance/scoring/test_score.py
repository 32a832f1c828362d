"""From findings to a score, its coverage and its grade."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from audit.compliance.scoring import score
from audit.model.finding import Finding, Result, Verdict, Waiver
from tests.cases import cases
from tests.judging import shipped

NUMBERS = shipped().judgement.score
RESULTS: tuple[Result, ...] = ("pass", "partial", "fail", "unknown", "not-applicable")
WAIVER = Waiver("KF401", "*", "*", "a reason", "somebody", "2027-01-01", "config:1")


def finding(result: Result, weight: float = 10, waiver: Waiver | None = None) -> Finding:
    return Finding("KF401", "distroless-runtime", "must", weight, Verdict(result, "said"), waiver)


def scored(found: Iterable[Finding]) -> tuple[float | None, float]:
    return score.score(found, NUMBERS)


@cases(
    "found, points, coverage",
    {
        "nothing to judge is no score": ([], None, 1.0),
        "nothing that applies is no score": ([finding("not-applicable")], None, 1.0),
        "nothing known is no score and no coverage": ([finding("unknown")], None, 0.0),
        "a pass": ([finding("pass")], 100.0, 1.0),
        "a partial is worth half": ([finding("partial")], 50.0, 1.0),
        "a fail is worth nothing": ([finding("fail")], 0.0, 1.0),
        "weights count": ([finding("pass", 10), finding("fail", 5)], 66.6667, 1.0),
        "all three": ([finding("pass", 5), finding("partial", 10), finding("fail", 1)], 62.5, 1.0),
        "what weighs nothing does not count": ([finding("pass"), finding("fail", 0)], 100.0, 1.0),
        "nothing that weighs anything": ([finding("fail", 0)], None, 1.0),
        "unknown lowers the coverage alone": ([finding("pass", 10), finding("unknown", 5)], 100.0, 0.6667),
        "unless it weighs nothing": ([finding("pass"), finding("unknown", 0)], 100.0, 1.0),
        "what does not apply is left out": ([finding("pass"), finding("not-applicable")], 100.0, 1.0),
        "a waived rule leaves both sums": ([finding("pass"), finding("fail", waiver=WAIVER)], 100.0, 1.0),
        "and never scores as a pass": ([finding("fail"), finding("pass", waiver=WAIVER)], 0.0, 1.0),
        "nor lowers the coverage": ([finding("pass"), finding("unknown", waiver=WAIVER)], 100.0, 1.0),
    },
)
def test_score(found: list[Finding], points: float | None, coverage: float) -> None:
    assert scored(found) == (points, coverage)


@cases(
    "points, letter",
    {
        "no score, no grade": (None, ""),
        "the best": (100.0, "A"),
        "just A": (90.0, "A"),
        "just not A": (89.9999, "B"),
        "just B": (75.0, "B"),
        "just not B": (74.9, "C"),
        "just C": (50.0, "C"),
        "just not C": (49.9, "D"),
        "just D": (25.0, "D"),
        "just not D": (24.9, "E"),
        "the worst": (0.0, "E"),
        "below every grade the last one is given": (-1.0, "E"),
    },
)
def test_grade(points: float | None, letter: str) -> None:
    assert score.grade(points, NUMBERS) == letter


@cases(
    "points, mean",
    {
        "nothing has no mean": ([], None),
        "no score has none either": ([None], None),
        "what has no score does not count": ([50.0, None, 100.0], 75.0),
        "zero is a score": ([0.0], 0.0),
        "four decimals": ([100.0, 0.0, 0.0], 33.3333),
    },
)
def test_mean(points: list[float | None], mean: float | None) -> None:
    assert score.mean(points) == mean


findings = st.builds(finding, st.sampled_from(RESULTS), st.sampled_from([0, 1, 5, 10]))


@given(st.lists(findings))
def test_score_and_coverage_stay_in_their_bounds(found: list[Finding]) -> None:
    points, coverage = scored(found)
    assert points is None or 0 <= points <= 100
    assert 0 <= coverage <= 1


@given(st.lists(findings), st.sampled_from([0, 1, 5, 10]))
def test_a_pass_never_lowers_the_score(found: list[Finding], weight: float) -> None:
    before, _ = scored(found)
    after, _ = scored([*found, finding("pass", weight)])
    assert before is None or (after is not None and after >= before)


@given(st.lists(findings), st.randoms())
def test_order_does_not_matter(found: list[Finding], random: object) -> None:
    assert scored(reversed(found)) == scored(found)
