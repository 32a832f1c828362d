"""Hold what a Dockerfile builds, and the facts of one repository at one commit."""

from dataclasses import dataclass
from typing import Literal

from audit.model.command import BuildCommand, Command
from audit.model.deployment import Container, Mention
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Answer, Evidence, Skipped
from audit.model.runtime_needs import NO_NEEDS, RuntimeNeeds

Kind = Literal["controller", "web-app", "service", "workload", "tooling", "example", "vendored"]


@dataclass(frozen=True, slots=True)
class Program:
    """Hold the words of what runs in the end, and the trail that led there; no words when nothing is declared.

    `script` is the repository's path of the shell script that is started first, or empty.
    """

    words: tuple[str, ...]
    trail: tuple[Evidence, ...]
    script: str = ""

    @property
    def name(self) -> str:
        """Return the last part of the program's path."""
        return self.words[0].rpartition("/")[2] if self.words else ""


@dataclass(frozen=True, slots=True)
class GoModule:
    """Hold the nearest go.mod: its `go` line, a lower bound of the version, and why cgo may be needed."""

    go_line: Evidence | None = None
    cgo_need: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Owners:
    """Hold the logins of those who answer for a component, and the lines that name them; none where nobody is named."""

    names: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class StageDoubt:
    """Hold the stage that was judged, the leaf stages that were not, and the hops of the build with an open target."""

    judged: str
    unjudged: tuple[str, ...]
    evidence: tuple[Evidence, ...]


Key = tuple[str, str, str, str]  # one component of all: repository, branch, path of the Dockerfile, target


@dataclass(frozen=True, slots=True)
class Component:
    """Hold one Dockerfile with what was found out about it before any judgement.

    `commands` is all that RUN runs, `builds` what of it builds; `outside` is what looks like a binary built before
    the image build, and `prebuilds` the build commands found for it beside the image build; `native_wheels` are the
    Python requirements that hold compiled code, `kernels` those that run users' code, `runtime_tools` what the start
    script calls that distroless lacks; `image` is the published name, None when no workflow has one, `names` all names
    that it is built under, not `pushed` where workflows only build it; `undecided` are builds with an undecided name,
    `stage_doubt` says that another stage may be published; `deployment` is None unless an override answers it; `needs`
    is what the program needs at run time, `platforms` (`linux/arm64`) those that the builds of the published image
    name, none where they name none.
    """

    name: str
    dockerfile: Dockerfile
    commands: tuple[Command, ...]
    builds: tuple[BuildCommand, ...]
    program: Program
    language: Answer
    kind: Answer
    outside: tuple[Evidence, ...] = ()
    prebuilds: tuple[BuildCommand, ...] = ()
    module: GoModule = GoModule()
    native_wheels: tuple[Evidence, ...] = ()
    runtime_tools: tuple[Evidence, ...] = ()
    kernels: tuple[Evidence, ...] = ()
    image: Answer | None = None
    names: tuple[str, ...] = ()
    pushed: bool = True
    undecided: tuple[Evidence, ...] = ()
    stage_doubt: StageDoubt | None = None
    deployment: Answer | None = None
    owners: Owners = Owners()
    needs: RuntimeNeeds = NO_NEEDS
    platforms: tuple[str, ...] = ()
    platform_evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherBuild:
    """Hold an image that is built without a Dockerfile: the tool, and the name with `?` for unknown parts.

    It is listed and not judged: the Dockerfiles are not all images.
    """

    repository: str
    branch: str
    tool: str
    image: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold everything the judgement needs of one branch: the result of the first phase, small and picklable."""

    repository: str
    branch: str
    commit: str
    committed: str
    components: tuple[Component, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    deploys: tuple[str, ...] = ()
    other_builds: tuple[OtherBuild, ...] = ()
    containers: tuple[Container, ...] = ()

    def key(self, component: Component) -> Key:
        """Return the key of one of the components."""
        return self.repository, self.branch, component.dockerfile.path, component.dockerfile.target
