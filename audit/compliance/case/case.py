"""Give a rule all that it may know of one component, and compose its verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from audit import time_limit
from audit.components import graph
from audit.components.graph import Foundation, Graph
from audit.dockerfile.build import UNREADABLE
from audit.model.command import BuildCommand, Command
from audit.model.component import Component
from audit.model.deployment import Deployment
from audit.model.dockerfile import Dockerfile, Stage
from audit.model.evidence import Evidence
from audit.model.finding import Result, Verdict, shortfall
from audit.model.place import Place
from audit.model.vulnerabilities.scan import Scan
from audit.policy.lifecycle import Lifecycle
from audit.policy.profile import Profile
from audit.vulnerabilities.report_files.report_index import State


@dataclass(frozen=True, slots=True)
class Case:
    """Hold all that a rule may know: the component, the reviewed facts, the profile's numbers, run and commit date.

    `graph` has the images that the organisation builds itself; `near` is the component's repository and branch.
    `reports` is whether scanners' reports were given, `scan` the result of those on the published image; `unpublished`
    is set where nothing publishes one.
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
        """Return the external image at the bottom of a stage, followed through the organisation's own images."""
        return graph.foundation(self.dockerfile, stage.index, self.graph, self.near)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of the final stage and of its parent stages."""
        lineage = {stage.index for stage in self.dockerfile.lineage(self.dockerfile.final)}
        return tuple(command for command in self.component.commands if command.stage in lineage)

    def builds(self) -> tuple[BuildCommand, ...]:
        """Return the build commands of the stages that lead to the final one."""
        return tuple(build for build in self._leading_builds() if build.tool != UNREADABLE)

    def unreadable(self) -> tuple[Evidence, ...]:
        """Return the RUN instructions, in stages that lead to the final one, whose shell cannot be parsed."""
        unread = (build for build in self._leading_builds() if build.tool == UNREADABLE)
        return tuple(self.at(build.line, f"RUN {build.text}") for build in unread)

    def _leading_builds(self) -> tuple[BuildCommand, ...]:
        time_limit.check()
        leading = {stage.index for stage in self.dockerfile.leading_to(self.dockerfile.final)}
        return tuple(build for build in self.component.builds if build.stage in leading)


@dataclass(frozen=True, slots=True)
class Conditions:
    """Hold what all cases of one run have in common: reviewed facts, profile, day, image graph, state of reports."""

    lifecycle: Lifecycle
    profile: Profile
    when: date
    graph: Graph = graph.NOTHING
    reports: State = "not asked"

    def case(
        self,
        component: Component,
        place: Place,
        deployment: Deployment,
        committed: date | None = None,
        scan: Scan | None = None,
    ) -> Case:
        """Return a component as the rules look at it; without a day of its commit it counts as of the run's day."""
        return Case(
            component=component,
            lifecycle=self.lifecycle,
            profile=self.profile,
            when=self.when,
            committed=committed or self.when,
            graph=self.graph,
            near=(place.repository, place.branch),
            reports=self.reports,
            scan=scan,
            unpublished=deployment.value == "none",
        )


def verdict(result: Result, message: str, evidence: Iterable[Evidence] = (), next_step: str = "") -> Verdict:
    """Compose a verdict; its line is that of the first evidence that has one."""
    given = tuple(evidence)
    line = next((item.line for item in given if item.line is not None), None)
    return Verdict(result, message, line, given, next_step)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict that decides where several count: fail, then partial, unknown, pass, not-applicable."""
    return max(verdicts, key=lambda verdict: (shortfall(verdict.result), verdict.result == "pass"))
