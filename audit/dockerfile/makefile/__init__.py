"""Makefiles: syntax, conditions, variables, functions, and what a target runs."""
