"""From findings to a score, its coverage and its grade."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.compliance.scoring import score
from audit.model.finding import Finding, Result, Verdict, Waiver
from tests.judging import shipped

NUMBERS = shipped().judgement.score
RESULTS: tuple[Result, ...] = ("pass", "partial", "fail", "unknown", "not-applicable")
WAIVER = Waiver("KF401", "*", "*", "a reason", "somebody", "2027-01-01", "config:1")


def finding(result: Result, weight: float = 10, waiver: Waiver | None = None) -> Finding:
    return Finding("KF401", "distroless-runtime", "must", weight, Verdict(result, "said"), waiver)


def scored(found: Iterable[Finding]) -> tuple[float | None, float]:
    return score.score(found, NUMBERS)


@pytest.mark.parametrize(
    ("found", "points", "coverage"),
    [
        pytest.param([], None, 1.0, id="nothing to judge is no score"),
        pytest.param([finding("not-applicable")], None, 1.0, id="nothing that applies is no score"),
        pytest.param([finding("unknown")], None, 0.0, id="nothing known is no score and no coverage"),
        pytest.param([finding("pass")], 100.0, 1.0, id="a pass"),
        pytest.param([finding("partial")], 50.0, 1.0, id="a partial is worth half"),
        pytest.param([finding("fail")], 0.0, 1.0, id="a fail is worth nothing"),
        pytest.param([finding("pass", 10), finding("fail", 5)], 66.6667, 1.0, id="weights count"),
        pytest.param([finding("pass", 5), finding("partial", 10), finding("fail", 1)], 62.5, 1.0, id="all three"),
        pytest.param([finding("pass"), finding("fail", 0)], 100.0, 1.0, id="what weighs nothing does not count"),
        pytest.param([finding("fail", 0)], None, 1.0, id="nothing that weighs anything"),
        pytest.param(
            [finding("pass", 10), finding("unknown", 5)], 100.0, 0.6667, id="unknown lowers the coverage alone"
        ),
        pytest.param([finding("pass"), finding("unknown", 0)], 100.0, 1.0, id="unless it weighs nothing"),
        pytest.param([finding("pass"), finding("not-applicable")], 100.0, 1.0, id="what does not apply is left out"),
        pytest.param(
            [finding("pass"), finding("fail", waiver=WAIVER)], 100.0, 1.0, id="a waived rule leaves both sums"
        ),
        pytest.param([finding("fail"), finding("pass", waiver=WAIVER)], 0.0, 1.0, id="and never scores as a pass"),
        pytest.param([finding("pass"), finding("unknown", waiver=WAIVER)], 100.0, 1.0, id="nor lowers the coverage"),
    ],
)
def test_score(found: list[Finding], points: float | None, coverage: float) -> None:
    assert scored(found) == (points, coverage)


@pytest.mark.parametrize(
    ("points", "letter"),
    [
        pytest.param(None, "", id="no score, no grade"),
        pytest.param(100.0, "A", id="the best"),
        pytest.param(90.0, "A", id="just A"),
        pytest.param(89.9999, "B", id="just not A"),
        pytest.param(75.0, "B", id="just B"),
        pytest.param(74.9, "C", id="just not B"),
        pytest.param(50.0, "C", id="just C"),
        pytest.param(49.9, "D", id="just not C"),
        pytest.param(25.0, "D", id="just D"),
        pytest.param(24.9, "E", id="just not D"),
        pytest.param(0.0, "E", id="the worst"),
        pytest.param(-1.0, "E", id="below every grade the last one is given"),
    ],
)
def test_grade(points: float | None, letter: str) -> None:
    assert score.grade(points, NUMBERS) == letter


@pytest.mark.parametrize(
    ("points", "mean"),
    [
        pytest.param([], None, id="nothing has no mean"),
        pytest.param([None], None, id="no score has none either"),
        pytest.param([50.0, None, 100.0], 75.0, id="what has no score does not count"),
        pytest.param([0.0], 0.0, id="zero is a score"),
        pytest.param([100.0, 0.0, 0.0], 33.3333, id="four decimals"),
    ],
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
