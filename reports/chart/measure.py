"""How wide a text is in the charts' own font, which ships with the library that draws them."""

import math

from matplotlib.textpath import TextPath


def width(text: str, size: int) -> int:
    """Return the width of a text in pixels, for a size in pixels."""
    return math.ceil(TextPath((0.0, 0.0), text, size=size).get_extents().width)
