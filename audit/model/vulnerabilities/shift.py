"""Hold the vulnerabilities that appeared or disappeared in a component's image between two recorded runs."""

from dataclasses import dataclass
from typing import Literal

from audit.model.component import Key
from audit.model.vulnerabilities.vulnerability import Level

# disclosed: new without another image; regression: new with another image; mended: gone with another image; withdrawn:
# gone without one; unclear: a digest is missing or another scanner was used
ShiftKind = Literal["disclosed", "regression", "mended", "withdrawn", "unclear"]


@dataclass(frozen=True, slots=True)
class FlawShift:
    """Hold one vulnerability that appeared or disappeared, its last severity, and the kind of the change."""

    name: str
    severity: Level
    how: ShiftKind
    appeared: bool


@dataclass(frozen=True, slots=True)
class ScanState:
    """Hold one of the two scans: the image's digest and the date of the scanner's database, empty where unknown."""

    digest: str
    scanner: str
    database: str


@dataclass(frozen=True, slots=True)
class ImageShift:
    """Hold what came to a component's image and left it, the gravest first; `counts`: it is in scope."""

    repository: str
    branch: str
    dockerfile: str
    component: str
    image: str
    counts: bool
    before: ScanState
    after: ScanState
    flaws: tuple[FlawShift, ...]
    target: str = ""

    @property
    def key(self) -> Key:
        """Return repository, branch, path of the Dockerfile and target."""
        return self.repository, self.branch, self.dockerfile, self.target

    def number(self, how: ShiftKind) -> int:
        """Return how many vulnerabilities shifted in a way."""
        return sum(flaw.how == how for flaw in self.flaws)
