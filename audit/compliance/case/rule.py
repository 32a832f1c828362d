"""Define a rule: text and examples beside a function from a case to a verdict."""

from collections.abc import Callable
from dataclasses import dataclass

from audit.compliance.case.case import Case
from audit.model.finding import Result, Verdict

HEADINGS = ("Judged:", "Mend:", "Limits:")


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold a rule: its module's docstring is its text, its examples are tests.

    The docstring's first line is the title; paragraphs follow on why it matters, and then one each beginning
    `Judged:`, `Mend:` and `Limits:`. `undermined` names the results that a RUN with unreadable shell makes unknown;
    `needs_input` is set where it judges what is given to the run: without it, unknown weighs nothing. `judges_runtime`
    is set where it judges how bare the final base is: once it passes, nothing blocks the move any more. `examples` is
    the language of the examples: those in `dockerfile` run as tests.
    """

    code: str
    slug: str
    guideline: str
    bad: str
    good: str
    text: str
    judge: Callable[[Case], Verdict]
    undermined: tuple[Result, ...] = ()
    needs_input: bool = False
    judges_runtime: bool = False
    examples: str = "dockerfile"

    @property
    def title(self) -> str:
        """Return the first line of the text."""
        return self.text.strip().partition("\n")[0].rstrip(".")

    @property
    def why(self) -> str:
        """Return the paragraphs that have no heading."""
        return "\n\n".join(paragraph for paragraph in self._paragraphs() if not paragraph.startswith(HEADINGS))

    def section(self, heading: str) -> str:
        """Return the paragraph under a heading, without it; empty when the rule has none."""
        found = (text.removeprefix(heading).strip() for text in self._paragraphs() if text.startswith(heading))
        return next(found, "")

    def _paragraphs(self) -> list[str]:
        body = self.text.strip().partition("\n")[2].strip()
        return [" ".join(paragraph.split()) for paragraph in body.split("\n\n")]
