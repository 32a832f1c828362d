"""The published name of each Dockerfile: the best of the builds that workflows run, with the hops as evidence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

from audit.components.publishing import building, make_targets, sources
from audit.components.publishing.building import Act, Build, Origin, Push
from audit.components.publishing.workflows import workflow
from audit.dockerfile.build_context import Files
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
    those that the builds of the image name, pushed ones before others.
    """

    image: Answer
    passed: Passed
    names: tuple[str, ...] = ()
    pushed: bool = True
    platforms: tuple[str, ...] = ()
    platform_evidence: tuple[Evidence, ...] = ()


def builds(files: Files, repository: str, branch: str) -> tuple[Build, ...]:
    """Return the builds that workflows run, as far as the texts at hand allow.

    All workflows, actions and Makefiles are asked for at once: they call one another, and one after the other they
    would cost a batch of reading each.
    """
    for path in _telling(files):
        files.text(path)
    called = (*workflow.builds(files, repository, branch), *sources.acts(files, repository))
    return (*_with_pushes(called), *_with_pushes(tuple(make_targets.builds(files))))


def _with_pushes(acts: tuple[Act, ...]) -> Iterator[Build]:
    """Yield the builds, each as pushed when one of the pushes beside it follows."""
    pushes = tuple(act for act in acts if isinstance(act, Push))
    yield from (_pushed(act, pushes) for act in acts if isinstance(act, Build))


def _telling(files: Files) -> Iterator[str]:
    """Yield the paths of workflows, of the repository's own actions, and of what else says how images are built."""
    for folder, inside in files.folders.items():
        if folder == ".github" or folder.startswith(".github/"):
            yield from (path for path in inside if path.endswith((".yml", ".yaml")))
    yield from sources.paths(files)


def _pushed(build: Build, pushes: Iterable[Push]) -> Build:
    """Return the build as pushed, under the pushed names too, when a push of its own follows."""
    follow = [push for push in pushes if building.follows(push, build)] if not build.pushed or _lacks(build) else []
    if not follow:
        return build
    names = dict.fromkeys(name for push in follow for name in building.same_last(push, build))
    return replace(build, pushed=True, images=tuple(dict.fromkeys((*names, *build.images))))


def _lacks(build: Build) -> bool:
    """Tell whether none of a build's names has a registry."""
    return not any("." in name.partition("/")[0] for name in building.names(build.images))


def find(built: Iterable[Build], files: Files) -> dict[str, Published]:
    """Return path of Dockerfile -> its published image, for those that a workflow builds under a decided name.

    A Makefile that no workflow calls counts when it pushes; a set-up for tries publishes nothing.
    """
    found: dict[str, list[Build]] = {}
    for build in built:
        counts = build.origin != "local" and (build.pushed or build.origin != "makefile")
        if counts and build.dockerfile in files.paths and any(_real(build)):
            found.setdefault(build.dockerfile, []).append(build)
    return {path: _best(builds) for path, builds in sorted(found.items())}


def undecided(built: Iterable[Build]) -> dict[str, tuple[Evidence, ...]]:
    """Return path of Dockerfile -> the hops of a build that pushes it under a name that nobody decides."""
    return {
        build.dockerfile: build.hops
        for build in built
        if build.origin in ("ci", "release") and build.pushed and build.images and not any(building.names(build.images))
    }


def _real(build: Build) -> Iterator[str]:
    """Yield the names of a build that lie in a registry people pull from."""
    for name in building.names(build.images):
        if not name.startswith(building.TEST_REGISTRIES) and (build.origin == "ci" or "/" in name):
            yield name


def _best(builds: Iterable[Build]) -> Published:
    """Choose: pushed before only built, a name with a registry before one without, the commonest of what is left."""
    every = list(builds)
    first = (
        min(_ORIGINS.index(build.origin) for build in every if build.pushed or len(every) == 1)
        if any(build.pushed for build in every)
        else 0
    )
    given = [build for build in every if build.origin in ("ci", "release") or _ORIGINS.index(build.origin) == first]
    counts = Counter(name for build in given for name in dict.fromkeys(_real(build)))
    ranked = sorted(
        ((build, name) for build in given for name in _real(build)),
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
    said = ((key, _OPEN.sub("?", value)) for key, value in build.arguments)
    decided = tuple((key, value) for key, value in said if value.strip("?"))
    others = {other for other in counts if other.rpartition("/")[2] != name.rpartition("/")[2]}
    sure = not others and not build.assumed and build.origin in ("ci", "release")
    answer = Answer(name, "high" if sure else "medium", build.hops)
    named = Published(answer, Passed(build.target, decided), tuple(sorted(counts)), build.pushed)
    return _on_platforms(named, build, given)


def _on_platforms(named: Published, build: Build, given: Iterable[Build]) -> Published:
    """Return the image with the platforms that builds like the one that was chosen name, and where each is named."""
    alike = [item for item in given if (item.pushed, item.origin) == (build.pushed, build.origin) and item.platforms]
    return replace(
        named,
        platforms=tuple(sorted({platform for item in alike for platform in item.platforms})),
        platform_evidence=tuple(dict.fromkeys(item.hops[-1] for item in alike if item.hops)),
    )
