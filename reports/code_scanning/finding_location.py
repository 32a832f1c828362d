"""Locate a finding: the file and line at which an annotation, an alert or the terminal points."""

from dataclasses import dataclass

from audit.model.finding import Finding
from audit.model.scoreboard import Standing


@dataclass(frozen=True, slots=True)
class FindingLocation:
    """Hold a path in the repository and a line; None means the entire file."""

    path: str
    line: int | None


def locate(standing: Standing, finding: Finding) -> FindingLocation:
    """Return the line of the verdict, and the file that contains it.

    The file is the Dockerfile, or a Makefile or script that it runs.
    """
    line = finding.verdict.line
    read = (
        evidence.path for evidence in finding.verdict.evidence if evidence.line is not None and evidence.line == line
    )
    return FindingLocation(next(read, standing.component.dockerfile.path), line)
