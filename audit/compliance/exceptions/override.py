"""Reviewed answers: which override meets which component, and what became of each override."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from audit.components.deployment import resolve
from audit.components.deployment.resolve import Manifests
from audit.dockerfile.syntax import image_reference
from audit.model.component import Component, Facts
from audit.model.evidence import Answer, Evidence, Skipped
from audit.model.override import Override, OverrideState
from audit.model.repository import Repository


def apply(facts: Iterable[Facts], overrides: Sequence[Override]) -> tuple[Facts, ...]:
    """Return the facts with the overrides' answers in place of those that were found."""
    return tuple(_applied(each, [one for one in overrides if _about(one, each)]) for each in facts)


def _applied(facts: Facts, overrides: Sequence[Override]) -> Facts:
    if not overrides:
        return facts
    return replace(facts, components=tuple(_answered(each, overrides) for each in facts.components))


def _answered(component: Component, overrides: Sequence[Override]) -> Component:
    """Put the answers into one component; one that names a branch comes after, and so before, one that names none."""
    for each in sorted(overrides, key=lambda each: bool(each.branch)):
        if each.dockerfile == component.dockerfile.path:
            component = _with(component, each)
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


def _about(override: Override, facts: Facts) -> bool:
    return override.repository == facts.repository and override.branch in ("", facts.branch)


def states(
    overrides: Iterable[Override],
    facts: Sequence[Facts],
    skipped: Sequence[Skipped],
    listed: Iterable[Repository],
    manifests: Manifests,
) -> Iterator[OverrideState]:
    """Yield what became of every override; `facts` are those found, before any override."""
    names = {each.name for each in listed}
    for each in overrides:
        read = [one for one in facts if _about(each, one)]
        if each.repository not in names:
            yield OverrideState(each, "faulty", "", f"{each.repository} is not on the organisation's list")
        else:
            found = [_found(one, component, each.answer, manifests) for one, component in _met(each, read)]
            yield _state(each, found, skipped, audited=any(one.repository == each.repository for one in facts))


def _met(override: Override, facts: Iterable[Facts]) -> Iterator[tuple[Facts, Component]]:
    for each in facts:
        yield from ((each, one) for one in each.components if one.dockerfile.path == override.dockerfile)


def _state(override: Override, found: Sequence[str], skipped: Sequence[Skipped], *, audited: bool) -> OverrideState:
    """Judge by the branches that were read; what was not read says nothing."""
    if found:
        return _compared(override, found)
    missed = next((each for each in skipped if _hides(each, override)), None)
    if missed is not None:
        return OverrideState(override, "skipped", "", f"could not be looked at: {missed.reason}")
    if not audited:
        return OverrideState(override, "skipped", "", "its repository is not part of this run")
    where = f" on {override.branch}" if override.branch else ""
    return OverrideState(override, "stale", "", f"there is no such Dockerfile{where}; it can go")


def _compared(override: Override, found: Sequence[str]) -> OverrideState:
    """Tell whether an override says what is found without it, on every branch that it is about."""
    told = ", ".join(dict.fromkeys(each for each in found if each))
    if all(_same(override, each) for each in found):
        return OverrideState(override, "needless", told, "is found without it by now; it can go")
    return OverrideState(override, "needed", told, "")


def _same(override: Override, found: str) -> bool:
    """Compare answers; an image has several spellings on Docker Hub."""
    if override.answer == "image" and found:
        return image_reference.canonical(image_reference.read(found)) == image_reference.canonical(
            image_reference.read(override.value)
        )
    return found == override.value


def _hides(skipped: Skipped, override: Override) -> bool:
    """Tell whether what was skipped may hold the override's Dockerfile."""
    return (
        skipped.repository == override.repository
        and (not skipped.branch or not override.branch or skipped.branch == override.branch)
        and skipped.path in ("", override.dockerfile)
    )


def _found(facts: Facts, component: Component, answer: str, manifests: Manifests) -> str:
    if answer == "deployment":
        return resolve.deployment(component, (facts.repository, facts.branch), manifests).value
    found: Answer | None = getattr(component, answer)
    return found.value if found is not None else ""
