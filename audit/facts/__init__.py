"""Read one repository at its branches' commits into facts, from which everything is judged."""

from audit.facts.gathering import Opened, Surveyed, gather

__all__ = ["Opened", "Surveyed", "gather"]
