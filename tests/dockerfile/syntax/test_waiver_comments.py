"""Waivers written into a Dockerfile: what one holds, and what is wrong with one that cannot hold."""

from audit.dockerfile.syntax import waiver_comments
from audit.model.dockerfile import Pragma
from tests.cases import cases

EXPECTED = "expected `# image-audit ignore=CODE[,CODE] reason until=YYYY-MM-DD`"


def only(text: str) -> Pragma:
    (found,) = waiver_comments.read(text)
    return found


def test_a_pragma_holds_rule_reason_and_end_date() -> None:
    text = "FROM a\n# image-audit ignore=KF601 the agent binds port 80 until=2027-01-31\nUSER root\n"
    assert only(text) == Pragma(2, ("KF601",), "the agent binds port 80", "2027-01-31", "")


@cases(
    "text, expected",
    {
        "a colon and no blank are taken": ("#image-audit: ignore=KF6 why until=2027-01-31", ("KF6",)),
        "several rules": ("# image-audit ignore=kf601,KF602 why until=2027-01-31", ("KF601", "KF602")),
        "order does not matter": ("  # IMAGE-AUDIT ignore=KF601 until=2027-01-31 why", ("KF601",)),
    },
)
def test_ways_to_write_it(text: str, expected: tuple[str, ...]) -> None:
    found = only(text)
    assert (found.rules, found.reason, found.until, found.fault) == (expected, "why", "2027-01-31", "")


@cases(
    "text, fault",
    {
        "no rule": ("# image-audit until=2027-01-31 why", f"names no rule; {EXPECTED}"),
        "no code": ("# image-audit ignore=root until=2027-01-31 why", f"names no rule; {EXPECTED}"),
        "no reason": ("# image-audit ignore=KF601 until=2027-01-31", f"gives no reason; {EXPECTED}"),
        "no end date": ("# image-audit ignore=KF601 why", f"gives no end date; {EXPECTED}"),
        "no date": ("# image-audit ignore=KF601 why until=soon", f"gives no end date; {EXPECTED}"),
    },
)
def test_what_cannot_hold_says_what_is_wrong(text: str, fault: str) -> None:
    assert only(text).fault == fault


@cases(
    "text",
    {
        "a sentence about the tool is no pragma": "# the image-audit says so",
        "an argument is no comment": "RUN echo '# image-audit ignore=KF601 why until=2027-01-31'",
        "another tool's name": "# image-auditor ignore=KF601 why until=2027-01-31",
    },
)
def test_what_is_no_pragma(text: str) -> None:
    assert tuple(waiver_comments.read(text)) == ()
