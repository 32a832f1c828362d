"""Render a run's metrics and log lines."""
