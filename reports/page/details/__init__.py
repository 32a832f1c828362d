"""Prepare the details that a row of the interactive table opens."""
