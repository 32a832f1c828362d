"""Record runs, compare two of them, and audit past commits later (door to the database)."""
