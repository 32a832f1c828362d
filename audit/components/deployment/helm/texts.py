"""Functions of Helm's templates on texts."""

from collections.abc import Callable, Mapping
from typing import Any

from audit.components.deployment.helm.tokens import UndecidedError
from audit.components.deployment.helm.values import shown

LONGEST = 500_000  # characters that a function may return


def _indent(count: Any, text: Any) -> str:
    blanks = " " * min(max(int(count), 0), 100)
    return "\n".join(blanks + line for line in shown(text).split("\n"))


def _printf(pattern: str, *values: Any) -> str:
    """Put the values where the pattern has verbs; flags and widths are passed over."""
    parts = pattern.replace("%%", "\0").split("%")
    rest = list(values)
    found = [parts[0]]
    for part in parts[1:]:
        verb = part.lstrip("+-# 0123456789.")
        value = rest.pop(0) if rest else ""
        found.append((f'"{shown(value)}"' if verb[:1] == "q" else shown(value)) + verb[1:])
    return "".join(found).replace("\0", "%")


def _trunc(count: Any, text: Any) -> str:
    return shown(text)[: int(count)] if int(count) >= 0 else shown(text)[int(count) :]


def _repeat(count: Any, text: Any) -> str:
    if int(count) * len(shown(text)) > LONGEST:
        raise UndecidedError("a text without end")
    return shown(text) * int(count)


def _replace(old: Any, new: Any, text: Any) -> str:
    found = shown(text)
    if len(found) + found.count(shown(old)) * len(shown(new)) > LONGEST:
        raise UndecidedError("a text without end")
    return found.replace(shown(old), shown(new))


def _joined(separator: Any, values: Any) -> str:
    return shown(separator).join(shown(value) for value in values) if isinstance(values, list) else shown(values)


def _split(separator: Any, text: Any) -> dict[str, str]:
    return {f"_{index}": part for index, part in enumerate(shown(text).split(shown(separator) or " "))}


def _version_matches(constraint: Any, version: Any) -> bool:
    """Tell whether a version meets every condition of one of the alternatives (`||`)."""
    return any(
        all(_meets(condition, shown(version)) for condition in alternative.replace(",", " ").split())
        for alternative in _tight(shown(constraint)).split("||")
    )


def _tight(constraint: str) -> str:
    for sign in (">=", "<=", ">", "<", "!=", "=", "^", "~"):
        constraint = constraint.replace(f"{sign} ", sign)
    return constraint


def _meets(condition: str, version: str) -> bool:
    sign = condition[: len(condition) - len(condition.lstrip("<>=!~^"))]
    wanted, found = _parts(condition[len(sign) :]), _parts(version)
    answers = {
        ">=": found >= wanted,
        ">": found > wanted,
        "<=": found <= wanted,
        "<": found < wanted,
        "!=": found != wanted,
        "^": found >= wanted and found[:1] == wanted[:1],
        "~": found >= wanted and found[:2] == wanted[:2],
    }
    return answers.get(sign, found[: len(wanted)] == wanted)


def _parts(version: str) -> tuple[int, ...]:
    numbers = version.strip().removeprefix("v").partition("-")[0].partition("+")[0].split(".")
    return tuple(int(number) for number in numbers if number.isdecimal() and len(number) < 20)  # noqa: PLR2004 - digits


TABLE: Mapping[str, Callable[..., Any]] = {
    "quote": lambda *values: " ".join(f'"{shown(value)}"' for value in values if value is not None),
    "squote": lambda *values: " ".join(f"'{shown(value)}'" for value in values if value is not None),
    "toString": shown,
    "toStrings": lambda values: [shown(value) for value in values],
    "print": lambda *values: "".join(map(shown, values)),
    "println": lambda *values: " ".join(map(shown, values)) + "\n",
    "printf": _printf,
    "cat": lambda *values: " ".join(map(shown, values)),
    "trim": lambda text: shown(text).strip(),
    "trimAll": lambda signs, text: shown(text).strip(shown(signs)),
    "trimPrefix": lambda start, text: shown(text).removeprefix(shown(start)),
    "trimSuffix": lambda end, text: shown(text).removesuffix(shown(end)),
    "lower": lambda text: shown(text).lower(),
    "upper": lambda text: shown(text).upper(),
    "title": lambda text: shown(text).title(),
    "nospace": lambda text: "".join(shown(text).split()),
    "trunc": _trunc,
    "substr": lambda start, end, text: shown(text)[int(start) : int(end) if int(end) >= 0 else None],
    "repeat": _repeat,
    "replace": _replace,
    "contains": lambda part, text: shown(part) in shown(text),
    "hasPrefix": lambda start, text: shown(text).startswith(shown(start)),
    "hasSuffix": lambda end, text: shown(text).endswith(shown(end)),
    "indent": _indent,
    "nindent": lambda count, text: "\n" + _indent(count, text),
    "join": _joined,
    "split": _split,
    "splitList": lambda separator, text: shown(text).split(shown(separator) or " "),
    "semverCompare": _version_matches,
}
