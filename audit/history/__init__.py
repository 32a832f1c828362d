"""Runs on record, what changed between two of them, and past commits audited later (door to the database)."""
