"""The Scoreboard: one row for each component, composed from compliance, priorities and migration, and the ledger."""
