"""The difference between two runs, and what caused it."""
