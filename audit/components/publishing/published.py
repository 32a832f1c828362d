"""The published name of each Dockerfile: the best of the builds that workflows run, with the hops as evidence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from audit.components.publishing import building, workflow
from audit.components.publishing.building import Build, Push
from audit.dockerfile import programs
from audit.dockerfile.build_context import Files
from audit.dockerfile.parse import Passed
from audit.model.evidence import Answer, Evidence

# of several registries the one beside the sources counts: what people pull by today's manifests
_PREFERRED = "ghcr.io/"
_OPEN = re.compile(r"(?:\$\([^()]*\)|\$\{[^{}]*\}|\$\w+|\?)+")  # parts of a value that nobody decides
_MOST_MAKEFILES = 200
_TEST_REGISTRIES = (
    "kind-registry",
    "localhost",
    "127.0.0.1",
    "registry.domain.local",
    "ttl.sh",
    "host.docker.internal",
)


@dataclass(frozen=True, slots=True)
class Published:
    """Hold the name under which a Dockerfile's image is built, what its build passes, and all names it has.

    `pushed` says that a workflow pushes it under one of them; one that only builds it may be a test.
    """

    image: Answer
    passed: Passed
    names: tuple[str, ...] = ()
    pushed: bool = True


def builds(files: Files, repository: str, branch: str) -> tuple[Build, ...]:
    """Return the builds that workflows run, as far as the texts at hand allow.

    All workflows, actions and Makefiles are asked for at once: they call one another, and one after the other they
    would cost a batch of reading each.
    """
    for path in _telling(files):
        files.text(path)
    acts = tuple(workflow.builds(files, repository, branch))
    pushes = tuple(act for act in acts if isinstance(act, Push))
    return tuple(_pushed(act, pushes) for act in acts if isinstance(act, Build))


def _telling(files: Files) -> Iterator[str]:
    """Yield the paths of workflows, of the repository's own actions, and of its Makefiles."""
    for folder, inside in files.folders.items():
        if folder == ".github" or folder.startswith(".github/"):
            yield from (path for path in inside if path.endswith((".yml", ".yaml")))
    yield from islice((path for path in sorted(files.paths) if _is_makefile(path)), _MOST_MAKEFILES)


def _is_makefile(path: str) -> bool:
    own = not {"vendor", "node_modules", "third_party"} & set(path.split("/")[:-1])
    return own and programs.is_makefile(path)


def _pushed(build: Build, pushes: Iterable[Push]) -> Build:
    """Return the build as pushed when a push of its own follows."""
    return build if build.pushed else replace(build, pushed=any(building.follows(push, build) for push in pushes))


def find(built: Iterable[Build], files: Files) -> dict[str, Published]:
    """Return path of Dockerfile -> its published image, for those that a workflow builds under a decided name."""
    found: dict[str, list[Build]] = {}
    for build in built:
        if build.dockerfile in files.paths and any(_real(build)):
            found.setdefault(build.dockerfile, []).append(build)
    return {path: _best(builds) for path, builds in sorted(found.items())}


def undecided(built: Iterable[Build]) -> dict[str, tuple[Evidence, ...]]:
    """Return path of Dockerfile -> the hops of a build that pushes it under a name that nobody decides."""
    return {
        build.dockerfile: build.hops
        for build in built
        if build.pushed and build.images and not any(building.names(build.images))
    }


def _real(build: Build) -> Iterator[str]:
    """Yield the names of a build that lie in a registry people pull from."""
    for name in building.names(build.images):
        if not name.startswith(_TEST_REGISTRIES):
            yield name


def _best(builds: Iterable[Build]) -> Published:
    """Choose: pushed before only built, a name with a registry before one without, the commonest of what is left."""
    given = list(builds)
    counts = Counter(name for build in given for name in dict.fromkeys(_real(build)))
    ranked = sorted(
        ((build, name) for build in given for name in _real(build)),
        key=lambda pair: (
            not pair[0].pushed,
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
    answer = Answer(name, "medium" if others else "high", build.hops)
    return Published(answer, Passed(build.target, decided), tuple(sorted(counts)), build.pushed)
