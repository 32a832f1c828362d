"""Read waivers written into a Dockerfile: `# image-audit ignore=KF601 reason until=2027-01-31`."""

import re
from collections.abc import Iterator
from datetime import date

from audit.model.dockerfile import Pragma

_COMMENT = re.compile(r"^\s*#\s*image-audit\b[:\s]*(.*)$", re.IGNORECASE)
_RULE = re.compile(r"[A-Z]{2}\d{0,3}")
_EXPECTED = "expected `# image-audit ignore=CODE[,CODE] reason until=YYYY-MM-DD`"


def read(content: str) -> Iterator[Pragma]:
    """Yield the waiver comments of a text; one without a rule, a reason or an end date carries its fault."""
    for number, line in enumerate(content.split("\n"), 1):
        match = _COMMENT.match(line)
        if match:
            yield _pragma(number, match[1].split())


def _pragma(line: int, words: list[str]) -> Pragma:
    given = {name: value for name, equals, value in (word.partition("=") for word in words) if equals}
    rules = tuple(rule for rule in given.get("ignore", "").upper().split(",") if rule)
    reason = " ".join(word for word in words if not word.startswith(("ignore=", "until="))).strip("() -:")
    until = given.get("until", "")
    return Pragma(line, rules, reason, until, _fault(rules, reason, until))


def _fault(rules: tuple[str, ...], reason: str, until: str) -> str:
    if not rules or not all(_RULE.fullmatch(rule) for rule in rules):
        return f"names no rule; {_EXPECTED}"
    if not reason:
        return f"gives no reason; {_EXPECTED}"
    try:
        date.fromisoformat(until)
    except ValueError:
        return f"gives no end date; {_EXPECTED}"
    return ""
