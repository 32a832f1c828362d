"""A profile: which rules are active, with which severity, and the numbers that rules judge by."""

from dataclasses import dataclass

from audit.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Numbers:
    """Hold the numbers that rules compare with; versions are texts such as `1.13`."""

    minimum_go: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold a named set of rules; `rules` maps each code to its severity, which decides its weight."""

    name: str
    title: str
    rules: dict[str, Severity]
    numbers: Numbers
    passing_tiers: tuple[str, ...]
