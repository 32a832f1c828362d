"""Steps of the migration; each names the one before it."""
