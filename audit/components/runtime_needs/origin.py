"""Decide whose program an image runs: its own, a third party's, or a shell around others' tools."""

from fnmatch import fnmatchcase

from audit.components.graph import Foundation
from audit.components.runtime_needs import stack
from audit.dockerfile.syntax import image_reference
from audit.model.component import Component
from audit.model.runtime_needs import Origin, Tool
from audit.policy.needs import Needs, ThirdParty

_COMPILED = frozenset({"go", "rust", "java", "cpp"})
_SCRIPTED = frozenset({"shell", "other", "unknown", ""})
_NOBODY = ThirdParty("")


def find(component: Component, base: Foundation, tables: Needs) -> Origin:
    """Return whose program runs; `base` is the outside image that the final stage stands on in the end."""
    name = image_reference.canonical(base.image)
    party = next((item for item in tables.third_parties if fnmatchcase(name, item.image)), _NOBODY)
    compiles = _compiles(component)
    starts = tuple(_started(component, party)) if compiles or component.needs.own_program else ()
    is_plain = not party.image and any(fnmatchcase(name, pattern) for pattern in tables.plain_bases)
    is_own = compiles or component.needs.own_program or bool(base.through)
    is_theirs = not (is_plain or is_own or "?" in base.image.text or stack.of_image(base.image, tables))
    return Origin(
        wraps=() if compiles or component.needs.own_program else _wrapped(component),
        starts=starts,
        repackages=base.evidence[:1] if is_theirs else (),
        distroless_variant=party.distroless if is_theirs else "",
    )


def _compiles(component: Component) -> bool:
    """Tell whether a program or a web front end of the image's own is built, here or before the image build."""
    leading = {stage.index for stage in component.dockerfile.leading_to(component.dockerfile.final)}
    builds = [build for build in component.builds if build.stage in leading]
    here = any(build.language in _COMPILED or (build.language == "node" and "build" in build.tool) for build in builds)
    return here or bool(component.prebuilds)


def _started(component: Component, party: ThirdParty) -> list[Tool]:
    """Return the parts of the base's runtime that the program starts, by its sources or by ENTRYPOINT and CMD."""
    found = [tool for tool in component.needs.tools if tool.name in party.starts]
    if component.program.name in party.starts:
        found += [Tool(component.program.name, item) for item in component.program.trail[:1]]
    return found


def _wrapped(component: Component) -> tuple[Tool, ...]:
    return component.needs.script_tools if component.language.value in _SCRIPTED else ()
