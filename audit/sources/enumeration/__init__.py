"""List the repositories of a run. Order: eligibility, shared_history, enumeration, selection."""
