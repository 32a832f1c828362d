"""Loading a run, or all runs on record, for notebooks."""
