"""Runs on record as pandas frames, for people who explore: `audit.load("out").components`.

The second room of pandas, beside `reports/table`. That one makes files of a run that has just ended and knows the model
only; this one reads what earlier runs have written, and hands frames out: they are what it is for. A frame never comes
back in: judging anew (`what_if`) works on the values of the model, and its answer is values again.
"""

from audit.library.frames.run_frames import Frames
from audit.library.loading.load import load

__all__ = ["Frames", "load"]
