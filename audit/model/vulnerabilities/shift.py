"""What came to a component's image or left it between two runs, as their scans on record tell."""

from dataclasses import dataclass

from audit.model.vulnerabilities.scan import How
from audit.model.vulnerabilities.vulnerability import Level


@dataclass(frozen=True, slots=True)
class FlawShift:
    """Hold one vulnerability that came or left, with the severity it had last, and what that means."""

    name: str
    severity: Level
    how: How
    appeared: bool


@dataclass(frozen=True, slots=True)
class ScanState:
    """Hold one of the two scans: the image's digest and the date of the scanner's database, empty where untold."""

    digest: str
    scanner: str
    database: str


@dataclass(frozen=True, slots=True)
class ImageShift:
    """Hold what came to a component's image and left it, the gravest first; `counts` says that it is in scope."""

    repository: str
    branch: str
    dockerfile: str
    component: str
    image: str
    counts: bool
    before: ScanState
    after: ScanState
    flaws: tuple[FlawShift, ...]

    def number(self, how: How) -> int:
        """Return how many vulnerabilities shifted in a way."""
        return sum(each.how == how for each in self.flaws)
