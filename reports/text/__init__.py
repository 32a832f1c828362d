"""Escape, shorten and word text for every report; write JSON; name files."""
