"""What a rule is: text and examples beside a function from a case to a verdict."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from audit.components import graph
from audit.components.graph import Foundation, Graph
from audit.dockerfile.build import UNREADABLE
from audit.model.command import BuildCommand, Command
from audit.model.component import Component
from audit.model.dockerfile import Dockerfile, Stage
from audit.model.evidence import Evidence
from audit.model.finding import Result, Verdict
from audit.model.vulnerabilities.scan import Scan
from audit.policy.lifecycle import Lifecycle
from audit.policy.profile import Profile
from audit.vulnerabilities.report_files.report_index import State

HEADINGS = ("Judged:", "Mend:", "Limits:")
_ORDER: tuple[Result, ...] = ("fail", "partial", "unknown", "pass", "not-applicable")


@dataclass(frozen=True, slots=True)
class Case:
    """Hold all that a rule may know: the component, the reviewed facts, the profile's numbers, run and commit date.

    `graph` has the images that the organisation builds itself; `near` is the component's repository and branch.
    `reports` says whether scanners' reports were given, `scan` is what those on the published image say; `unpublished`
    says that nothing publishes one.
    """

    component: Component
    lifecycle: Lifecycle
    profile: Profile
    when: date
    committed: date
    graph: Graph = graph.NOTHING
    near: tuple[str, str] = ("", "")
    reports: State = "not asked"
    scan: Scan | None = None
    unpublished: bool = False

    @property
    def dockerfile(self) -> Dockerfile:
        """Return the component's Dockerfile."""
        return self.component.dockerfile

    def at(self, line: int | None, text: str) -> Evidence:
        """Return evidence from the Dockerfile itself."""
        return Evidence(self.dockerfile.path, line, text)

    def opening(self, stage: Stage) -> Evidence:
        """Return the FROM at the external root of a stage as evidence."""
        root = self.dockerfile.root(stage.index)
        return self.at(root.line, f"FROM {root.image.text}")

    def foundation(self, stage: Stage) -> Foundation:
        """Return the outside image that a stage stands on in the end, followed through the organisation's own."""
        return graph.foundation(self.dockerfile, stage.index, self.graph, self.near)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of the final stage and those it stands on."""
        lineage = {stage.index for stage in self.dockerfile.lineage(self.dockerfile.final)}
        return tuple(command for command in self.component.commands if command.stage in lineage)

    def builds(self) -> tuple[BuildCommand, ...]:
        """Return the build commands of the stages that lead to the final one."""
        leading = {stage.index for stage in self.dockerfile.leading_to(self.dockerfile.final)}
        return tuple(build for build in self.component.builds if build.stage in leading and build.tool != UNREADABLE)

    def unreadable(self) -> tuple[Evidence, ...]:
        """Return the RUN instructions, in stages that lead to the final one, whose shell nobody can read."""
        leading = {stage.index for stage in self.dockerfile.leading_to(self.dockerfile.final)}
        found = (each for each in self.component.builds if each.tool == UNREADABLE and each.stage in leading)
        return tuple(self.at(each.line, f"RUN {each.text}") for each in found)


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold a rule: its module's docstring is its text, its examples are tests.

    The docstring's first line is the title; paragraphs follow that say why it matters, and then one each beginning
    `Judged:`, `Mend:` and `Limits:`. `undermined` names the results that a RUN nobody can read makes unknown;
    `needs_input` says that it judges what is given to the run: without it, unknown weighs nothing. `examples` is the
    language of the examples: those in `dockerfile` run as tests.
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
    examples: str = "dockerfile"

    @property
    def title(self) -> str:
        """Return the first line of the text."""
        return self.text.strip().partition("\n")[0].rstrip(".")

    @property
    def why(self) -> str:
        """Return the paragraphs that stand under no heading."""
        return "\n\n".join(each for each in self._paragraphs() if not each.startswith(HEADINGS))

    def section(self, heading: str) -> str:
        """Return the paragraph under a heading, without it; empty when the rule has none."""
        found = (each.removeprefix(heading).strip() for each in self._paragraphs() if each.startswith(heading))
        return next(found, "")

    def _paragraphs(self) -> list[str]:
        body = self.text.strip().partition("\n")[2].strip()
        return [" ".join(each.split()) for each in body.split("\n\n")]


def verdict(result: Result, message: str, evidence: Iterable[Evidence] = (), next_step: str = "") -> Verdict:
    """Compose a verdict; its line is that of the first evidence that has one."""
    given = tuple(evidence)
    return Verdict(
        result, message, next((each.line for each in given if each.line is not None), None), given, next_step
    )


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict that decides where several count: fail, then partial, unknown, pass, not-applicable."""
    return min(verdicts, key=lambda each: _ORDER.index(each.result))
