"""Score, grade and coverage of a component, and their means."""
