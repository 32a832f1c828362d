"""The text of a Dockerfile: encoding, lines, instructions, image references, variables."""
