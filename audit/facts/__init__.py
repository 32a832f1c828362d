"""The first phase: what one repository tells at one commit."""

from audit.facts.gathering import Opened, Surveyed, gather

__all__ = ["Opened", "Surveyed", "gather"]
