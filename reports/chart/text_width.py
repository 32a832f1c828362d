"""Measure text in the charts' font, which ships with matplotlib."""

import math
from functools import lru_cache

from matplotlib.textpath import TextPath


@lru_cache(maxsize=4096)
def width(text: str, size: int) -> int:
    """Return the width of a text in pixels, for a size in pixels; milliseconds of work, so it is remembered."""
    return math.ceil(TextPath((0.0, 0.0), text, size=size).get_extents().width)
