"""Describe the method in sentences with the numbers in force."""

from audit.model.scoreboard import Method
from audit.policy.policy import Policy
from audit.policy.priorities import Priorities


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
    tiers = ", ".join(policy.profile.passing_tiers)
    return (
        *(Method(term, text) for term, text in _LETTERS.items()),
        Method(
            "Priority",
            f"{_classes(policy.priorities)} Gates come first: exempt, done, P4, P3 (the rule book names them).",
        ),
        Method(
            "Campaign",
            "Components of one repository, branch, language, old base, target and class are one step: they share a "
            "rank, and it counts once.",
        ),
        Method(
            "Runtime tier",
            "How bare the final base image is: distroless, equivalent, minimal, slim, full. "
            f"{tiers} pass. Facts reviewed {policy.lifecycle.reviewed.isoformat()}.",
        ),
    )


_LETTERS = {
    "Value": "What the move takes out of the image. H: all but one program goes, or an ended line with code. M: an "
    "interpreter or server stays, and the image runs as root or under a name, is single-stage, or stands on an ended "
    "distribution. L: it stays, and all that is in order. none: nothing is left to move.",
    "Exposure": "Who runs the image. A: every default installation, or a controller, web application or image in "
    "users' pods that some run. B: an overlay or a chart of the project's own. C: it is only published.",
    "Effort": "What the move needs; the worst blocker decides. S: the last FROM. M: lines of the Dockerfile and its "
    "manifests. L: another interpreter line, compiled wheels, a C library, a script or tools at run time.",
}


def _classes(book: Priorities) -> str:
    """Return the decision table in words: each class with its cells, as `P1: HAS HAM MAS`."""
    cells: dict[str, list[str]] = {}
    for worth, reaches in book.decision.items():
        for reach, sizes in reaches.items():
            for size, given in sizes.items():
                cells.setdefault(given, []).append(f"{worth}{reach}{size}")
    said = (f"{given}: {' '.join(cells[given])}" for given in sorted(cells))
    return f"By value, exposure and effort. {'; '.join(said)}."
