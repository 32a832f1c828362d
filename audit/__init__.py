"""Audit every container image of an organisation against a guideline.

This module is also a facade: `audit.load` is `audit.library.load`, imported only when it is asked for (PEP 562), so
that a check of a Dockerfile needs no pandas. The import contracts name this as the one exception to their order.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.library import load as load

__version__ = "0.1.0"
_FACADE = {"load": "audit.library"}


def __getattr__(name: str) -> object:
    """Return a name of the facade from the module that defines it."""
    if name in _FACADE:
        return getattr(importlib.import_module(_FACADE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
