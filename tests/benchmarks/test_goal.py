"""Aims: what is compared with what, and when one is met."""

import pytest

from benchmarks import goal
from benchmarks.goal import Goal
from benchmarks.measure import Cost
from benchmarks.race import Figure


def _figure(name: str, seconds: float = 1, peak: int = 0, wire: int = 0) -> Figure:
    return Figure("part", name, "command", (Cost(seconds, seconds, peak, wire),))


def test_what_rendering_took_is_left_out_of_a_night() -> None:
    found = goal.seconds("night", _figure("run", 4), _figure("floor", 2), 1.5, less=_figure("rendering", 1))
    assert found == Goal("night", "run - rendering: 3 s", "floor: 2 s", 1.5, 1.5)


def test_bytes_are_compared_with_the_floors() -> None:
    found = goal.wire("bytes", _figure("run", wire=6_000_000), _figure("floor", wire=2_000_000), 2)
    assert found == Goal("bytes", "run: 6.00 MB", "floor: 2.00 MB", 3, 2)


def test_peak_memory_is_compared_with_a_limit() -> None:
    assert goal.peak("memory", _figure("run", peak=300_000_000), 400e6) == Goal(
        "memory", "run: 300.00 MB", "limit: 400.00 MB", 0.75, 1
    )


def test_growth_compares_the_last_step_with_the_one_before() -> None:
    seconds = {10: 2.0, 110: 12.0, 1110: 212.0}
    assert goal.linear({count: _figure(str(count), wall) for count, wall in seconds.items()}) == Goal(
        "time of one repository more", "110 to 1,110: 0.2 s", "10 to 110: 0.1 s", 2, 1.25
    )


@pytest.mark.parametrize(("ratio", "met"), [(1.5, True), (1.51, False)])
def test_an_aim_is_met_up_to_its_target(ratio: float, met: bool) -> None:  # noqa: FBT001 - a table of cases
    assert Goal("what", "ours", "theirs", ratio, 1.5).met is met
