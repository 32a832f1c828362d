"""Audit every container image of an organisation against a guideline."""

import importlib

__version__ = "0.1.0"
_FOR_READERS = ("load",)


def __getattr__(name: str) -> object:
    """Import what readers use when it is asked for (PEP 562): a check of a Dockerfile needs no pandas.

    What it is typed as stands in `__init__.pyi`.
    """
    if name in _FOR_READERS:
        return getattr(importlib.import_module("audit.library"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
