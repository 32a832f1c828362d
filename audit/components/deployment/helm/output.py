"""The text that a template prints, with the lines that it comes from."""

from dataclasses import dataclass, field

from audit.components.deployment.helm.tokens import UndecidedError

LONGEST = 1_000_000  # characters of a text


@dataclass(slots=True)
class Output:
    """Hold the lines of a text with the line of the template that each begins on."""

    parts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=lambda: [0])
    length: int = 0

    def add(self, text: str, line: int, *, counts: bool) -> None:
        """Add a text that begins on a line of the template; `counts`: its line breaks are the template's own."""
        self.length += len(text)
        if self.length > LONGEST:
            raise UndecidedError("a text without end")
        self.parts.append(text)
        for index, part in enumerate(text.split("\n")):
            if index:
                self.lines.append(0)
            if part.strip() and not self.lines[-1]:
                self.lines[-1] = line + (index if counts else 0)
