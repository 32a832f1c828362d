"""Describe the method in sentences with the numbers in force."""

from audit.model.scoreboard import Method
from audit.policy.policy import Policy


def sentences(policy: Policy) -> tuple[Method, ...]:
    """Return the method and the glossary, in reading order."""
    return (*_scoring(policy), *_ordering(policy))


def _scoring(policy: Policy) -> tuple[Method, ...]:
    numbers = policy.judgement
    weights = ", ".join(f"{severity} {weight:g}" for severity, weight in numbers.score.weights.items())
    grades = ", ".join(f"{grade.letter} from {grade.from_score:g}" for grade in numbers.score.grades)
    return (
        Method("Profile", f"{policy.profile.name}: {policy.profile.title}."),
        Method(
            "Verdict",
            "Each rule says pass, partial, fail, not applicable or unknown (the evidence is missing, and "
            "which). Unknown is neither success nor failure: it lowers the coverage.",
        ),
        Method(
            "Score",
            f"100 x the sum of weight x credit over the sum of weight, over the rules that apply and are "
            f"known. Weights: {weights}. Credit: pass {numbers.score.credit.passed:g}, partial "
            f"{numbers.score.credit.partial:g}, fail {numbers.score.credit.failed:g}. Grades: {grades}.",
        ),
        Method("Coverage", "The share of the applicable weight that was known."),
        Method(
            "Means",
            "A repository's, a group's and the organisation's score is the mean of their components in "
            "scope. Where nothing is in scope there is no score, neither 0 nor 100.",
        ),
        Method(
            "Scope",
            "In scope are controllers, web applications and services that the platform deploys; workloads, "
            "tooling, examples and vendored copies are shown and not scored.",
        ),
    )


def _ordering(policy: Policy) -> tuple[Method, ...]:
    numbers, given = policy.judgement, policy.judgement.impact
    return (
        Method(
            "Impact",
            f"0 to 100: the gap to compliance ({given.gap:.0%}), the exposure of the kind "
            f"({given.exposure:.0%}), the known vulnerabilities of the image or, where no scan is given, the "
            f"weight and age of its base ({given.threat:.0%}), and the images built on top ({given.reach:.0%}).",
        ),
        Method(
            "Effort",
            f"The points of the blockers on the way to a distroless runtime: S up to "
            f"{numbers.effort.small_up_to}, M up to {numbers.effort.medium_up_to}, L beyond.",
        ),
        Method(
            "Priority",
            f"P1: impact of {numbers.high_impact_from:g} or more with effort S or M; P2: the same with "
            "effort L; P3: less impact, effort S; P4: the rest; done: nothing is left to do.",
        ),
        Method(
            "Runtime tier",
            "How bare the final base image is: distroless, equivalent, minimal, slim, full. "
            f"{', '.join(policy.profile.passing_tiers)} pass. Facts reviewed "
            f"{policy.lifecycle.reviewed.isoformat()}.",
        ),
    )
