"""Hold what the program of an image needs where it runs, each fact with the lines that show it."""

from dataclasses import dataclass
from typing import Literal

from audit.model.evidence import Evidence

# none: nothing that is compiled imports C; stub: only test doubles use a module that compiles without C as well;
# needed: the program does not compile or does not work without cgo; unknown: not all that is compiled was read
Cgo = Literal["none", "stub", "needed", "unknown"]


@dataclass(frozen=True, slots=True)
class CgoNeed:
    """Hold whether the Go program needs cgo, a short clause that says why, and the lines that show it."""

    value: Cgo = "unknown"
    why: str = "nobody looked"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """Hold a program that the image's program starts; `name` is its last part, `?` where the call hides it.

    `module` is the dependency that makes the call, empty where the program's own source does.
    """

    name: str
    evidence: Evidence
    module: str = ""


@dataclass(frozen=True, slots=True)
class Closure:
    """Hold how much of the program's own source was read: number of files, and why not all, empty where all was."""

    files: int = 0
    unread: str = "no source of the program was found"


@dataclass(frozen=True, slots=True)
class Origin:
    """Hold whose program the image runs.

    `wraps`: a shell around these command-line tools of others is all that runs. `starts`: the program starts this
    part of the third party's runtime that the base is. `repackages`: the image runs the third party's program that
    its base brings, this image; `distroless_variant` is the tag under which the third party has one without a shell.
    """

    wraps: tuple[Tool, ...] = ()
    starts: tuple[Tool, ...] = ()
    repackages: tuple[Evidence, ...] = ()
    distroless_variant: str = ""


@dataclass(frozen=True, slots=True)
class RuntimeNeeds:
    """Hold what the program of an image needs at run time, as far as the repository's files tell.

    `script_tools` are the command-line tools of others that the start script, or the shell text of ENTRYPOINT and CMD,
    calls or copies; `own_program` tells whether the innermost program comes from the build context or from a stage;
    `behaviour` is what a Go program does in a cluster (`reconciles: SetupWithManager`).
    """

    cgo: CgoNeed = CgoNeed()
    tools: tuple[Tool, ...] = ()
    closure: Closure = Closure()
    script_tools: tuple[Tool, ...] = ()
    own_program: bool = False
    behaviour: tuple[Evidence, ...] = ()


NO_NEEDS = RuntimeNeeds()
