"""The charts' colours. The page swaps each by its hexadecimal name, so it stands for a meaning, not a taste."""

INK = "#1b1f24"
MUTED = "#57606a"
LINE = "#d0d7de"
PAPER = "#fefefe"
BAR = "#33628f"
PASSING = "#2c7a6b"
PARTIAL = "#d9a32b"
FAILING = "#b5432f"
UNKNOWN = "#b9c0c8"
ON_DARK = "#fdfdfd"
ON_LIGHT = "#1a1d21"
EVERY = (INK, MUTED, LINE, PAPER, BAR, PASSING, PARTIAL, FAILING, UNKNOWN, ON_DARK, ON_LIGHT)
