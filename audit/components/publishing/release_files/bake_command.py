"""Read the command line of `docker buildx bake`.

https://docs.docker.com/reference/cli/docker/buildx/bake/
"""

import posixpath
from collections.abc import Iterator

from audit.components.publishing import building
from audit.components.publishing.building import Build
from audit.components.publishing.release_files import bake
from audit.dockerfile import programs
from audit.dockerfile.build_context import Files
from audit.dockerfile.shell.interpreter import Running

_WITH_VALUE = ("-f", "--file", "--set", "--progress", "--builder", "--metadata-file", "--allow", "--call")


def of_command(words: tuple[str, ...], folder: str, command: Running, files: Files) -> Iterator[Build]:
    """Yield the builds of the targets that the command names, of the default group when it names none."""
    if words[0].rpartition("/")[2] not in programs.IMAGE_BUILDERS and "$" not in words[0]:
        return
    rest = list(words[words.index("bake") + 1 :])
    named, chosen, pushed = list[str](), list[str](), False
    while rest:
        option, equals, value = rest.pop(0).partition("=")
        if option in _WITH_VALUE and not equals:
            value = rest.pop(0) if rest else ""
        named += [value] * (option in ("-f", "--file"))
        pushed = pushed or option == "--push" or "type=registry" in value
        chosen += [option] * (not option.startswith("-") and not equals and "$" not in option)
    paths = tuple(building.clean(posixpath.join(folder, name)) for name in named or bake.FILES)
    call = bake.Call(folder, command.environment, tuple(chosen), pushed, command.trail)
    yield from bake.builds(paths, files, call)
