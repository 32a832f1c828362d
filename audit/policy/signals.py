"""What speaks for which kind of component: the weights of `config/signals.yaml`."""

from dataclasses import dataclass

from audit.model.component import Kind
from audit.policy.needs import Needs


@dataclass(frozen=True, slots=True)
class Signal:
    """Hold words any one of which speaks for a kind, with its weight."""

    kind: Kind
    weight: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold names that tell a language."""

    language: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WellKnown:
    """Hold a program of another project: its language, names of images that run it, names of its executable, a source.

    A name of an image (glob) is compared with the last part of an image's name, one with a slash with its last parts.
    """

    language: str
    images: tuple[str, ...]
    runs: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Languages:
    """Hold what programs (globs), base images (whole words) and module files (file names) say of the language.

    `workspaces` are parts of a path or of a base image's name that tell a place to develop in;
    `known` are programs of other projects that images carry unchanged, `reviewed` the day when the list was checked.
    `shells` are globs of shells and of tools that shell scripts call, for a program of which nothing else tells.
    `cgo_modules` are Go modules that cannot be compiled without cgo, `native_wheels` Python projects
    that hold compiled code, `kernels` those that run code which users send.
    """

    programs: tuple[Spoken, ...]
    bases: tuple[Spoken, ...]
    modules: tuple[Spoken, ...]
    shells: tuple[str, ...]
    cgo_modules: tuple[str, ...]
    native_wheels: tuple[str, ...]
    workspaces: tuple[str, ...] = ()
    reviewed: str = ""
    known: tuple[WellKnown, ...] = ()
    kernels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifests:
    """Hold where manifests are looked for.

    `folders` are names of folders whose YAML is read though no kustomization names it; nothing is read below folders
    named in `ignored`; `defaults` are globs of the names of sources in which programs keep their defaults; `choices`
    are words of objects and files that offer images to users. `compose` and `documents` are globs of the names of
    compose files, and of pages on how to install and run a project (in lower case).
    """

    folders: tuple[str, ...]
    ignored: tuple[str, ...]
    defaults: tuple[str, ...]
    choices: tuple[str, ...]
    compose: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signals:
    """Hold the signals for kinds by what they are compared with, and the names that tell languages.

    `tools` are programs that no distroless image has, `needs` the tables of what programs need where they run.
    """

    languages: Languages
    tools: tuple[str, ...]
    needs: Needs
    manifests: Manifests
    repositories: tuple[Signal, ...]
    folders: tuple[Signal, ...]
    paths: tuple[Signal, ...]
    imports: tuple[Signal, ...]
    behaviour: tuple[Signal, ...]
    bases: tuple[Signal, ...]
    programs: tuple[Signal, ...]
    frontend: tuple[Signal, ...]
    objects: tuple[Signal, ...]
    uses: tuple[Signal, ...]
    silent: tuple[Signal, ...]
    otherwise: tuple[Signal, ...]
