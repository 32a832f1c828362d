"""Read the text of one Dockerfile: bytes, logical lines, instructions, image references, variables, mounts."""
