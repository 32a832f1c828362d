"""Read recorded runs as pandas frames and analyse them: `audit.load("out").components`.

Frames are handed out, never taken back: `what_if` judges the values of the model anew and returns values.
"""

from audit.library.analysis import breakdown, campaign, forecast, trend, what_if
from audit.library.frames.frames import Frames
from audit.library.loader import load

__all__ = ["Frames", "breakdown", "campaign", "forecast", "load", "trend", "what_if"]
