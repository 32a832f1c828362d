"""Analyse loaded runs: breakdowns, trends, forecasts, campaigns, what-if scenarios."""
