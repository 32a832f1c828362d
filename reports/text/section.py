"""Replace a section of an existing Markdown page, between two comments."""

from dataclasses import dataclass

BEGIN, END = "<!-- image-audit: begin -->", "<!-- image-audit: end -->"


@dataclass(frozen=True, slots=True)
class Unmarked:
    """Hold why there is not exactly one section to replace."""

    reason: str


def replaced(page: str, section: str) -> str | Unmarked:
    """Return the page with the text between the two markers replaced; line ends are kept."""
    begins, ends = page.count(BEGIN), page.count(END)
    if (begins, ends) != (1, 1):
        found = f"{BEGIN} is there {_times(begins)} and {END} {_times(ends)}"
        return Unmarked(f"{found}; expected each once, on lines of their own")
    head, _, rest = page.partition(BEGIN)
    _, ended, tail = rest.partition(END)
    if not ended:
        return Unmarked(f"{END} stands before {BEGIN}; expected it after")
    end = "\r\n" if "\r\n" in page else "\n"
    lines = [BEGIN, "", *section.strip("\n").split("\n"), "", END]
    return f"{head}{end.join(lines)}{tail}"


def _times(count: int) -> str:
    return {0: "never", 1: "once"}.get(count, f"{count} times")
