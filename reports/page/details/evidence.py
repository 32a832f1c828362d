"""Show one piece of evidence on the page."""

from audit.model.evidence import Evidence
from audit.model.scoreboard import Standing
from reports.page.details.link import address
from reports.text.visible import name, prose


def show(standing: Standing, evidence: Evidence) -> list[str]:
    """Return one piece of evidence: place, text and address."""
    place = evidence.path if evidence.line is None else f"{evidence.path}:{evidence.line}"
    return [name(place), prose(evidence.text), address(standing, evidence.path, evidence.line)]
