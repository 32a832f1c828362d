"""List the images of a branch that are built without a Dockerfile, with the lines that build them."""

from collections.abc import Iterator
from itertools import islice

from audit.components.other_builders import builder_files, command_sites
from audit.components.other_builders.command_sites import Built
from audit.dockerfile import programs
from audit.dockerfile.build_context import Files
from audit.model.component import OtherBuild
from audit.model.evidence import Evidence

_MOST_FILES = 100
_MOST_PLACES = 10  # of one image; more prove nothing more
_OTHERS = {"vendor", "node_modules", "third_party", "testdata"}
_SETUP_KO = frozenset({"ko-build/setup-ko", "imjasonh/setup-ko"})


def find(files: Files, repository: str, branch: str) -> tuple[OtherBuild, ...]:
    """Return the builds by tool and image; what only configures a tool counts where no command of it is found.

    Files that are known by their names to build images and scripts that Makefiles call are asked for; whatever else
    other readers asked for is read too.
    """
    for path in _telling(files):
        files.text(path)
    found: dict[tuple[str, str], dict[Evidence, None]] = {}
    for tool, image, evidence in _ran(files):
        found.setdefault((tool, image), {})[evidence] = None
    for tool, image, evidence in _configured(files):
        known = next((key for key in found if key[0] == tool), (tool, image)) if not image else (tool, image)
        found.setdefault(known, {})[evidence] = None
    return tuple(
        OtherBuild(repository, branch, tool, image, tuple(evidence)[:_MOST_PLACES])
        for (tool, image), evidence in sorted(found.items(), key=lambda pair: pair[0])
    )


def _telling(files: Files) -> Iterator[str]:
    listed = (path for path in sorted(files.paths) if builder_files.is_one(path) and _own(path))
    yield from islice(listed, _MOST_FILES)
    yield from command_sites.scripts(files, _makefiles(files))


def _ran(files: Files) -> Iterator[Built]:
    for path, text in sorted(files.texts.items()):
        if not _own(path):
            continue
        if path.startswith(".github/"):
            yield from command_sites.workflow(path, text)
        elif programs.is_makefile(path):
            yield from command_sites.recipes(path, text)
        elif path.endswith((".sh", ".bash")):
            yield from command_sites.script(path, text)


def _configured(files: Files) -> Iterator[Built]:
    for path, text in sorted(files.texts.items()):
        if _own(path) and builder_files.is_one(path):
            yield from builder_files.read(path, text)
        if path.startswith(".github/"):
            yield from (("ko", "", use) for use in command_sites.uses(path, text, _SETUP_KO))


def _makefiles(files: Files) -> Iterator[str]:
    return (path for path in sorted(files.texts) if programs.is_makefile(path) and _own(path))


def _own(path: str) -> bool:
    return not _OTHERS & set(path.split("/")[:-1])
