"""The cache folder: clones, stored facts, and the key that stored facts are valid for."""
