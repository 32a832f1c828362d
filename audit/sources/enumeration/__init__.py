"""Which repositories a run looks at."""
