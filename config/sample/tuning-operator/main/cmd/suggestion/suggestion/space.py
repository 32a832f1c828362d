# SPDX-License-Identifier: Apache-2.0
"""A search space and the points in it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Range:
    """A parameter's lowest and highest value."""

    low: float
    high: float


def draw(space: Mapping[str, Range], count: int, seed: int | None = None) -> list[dict[str, float]]:
    """Return ``count`` points, each value uniform in its range."""
    random = np.random.default_rng(seed)
    return [
        {name: float(random.uniform(bounds.low, bounds.high)) for name, bounds in space.items()} for _ in range(count)
    ]
