"""Reduce a scoreboard to what is recorded of a run. Order: identity, scan_record, run_summary."""
