"""Render what the audit found: a scoreboard in, text out; nothing here judges."""
