"""Choose the published name of one image among its builds, with the hops as evidence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

from audit.components.publishing import building
from audit.components.publishing.building import Build, Origin
from audit.dockerfile.parse import Passed
from audit.model.evidence import Answer, Evidence

# of several registries the one beside the sources counts: what people pull by today's manifests
_PREFERRED = "ghcr.io/"
_ORIGINS = get_args(Origin)
_OPEN = re.compile(r"(?:\$\([^()]*\)|\$\{[^{}]*\}|\$\w+|\?)+")  # parts of a value that nobody decides


@dataclass(frozen=True, slots=True)
class Published:
    """Hold the name under which a Dockerfile's image is built, what its build passes, and all names it has.

    `pushed` says that a workflow pushes it under one of them; one that only builds it may be a test. `platforms` are
    those that the builds of the image name, pushed ones before others. `image` is None for a target that is pushed
    under a name which nobody decides.
    """

    image: Answer | None
    passed: Passed
    names: tuple[str, ...] = ()
    pushed: bool = True
    platforms: tuple[str, ...] = ()
    platform_evidence: tuple[Evidence, ...] = ()


def real(build: Build) -> Iterator[str]:
    """Yield the names of a build that lie in a registry people pull from."""
    for name in building.names(build.images):
        if not name.startswith(building.TEST_REGISTRIES) and (build.origin == "ci" or "/" in name):
            yield name


def best(builds: Iterable[Build]) -> Published:
    """Choose: pushed before only built, a name with a registry before one without, the commonest of what is left."""
    unnamed = list(builds)
    given = list(_first(unnamed))
    if not given:
        return Published(None, _passed(unnamed[0]))
    counts = Counter(name for build in given for name in dict.fromkeys(real(build)))
    ranked = sorted(
        ((build, name) for build in given for name in real(build)),
        key=lambda pair: (
            not pair[0].pushed,
            _ORIGINS.index(pair[0].origin),
            not pair[1].startswith(_PREFERRED),
            "." not in pair[1].partition("/")[0],
            -counts[pair[1]],
            len(pair[0].hops),
        ),
    )
    build, name = ranked[0]
    others = {other for other in counts if other.rpartition("/")[2] != name.rpartition("/")[2]}
    sure = not others and not build.assumed and build.origin in ("ci", "release")
    also = {other: one.hops[-1] for one, other in reversed(ranked) if other != name and one.hops}
    evidence = (*build.hops, *(Evidence(hop.path, hop.line, f"also {other}") for other, hop in sorted(also.items())))
    answer = Answer(name, "high" if sure else "medium", evidence)
    named = Published(answer, _passed(build), tuple(sorted(counts)), build.pushed)
    return _on_platforms(named, given)


def _first(builds: Iterable[Build]) -> Iterator[Build]:
    """Yield the builds with a name that CI and releases run, else those of the first origin that pushes."""
    every = [build for build in builds if any(real(build))]
    pushed = [_ORIGINS.index(build.origin) for build in every if build.pushed]
    first = min(pushed, default=0)
    yield from (build for build in every if build.origin in ("ci", "release") or _ORIGINS.index(build.origin) == first)


def _passed(build: Build) -> Passed:
    said = ((key, _OPEN.sub("?", value)) for key, value in build.arguments)
    # what people give to make may differ from one time to the next: the Dockerfile's own defaults count then
    return Passed(
        build.target, tuple((key, value) for key, value in said if value.strip("?") and build.origin != "makefile")
    )


def _on_platforms(named: Published, given: Iterable[Build]) -> Published:
    """Return the image with the platforms that its builds name: those that workflows push before all others."""
    telling = [build for build in given if build.platforms]
    served = [build for build in telling if build.origin in ("ci", "release")]
    best = [build for build in served if build.pushed] or served or telling
    return replace(
        named,
        platforms=tuple(sorted({platform for build in best for platform in build.platforms})),
        platform_evidence=tuple(dict.fromkeys(build.hops[-1] for build in best if build.hops)),
    )
