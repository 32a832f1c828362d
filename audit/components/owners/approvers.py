"""An OWNERS file and the aliases beside it, as Prow reads them.

The form is that of https://www.kubernetes.dev/docs/guide/owners/: `approvers:` at the top, or under `filters:` by a
regular expression on the path below the file's folder. Logins count whatever their letters' case.
"""

import re
from collections.abc import Iterator

import re2

from audit.model.component import Owners
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At, Value

_LONGEST = 4_096  # characters that anybody writes
_OPTIONS = re2.Options()
_OPTIONS.log_errors = False
_OPTIONS.max_mem = 1 << 20  # bytes that one pattern may take


def read(path: str, text: str, below: str) -> Owners | None:
    """Return the approvers that an OWNERS file names for a path below its folder, or None when it names none."""
    found = nodes.read(text)
    if found is None:
        return None
    parts = [item for item in (found, *_filters(found, below)) if names(item.get("approvers"))]
    everyone = tuple(dict.fromkeys(name for part in parts for name in names(part.get("approvers"))))
    said = ((line(text, "approvers", entry.line), names(entry.get("approvers"))) for entry in parts)
    evidence = tuple(Evidence(path, number, f"approvers: {', '.join(given)}") for number, given in said)
    return Owners(everyone, evidence) if everyone else None


def _filters(found: At, below: str) -> Iterator[At]:
    """Yield what the filters that fit the path hold."""
    for pattern, inner in found.mapping("filters").items():
        if isinstance(inner, At) and _fits(pattern, below):
            yield inner


def _fits(pattern: str, below: str) -> bool:
    """Tell whether a pattern of RE2, as Prow reads it, is found in a path; one that is broken fits nothing."""
    try:
        return len(pattern) <= _LONGEST and re2.compile(pattern, _OPTIONS).search(below) is not None
    except re2.error:
        return False


def aliases(text: str) -> dict[str, tuple[str, ...]]:
    """Return the members of each alias."""
    found = nodes.read(text) if text else None
    given = found.mapping("aliases").items() if found is not None else ()
    return {login(name): names(members) for name, members in given if names(members)}


def names(value: Value | None) -> tuple[str, ...]:
    """Return the logins of a list, each once."""
    listed = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(login(item) for item in listed if isinstance(item, str) and login(item)))


def login(name: str) -> str:
    """Return a login in its one spelling."""
    return name.strip().removeprefix("@").lower()


def line(text: str, key: str, start: int = 1) -> int | None:
    """Return the line (1-based) on which a key stands, from a line on."""
    wanted = re.compile(rf"""\s*["']?@?{re.escape(key)}["']?\s*:""", re.IGNORECASE)
    lines = text.split("\n")
    return next((number for number in range(start, len(lines) + 1) if wanted.match(lines[number - 1])), None)
