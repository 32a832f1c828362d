"""What a Dockerfile says: from bytes to stages and build commands; nothing is judged here."""
