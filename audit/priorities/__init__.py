"""Which image to migrate first: value, exposure, effort, gates, decision, order, campaigns."""
