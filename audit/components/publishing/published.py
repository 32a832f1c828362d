"""The published name of each Dockerfile: the best of the builds that workflows run, with the hops as evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.components.publishing import building, choice, make_targets, sources, targets
from audit.components.publishing.building import Act, Build, Push
from audit.components.publishing.choice import Published
from audit.components.publishing.targets import Aliases, Row
from audit.components.publishing.workflows import workflow
from audit.dockerfile.build_context import Files
from audit.model.evidence import Evidence


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
    open_ = not build.pushed or _lacks(build)
    follow = [push for push in pushes if building.follows(push, build)] if open_ else []
    if not follow:
        return build
    names = dict.fromkeys(name for push in follow for name in building.same_last(push, build))
    return replace(build, pushed=True, images=tuple(dict.fromkeys((*names, *build.images))))


def _lacks(build: Build) -> bool:
    """Tell whether none of a build's names has a registry, or each is that of one architecture."""
    names = tuple(building.names(build.images))
    return not any("." in name.partition("/")[0] and not building.of_one_architecture(name) for name in names)


def find(built: Iterable[Build], files: Files, aliases: Aliases = lambda _: ()) -> dict[Row, Published]:
    """Return (path of Dockerfile, target) -> the published image, for those that are built under a decided name.

    A Makefile that no workflow calls counts when it pushes; a set-up for tries publishes nothing.
    """
    found: dict[str, list[Build]] = {}
    for build in built:
        counts = build.origin != "local" and (build.pushed or build.origin != "makefile")
        if counts and build.dockerfile in files.paths and build.images:
            found.setdefault(build.dockerfile, []).append(build)
    published: dict[Row, Published] = {}
    for path, several in sorted(found.items()):
        stages = aliases(path) if any(build.target for build in several) else ()
        for target, group in targets.divide(several, stages).items():
            if target or any(name for build in group for name in choice.real(build)):
                published[path, target] = choice.best(group)
    return published


def undecided(built: Iterable[Build]) -> dict[str, tuple[Evidence, ...]]:
    """Return path of Dockerfile -> the hops of a build that pushes it under a name that nobody decides."""
    return {
        build.dockerfile: build.hops
        for build in built
        if build.origin in ("ci", "release") and build.pushed and build.images and not any(building.names(build.images))
    }
