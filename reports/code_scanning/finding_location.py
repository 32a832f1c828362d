"""The place on which a finding stands: what an annotation, an alert or a line of the terminal points at."""

from dataclasses import dataclass

from audit.model.finding import Finding
from audit.model.scoreboard import Standing


@dataclass(frozen=True, slots=True)
class Spot:
    """Hold a path in the repository and a line, None where the whole file is meant."""

    path: str
    line: int | None


def spot(standing: Standing, finding: Finding) -> Spot:
    """Return where the verdict was decided: its line, in the file in which that line was read.

    That is the Dockerfile, or the Makefile or script to which it leaves the work.
    """
    line = finding.verdict.line
    read = (each.path for each in finding.verdict.evidence if each.line is not None and each.line == line)
    return Spot(next(read, standing.component.dockerfile.path), line)
