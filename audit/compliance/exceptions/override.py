"""Put reviewed answers in place of those found, and report the state of every override."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from audit.components.deployment import resolve
from audit.components.deployment.placed_mentions import Manifests
from audit.dockerfile.syntax import image_reference
from audit.model.component import Component, Facts
from audit.model.evidence import Answer, Evidence, Skipped
from audit.model.override import Override, OverrideState
from audit.model.repository import Repository


def apply(facts: Iterable[Facts], overrides: Sequence[Override]) -> tuple[Facts, ...]:
    """Return the facts with the overrides' answers in place of those that were found."""
    return tuple(_applied(branch, [override for override in overrides if _about(override, branch)]) for branch in facts)


def _applied(facts: Facts, overrides: Sequence[Override]) -> Facts:
    if not overrides:
        return facts
    return replace(facts, components=tuple(_answered(component, overrides) for component in facts.components))


def _answered(component: Component, overrides: Sequence[Override]) -> Component:
    """Put the answers into one component; one that names a branch or a target comes later, and so wins."""
    for override in sorted(overrides, key=lambda override: (bool(override.branch), bool(override.target))):
        if _names(override, component):
            component = _with(component, override)
    return component


def _with(component: Component, override: Override) -> Component:
    name, _, line = override.place.rpartition(":")
    answer = Answer(override.value, "high", (Evidence(name, int(line), override.reason),), given=True)
    match override.answer:
        case "kind":
            return replace(component, kind=answer)
        case "language":
            return replace(component, language=answer)
        case "image":
            return replace(component, image=answer, names=(override.value, *component.names))
        case "deployment":
            return replace(component, deployment=answer)


def _names(override: Override, component: Component) -> bool:
    dockerfile = component.dockerfile
    return override.dockerfile == dockerfile.path and override.target in ("", dockerfile.target)


def _about(override: Override, facts: Facts) -> bool:
    return override.repository == facts.repository and override.branch in ("", facts.branch)


def states(
    overrides: Iterable[Override],
    facts: Sequence[Facts],
    skipped: Sequence[Skipped],
    listed: Iterable[Repository],
    manifests: Manifests,
) -> Iterator[OverrideState]:
    """Yield the state of every override; `facts` are those found, before any override."""
    names = {repository.name for repository in listed}
    for override in overrides:
        if override.repository not in names:
            yield OverrideState(override, "faulty", "", f"{override.repository} is not on the organisation's list")
        else:
            yield _state(override, list(_found(override, facts, manifests)), facts, skipped)


def _found(override: Override, facts: Iterable[Facts], manifests: Manifests) -> Iterator[str]:
    """Yield the answer that each component the override is about has without it."""
    for branch in facts:
        for component in branch.components if _about(override, branch) else ():
            if _names(override, component):
                yield _answer(branch, component, override.answer, manifests)


def _state(
    override: Override, found: Sequence[str], facts: Iterable[Facts], skipped: Iterable[Skipped]
) -> OverrideState:
    """Judge by the branches that were read; one that was not read decides nothing."""
    if found:
        return _compared(override, found)
    missed = next((reason for reason in skipped if _hides(reason, override)), None)
    if missed is not None:
        return OverrideState(override, "skipped", "", f"could not be looked at: {missed.reason}")
    if all(branch.repository != override.repository for branch in facts):
        return OverrideState(override, "skipped", "", "its repository is not part of this run")
    where = f" on {override.branch}" if override.branch else ""
    what = f"target {override.target} of this Dockerfile" if override.target else "such Dockerfile"
    return OverrideState(override, "stale", "", f"there is no {what}{where}; it can go")


def _compared(override: Override, found: Sequence[str]) -> OverrideState:
    """Return whether an override is needless: its answer is found without it on every branch that it is about."""
    answers = ", ".join(dict.fromkeys(answer for answer in found if answer))
    if all(_same(override, answer) for answer in found):
        return OverrideState(override, "needless", answers, "is found without it by now; it can go")
    return OverrideState(override, "needed", answers, "")


def _same(override: Override, found: str) -> bool:
    """Compare answers; an image has several spellings on Docker Hub."""
    if override.answer == "image" and found:
        one, other = (image_reference.canonical(image_reference.read(name)) for name in (found, override.value))
        return one == other
    return found == override.value


def _hides(skipped: Skipped, override: Override) -> bool:
    """Return whether the override's Dockerfile may be in what was skipped."""
    return (
        skipped.repository == override.repository
        and (not skipped.branch or not override.branch or skipped.branch == override.branch)
        and skipped.path in ("", override.dockerfile)
    )


def _answer(facts: Facts, component: Component, answer: str, manifests: Manifests) -> str:
    if answer == "deployment":
        return resolve.deployment(component, (facts.repository, facts.branch), manifests).value
    found: Answer | None = getattr(component, answer)
    return found.value if found is not None else ""
