"""Gather what the rule book reads of one component, each fact with its evidence."""

import re
from dataclasses import dataclass
from typing import Literal

from audit.compliance.base_image import final_user, image_pattern, lifecycle, target
from audit.compliance.case.case import Case
from audit.components.runtime_needs import origin as third_parties
from audit.components.runtime_needs import stack
from audit.model.deployment import Deployment
from audit.model.evidence import Evidence
from audit.model.finding import Finding
from audit.model.priority.ranking import Target, UserKind
from audit.model.runtime import Runtime
from audit.model.runtime_needs import Origin
from audit.policy.lifecycle import Release
from audit.policy.needs import Needs
from audit.policy.priorities import Priorities

ProgramOrigin = Literal["compiled", "tool", "interpreter", "third-party"]
_INTERPRETERS = frozenset({"python", "node", "java", "r", "shell"})


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """Hold the component as the rules see it, and what the rule book asks of it.

    `bare`: no shell is in the image, None where nobody knows; `origin` says whose program runs; `language_ended` and
    `distribution_ended` are the last days (ISO) of lines without support, empty while they are supported.
    """

    case: Case
    book: Priorities
    deployment: Deployment
    findings: tuple[Finding, ...]
    runtime: Runtime
    target: Target
    origin: ProgramOrigin
    bare: bool | None
    base: Evidence
    user: UserKind
    user_read: tuple[Evidence, ...]
    language_ended: str
    distribution_ended: str
    third_party: Origin
    stack: tuple[Evidence, ...]

    @property
    def language(self) -> str:
        """Return the language of the program."""
        return self.case.component.language.value

    @property
    def kind(self) -> str:
        """Return the component's kind."""
        return self.case.component.kind.value

    @property
    def ended(self) -> str:
        """Return the first day on which a line under the program had no support any more, empty with support."""
        return min((day for day in (self.language_ended, self.distribution_ended) if day), default="")


@dataclass(frozen=True, slots=True)
class RankingTables:
    """Hold the rule book, and the tables of what programs need where they run."""

    book: Priorities
    needs: Needs


def gather(
    case: Case, deployment: Deployment, findings: tuple[Finding, ...], runtime: Runtime, tables: RankingTables
) -> MoveFacts:
    """Return the facts of one component."""
    book, base = tables.book, case.foundation(case.dockerfile.final_stage)
    origin = _origin(case, book)
    ended = {_is_distribution(release): day for release, day in _ended(case)}
    user = final_user.find(case)
    return MoveFacts(
        case=case,
        book=book,
        deployment=deployment,
        findings=findings,
        runtime=runtime,
        target=target.choose(case, ready=origin == "tool", third_party=origin == "third-party"),
        origin=origin,
        bare=_bare(case, findings, runtime),
        base=case.opening(case.dockerfile.final_stage),
        user=user.kind,
        user_read=user.evidence[:1],
        language_ended=ended.get(False, ""),
        distribution_ended=ended.get(True, ""),
        third_party=third_parties.find(case.component, base, tables.needs),
        stack=stack.find(case.component, case.near, case.graph, tables.needs),
    )


def _bare(case: Case, findings: tuple[Finding, ...], runtime: Runtime) -> bool | None:
    base = case.foundation(case.dockerfile.final_stage).image
    if image_pattern.find(base, case.lifecycle).debug:
        return False
    if runtime.tier != "unknown":
        return runtime.tier in ("distroless", "equivalent")
    found = next((finding for finding in findings if finding.slug == "distroless-runtime"), None)
    return False if found is not None and found.verdict.result == "fail" else None


def _origin(case: Case, book: Priorities) -> ProgramOrigin:
    """Return whose program runs: compiled here, a tool released as one file, an interpreter's, or a third party's."""
    component, language = case.component, case.component.language.value
    if component.program.name in book.value.static_tools and not component.program.script and _is_copied(case):
        return "tool"
    if language in book.value.compiled:
        built = any(build.language == language for build in case.builds())
        own = built or component.prebuilds or component.needs.own_program
        return "compiled" if own else "third-party"
    return "interpreter" if language in _INTERPRETERS else "third-party"


def _is_copied(case: Case) -> bool:
    """Return whether the final stage takes files from elsewhere, so that its program need not be its base's."""
    return any(stage.transfers for stage in case.dockerfile.lineage(case.dockerfile.final))


def _ended(case: Case) -> tuple[tuple[Release, str], ...]:
    """Return the releases under the program that have ended, with the last day of their support."""
    image = case.foundation(case.dockerfile.final_stage).image
    found = lifecycle.releases(image, case.lifecycle)
    return tuple(
        (release, release.ends.isoformat())
        for release in found
        if release.ends is not None and lifecycle.support(release, case.when) == "no"
    )


def _is_distribution(release: Release) -> bool:
    return release.line in lifecycle.DISTRIBUTIONS or re.match(r"distroless$", release.line) is not None
