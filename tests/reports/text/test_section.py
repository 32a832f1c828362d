"""A section between two comments of somebody's own page."""

import pytest

from reports.text.section import BEGIN, END, Unmarked, replaced


def test_what_stands_between_the_markers_is_replaced() -> None:
    page = f"# Mine\n\n{BEGIN}\nold\n{END}\n\nMore of mine.\n"
    assert replaced(page, "new\n") == f"# Mine\n\n{BEGIN}\n\nnew\n\n{END}\n\nMore of mine.\n"


def test_the_second_time_nothing_changes() -> None:
    once = replaced(f"{BEGIN}\n{END}\n", "a\n\nb\n")
    assert isinstance(once, str)
    assert replaced(once, "a\n\nb\n") == once


def test_line_ends_stay_those_of_the_page() -> None:
    assert replaced(f"Mine\r\n{BEGIN}\r\n{END}\r\n", "a\nb\n") == (f"Mine\r\n{BEGIN}\r\n\r\na\r\nb\r\n\r\n{END}\r\n")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        pytest.param("# Mine\n", f"{BEGIN} is there never and {END} never", id="neither marker"),
        pytest.param(f"{BEGIN}\n", f"{BEGIN} is there once and {END} never", id="the first alone"),
        pytest.param(f"{END}\n", f"{BEGIN} is there never and {END} once", id="the second alone"),
        pytest.param(f"{BEGIN}{END}{BEGIN}{END}", f"{BEGIN} is there 2 times and {END} 2 times", id="two sections"),
    ],
)
def test_without_one_pair_nothing_is_replaced(page: str, reason: str) -> None:
    assert replaced(page, "new") == Unmarked(f"{reason}; expected each once, on lines of their own")


def test_markers_the_wrong_way_round_are_refused() -> None:
    assert replaced(f"{END}\n{BEGIN}\n", "new") == Unmarked(f"{END} stands before {BEGIN}; expected it after")
