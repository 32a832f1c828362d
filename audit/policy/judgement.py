"""The numbers that are opinions: what counts as deployed, weights, credit, grades."""

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
class Judgement:
    """Hold the whole file."""

    scope: Scope
    score: Score
