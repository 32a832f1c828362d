"""Waivers written into a Dockerfile: what one holds, and what is wrong with one that cannot hold."""

import pytest

from audit.dockerfile.syntax import waiver_comments
from audit.model.dockerfile import Pragma

EXPECTED = "expected `# image-audit ignore=CODE[,CODE] reason until=YYYY-MM-DD`"


def only(text: str) -> Pragma:
    (found,) = waiver_comments.read(text)
    return found


def test_a_pragma_holds_rule_reason_and_end_date() -> None:
    text = "FROM a\n# image-audit ignore=KF601 the agent binds port 80 until=2027-01-31\nUSER root\n"
    assert only(text) == Pragma(2, ("KF601",), "the agent binds port 80", "2027-01-31", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("#image-audit: ignore=KF6 why until=2027-01-31", ("KF6",), id="a colon and no blank are taken"),
        pytest.param("# image-audit ignore=kf601,KF602 why until=2027-01-31", ("KF601", "KF602"), id="several rules"),
        pytest.param("  # IMAGE-AUDIT ignore=KF601 until=2027-01-31 why", ("KF601",), id="order does not matter"),
    ],
)
def test_ways_to_write_it(text: str, expected: tuple[str, ...]) -> None:
    found = only(text)
    assert (found.rules, found.reason, found.until, found.fault) == (expected, "why", "2027-01-31", "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("# image-audit until=2027-01-31 why", f"names no rule; {EXPECTED}", id="no rule"),
        pytest.param("# image-audit ignore=root until=2027-01-31 why", f"names no rule; {EXPECTED}", id="no code"),
        pytest.param("# image-audit ignore=KF601 until=2027-01-31", f"gives no reason; {EXPECTED}", id="no reason"),
        pytest.param("# image-audit ignore=KF601 why", f"gives no end date; {EXPECTED}", id="no end date"),
        pytest.param("# image-audit ignore=KF601 why until=soon", f"gives no end date; {EXPECTED}", id="no date"),
    ],
)
def test_what_cannot_hold_says_what_is_wrong(text: str, fault: str) -> None:
    assert only(text).fault == fault


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# the image-audit says so", id="a sentence about the tool is no pragma"),
        pytest.param("RUN echo '# image-audit ignore=KF601 why until=2027-01-31'", id="an argument is no comment"),
        pytest.param("# image-auditor ignore=KF601 why until=2027-01-31", id="another tool's name"),
    ],
)
def test_what_is_no_pragma(text: str) -> None:
    assert tuple(waiver_comments.read(text)) == ()
