"""Which image to migrate first: blockers, effort, vulnerability risk, impact, priority."""
