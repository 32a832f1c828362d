"""YAML that is short to write and has no end when its aliases are written out."""


def bomb(levels: int = 12) -> str:
    """Return keys whose values are lists of nine times the list before, 9 ** levels texts in all."""
    lines = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, levels)]
    return "\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x]", *lines]) + "\n"
