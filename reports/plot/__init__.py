"""Plots for people who explore: calm, labelled with their units, in words for those who cannot see them.

They take whatever has `items()` as a dictionary has, so a series or a frame of pandas too, and know nothing of pandas.
"""

from reports.plot.bars import bars
from reports.plot.lines import lines
from reports.plot.shifts import shifts
from reports.plot.stacks import stacks

__all__ = ["bars", "lines", "shifts", "stacks"]
