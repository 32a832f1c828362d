"""Read what a Dockerfile and the files of its repository say of an image, and conclude which component it is."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from audit.components.classification import image_usage, kind, language
from audit.components.classification.observations import Observations
from audit.components.dependencies import go_module, go_package, requirements
from audit.components.deployment import related_objects
from audit.components.owners import owners
from audit.components.program import binary_origin, entrypoint, external_build, start_script
from audit.components.publishing import targets
from audit.components.publishing.choice import Published
from audit.components.publishing.targets import Row
from audit.components.runtime_needs import needs
from audit.dockerfile import build
from audit.dockerfile.build_context import Files
from audit.model.command import BuildCommand, Command
from audit.model.component import Component, GoModule, Owners
from audit.model.deployment import Mention
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Answer, Evidence
from audit.model.runtime_needs import RuntimeNeeds
from audit.policy.signals import Signals


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Hold the repository's name, the weights of signals, its files, what workflows publish and what manifests name."""

    repository: str
    signals: Signals
    files: Files
    published: Mapping[Row, Published] = field(default_factory=dict)
    undecided: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    undecided_targets: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what a Dockerfile and the texts of its repository's files say, before manifests are looked at."""

    observations: Observations
    language: Answer
    commands: tuple[Command, ...]
    outside: tuple[Evidence, ...]
    owners: Owners
    prebuilds: tuple[BuildCommand, ...]
    module: GoModule
    runtime_tools: tuple[Evidence, ...]
    native_wheels: tuple[Evidence, ...]
    kernels: tuple[Evidence, ...]
    go_folders: tuple[str, ...] = ()

    @property
    def subject(self) -> needs.Subject:
        """Return what the needs of the program are looked for by."""
        observed = self.observations
        return needs.Subject(
            observed.dockerfile, observed.program, observed.builds, self.go_folders, self.language.value
        )


def find(dockerfile: Dockerfile, around: Surroundings) -> Component:
    """Return what the Dockerfile builds, as far as the texts at hand allow."""
    named = around.published.get((dockerfile.path, dockerfile.target))
    names = named.names if named else ()
    reading = read(dockerfile, names, around.files, around.repository, around.signals)
    return conclude(reading, around, needs.find(reading.subject, around.signals.needs, around.files))


def read(dockerfile: Dockerfile, names: Collection[str], files: Files, repository: str, signals: Signals) -> Reading:
    """Read what explains the Dockerfile; `names` are those under which its image is published.

    Texts that are not at hand are recorded in `files`: the script that starts, Makefiles and scripts that build, the
    Go main package, the nearest go.mod, requirements files, owners, and what shows how the image is used.
    """
    followed = build.follow(dockerfile, files)
    builds = tuple(build.builds(followed))
    program = entrypoint.find(dockerfile, files)
    outside = tuple(binary_origin.built_outside(dockerfile, program, files))
    compiled = go_package.files(dockerfile, builds, program, files)
    imports = tuple(go_package.imports(compiled, files))
    uses = tuple(image_usage.find(dockerfile, names, files))
    observed = Observations(repository, dockerfile, program, builds, files, imports, (), uses)
    return Reading(
        observations=observed,
        language=language.find(observed, signals.languages),
        commands=tuple(build.every(followed)),
        outside=outside,
        owners=owners.find(dockerfile.path, files),
        prebuilds=tuple(external_build.find(dockerfile, outside[0], files)) if outside else (),
        module=go_module.find(dockerfile.path, files, imports, signals.languages.cgo_modules),
        runtime_tools=tuple(start_script.tools(program, files.texts, signals.tools)),
        go_folders=go_package.folders(dockerfile, builds, program, files),
        native_wheels=tuple(requirements.named(dockerfile, builds, files, signals.languages.native_wheels)),
        kernels=tuple(requirements.named(dockerfile, builds, files, signals.languages.kernels)),
    )


def conclude(reading: Reading, around: Surroundings, needed: RuntimeNeeds) -> Component:
    """Return the component, its published image and the objects that run it taken into account."""
    observed, path = reading.observations, reading.observations.dockerfile.path
    named = around.published.get((path, observed.dockerfile.target))
    several = sum(place == path for place, _ in around.published) > 1
    objects = tuple(related_objects.objects(named.names, around.mentions, around.files)) if named else ()
    return Component(
        name=name(around.repository, path, observed.dockerfile.target if several else ""),
        dockerfile=observed.dockerfile,
        commands=reading.commands,
        builds=observed.builds,
        program=observed.program,
        language=reading.language,
        kind=kind.find(replace(observed, objects=objects, needs=needed), around.signals),
        outside=reading.outside,
        image=named.image if named else None,
        names=named.names if named else (),
        pushed=named is None or named.pushed,
        undecided=around.undecided.get(path, ()),
        stage_doubt=targets.doubt(observed.dockerfile, around.undecided_targets, around.published),
        owners=reading.owners,
        prebuilds=reading.prebuilds,
        module=reading.module,
        runtime_tools=reading.runtime_tools,
        native_wheels=reading.native_wheels,
        needs=needed,
        platforms=named.platforms if named else (),
        platform_evidence=named.platform_evidence if named else (),
        kernels=reading.kernels,
    )


def name(repository: str, path: str, target: str = "") -> str:
    """Return what people call it: the telling part of folder and file, else the repository, and the target."""
    folder, _, file = path.rpartition("/")
    special = re.sub(r"(?i)(?:^|[._-])(?:docker|container)file(?:[._-]|$)", " ", file).strip()
    telling = [
        part for part in folder.split("/") if part and not re.fullmatch(r"v\d\w*|build|images?|docker|cmd|src", part)
    ]
    own = "-".join([*(telling[-1:] or [repository.rpartition("/")[2]]), *special.split()])
    return target if own in target else "-".join(filter(None, (own, target)))
