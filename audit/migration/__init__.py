"""How an image moves to another base."""
