"""What a Dockerfile builds, and the facts of one repository at one commit."""

from dataclasses import dataclass

from audit.model.dockerfile import BuildCommand, Dockerfile
from audit.model.evidence import Answer, Evidence, Skipped


@dataclass(frozen=True, slots=True)
class Component:
    """Hold one Dockerfile with what was found out about it before any judgement.

    `outside` tells what looks like a binary that was built before the image build; `go_line` is the `go` line of the
    nearest go.mod, a lower bound of the Go version.
    """

    name: str
    dockerfile: Dockerfile
    builds: tuple[BuildCommand, ...]
    language: Answer
    kind: Answer
    outside: tuple[Evidence, ...] = ()
    go_line: Evidence | None = None


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
