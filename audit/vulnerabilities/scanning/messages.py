"""Find the reason of a failure in a scanner's messages."""

import re
from pathlib import Path

from audit.process import without_credentials

LONGEST = 500  # characters of a reason
_ERROR = re.compile(r"FATAL|ERROR|error|failed", re.ASCII)
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\S+\s+(?:FATAL\s+Fatal error\s+)?")
_MOST_BYTES = 65_536


def reason(messages: Path) -> str:
    """Return the first line that looks like an error, else the last line, without credentials."""
    lines = [line.strip() for line in messages.read_bytes()[-_MOST_BYTES:].decode("utf-8", "replace").splitlines()]
    lines = [_STAMP.sub("", line) for line in lines if line]
    first = next((index for index, line in enumerate(lines) if _ERROR.search(line)), len(lines) - 1)
    # errors of several parts, as Go programs write them, have the cause on the next line
    found = " ".join(line for line in lines[first : first + 2] if line.startswith("*") or line == lines[first])
    return without_credentials(found)[:LONGEST] or "it said nothing"
