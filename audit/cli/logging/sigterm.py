"""The signal to end is an interrupt: a job that is cancelled leaves as one that somebody stops."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ended_as_interrupted() -> Iterator[None]:
    """Take the signal to end (a job that is cancelled) for an interrupt: git ends too, and what is done is kept."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
