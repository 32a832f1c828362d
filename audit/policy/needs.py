"""Tables of what programs need where they run: `needs` of `config/signals.yaml`."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class CgoPackage:
    """Hold a Go package (and those below it) that is written in C.

    `without`: `fails` does not compile without cgo, `stub` compiles, and only `symbols` of it are there; then the
    program does not work where it uses it. `works` has a replacement in Go.
    """

    package: str
    without: Literal["fails", "stub", "works"] = "fails"
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallingPackage:
    """Hold a package that starts another program, when it is imported or when one of `calls` is made."""

    package: str
    tools: tuple[str, ...]
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stack:
    """Hold the names of images (globs on name:tag) and of packages (globs) of one accelerator or framework stack."""

    name: str
    images: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """Hold an image (glob on the full name) of a third party's program.

    `starts` are the programs of its runtime that others start; `distroless` the tag of a variant without a shell.
    """

    image: str
    starts: tuple[str, ...] = ()
    distroless: str = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """Hold the tables.

    `plain_bases` are images (globs on the full name) of distributions and languages, which bring no program of their
    own; `wrapped` are command-line tools of others that a script may be a shell around.
    """

    reviewed: date
    cgo: tuple[CgoPackage, ...]
    go_calls: tuple[CallingPackage, ...]
    python_calls: tuple[CallingPackage, ...]
    node_calls: tuple[CallingPackage, ...]
    stacks: tuple[Stack, ...]
    third_parties: tuple[ThirdParty, ...]
    plain_bases: tuple[str, ...]
    wrapped: tuple[str, ...]
