"""From a Dockerfile and the files around it to a component; first says which files it wants, then answers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from audit.components.classification import image_usage, kind, language
from audit.components.classification.observations import Seen
from audit.components.dependencies import go_module, go_package, requirements
from audit.components.deployment import related_objects as deployed
from audit.components.owners import owners
from audit.components.program import binary_origin, entrypoint, external_build, start_script
from audit.components.publishing.published import Published
from audit.dockerfile import build
from audit.dockerfile.build_context import Files
from audit.model.component import Component
from audit.model.deployment import Mention
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence
from audit.policy.signals import Signals


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Hold the repository's name, the weights of signals, its files, what workflows publish and what manifests name."""

    repository: str
    signals: Signals
    files: Files
    published: Mapping[str, Published] = field(default_factory=dict)
    undecided: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()


def wanted(dockerfile: Dockerfile, files: Files) -> Iterator[str]:
    """Yield the paths, not read yet, whose texts `find` reads.

    They are the script that starts, Makefiles and scripts that build, the Go main package, the nearest go.mod,
    requirements files, and what tells what the image is used for.
    """
    starting = entrypoint.find(dockerfile, files.paths, files.texts)
    followed = build.follow(dockerfile, files)
    yield from build.wanted(followed)
    builds = tuple(build.builds(followed))
    candidates = [*go_package.files(dockerfile, builds, starting, files)]
    candidates += requirements.files(dockerfile, builds, files)
    candidates += image_usage.wanted(dockerfile, files)
    if starting.words and (script := entrypoint.script_path(starting, dockerfile, files.paths)):
        candidates.append(script)
    if module := go_module.path(dockerfile.path, files):
        candidates.append(module)
    if any(binary_origin.built_outside(dockerfile, starting, files)):
        candidates += external_build.candidates(dockerfile.path, files)
    yield from (path for path in candidates if path not in files.texts)


def find(dockerfile: Dockerfile, around: Surroundings) -> Component:
    """Answer what the Dockerfile builds."""
    files, signals = around.files, around.signals
    followed = build.follow(dockerfile, files)
    builds = tuple(build.builds(followed))
    runs = entrypoint.find(dockerfile, files.paths, files.texts)
    outside = tuple(binary_origin.built_outside(dockerfile, runs, files))
    compiled = go_package.files(dockerfile, builds, runs, files)
    imports = tuple(go_package.imports(compiled, files.texts))
    named = around.published.get(dockerfile.path)
    objects = tuple(deployed.objects(named.names, around.mentions, files)) if named else ()
    told = (*imports, *go_package.calls(compiled, files.texts))
    used = tuple(image_usage.find(dockerfile, named.names if named else (), files))
    seen = Seen(around.repository, dockerfile, runs, builds, files, told, objects, used)
    return Component(
        name=name(around.repository, dockerfile.path),
        dockerfile=dockerfile,
        commands=tuple(build.every(followed)),
        builds=builds,
        program=runs,
        language=language.find(seen, signals.languages),
        kind=kind.find(seen, signals),
        outside=outside,
        image=named.image if named else None,
        names=named.names if named else (),
        pushed=named is None or named.pushed,
        undecided=around.undecided.get(dockerfile.path, ()),
        owners=owners.find(dockerfile.path, files),
        prebuilds=tuple(external_build.find(dockerfile, outside[0], files)) if outside else (),
        module=go_module.find(dockerfile.path, files, imports, signals.languages.cgo_modules),
        runtime_tools=tuple(start_script.tools(runs, files.texts, signals.tools)),
        native_wheels=tuple(requirements.compiled(dockerfile, builds, files, signals.languages.native_wheels)),
    )


def name(repository: str, path: str) -> str:
    """Return what people call the component: the telling part of file and folder, else the repository's name."""
    folder, _, file = path.rpartition("/")
    special = re.sub(r"(?i)(?:^|[._-])(?:docker|container)file(?:[._-]|$)", " ", file).strip()
    telling = [
        part for part in folder.split("/") if part and not re.fullmatch(r"v\d\w*|build|images?|docker|cmd|src", part)
    ]
    return "-".join([*(telling[-1:] or [repository.rpartition("/")[2]]), *special.split()])
