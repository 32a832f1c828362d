"""Shows what the audit found: a scoreboard goes in, text comes out; nothing here judges."""
