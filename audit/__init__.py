"""Audit every container image of an organisation against a guideline."""

__version__ = "0.1.0"
