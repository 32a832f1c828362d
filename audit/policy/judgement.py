"""The numbers that are opinions: weights, grades, impact, effort, priority."""

from dataclasses import dataclass

from audit.model.deployment import Deployed
from audit.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Scope:
    """Hold which deployments count as deployed, when a component's kind is one that the platform deploys."""

    deployments: tuple[Deployed, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """Hold what a verdict is worth, 0 to 1."""

    passed: float
    partial: float
    failed: float


@dataclass(frozen=True, slots=True)
class Grade:
    """Hold a letter and the score (0-100) from which it is given."""

    letter: str
    from_score: float


@dataclass(frozen=True, slots=True)
class Score:
    """Hold how verdicts become a score and a grade; grades stand in falling order."""

    weights: dict[Severity, float]
    credit: Credit
    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """Hold how impact (0-100) is added up: four shares that sum to 1, and what each kind and tier is worth (0-1).

    A component's exposure is that of its kind times that of its deployment.
    """

    gap: float
    exposure: float
    threat: float
    reach: float
    exposure_by_kind: dict[str, float]
    exposure_by_deployment: dict[Deployed, float]
    threat_by_tier: dict[str, float]
    threat_when_ended: float
    reach_is_full_at: int


# what can stand in the way of a distroless runtime; the program finds these and no others
BLOCKERS = (
    "shell-form",
    "entrypoint-script",
    "runtime-tools",
    "packages-in-final-stage",
    "build-in-final-stage",
    "single-stage",
    "cgo",
    "cgo-needed",
    "native-wheels",
    "interpreter-version",
    "runtime-not-distroless",
    "base-undecided",
    "architecture",
)


@dataclass(frozen=True, slots=True)
class BlockerPoints:
    """Hold how many points of work one kind of blocker costs, and what to do about it."""

    points: int
    remedy: str


@dataclass(frozen=True, slots=True)
class Effort:
    """Hold the blockers' points and up to how many of them a move counts as small or medium."""

    small_up_to: int
    medium_up_to: int
    blockers: dict[str, BlockerPoints]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold the whole file."""

    scope: Scope
    score: Score
    impact: Impact
    effort: Effort
    high_impact_from: float
