"""Run a reader of files, again only when it missed a file that may have been read since."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from audit import time_limit
from audit.dockerfile.build_context import Files

T = TypeVar("T")


@dataclass(slots=True)
class Reader(Generic[T]):
    """Hold a function of files, its last answer, and the paths that it missed then."""

    read: Callable[[Files], T]
    missing: dict[str, None] = field(default_factory=dict)
    answers: list[T] = field(default_factory=list)

    def answer(self, files: Files) -> T:
        """Return what the function makes of the files; the last answer when it missed nothing."""
        if self.missing or not self.answers:
            time_limit.check()
            asked = replace(files, missing={})
            self.answers = [self.read(asked)]
            self.missing = asked.missing
        return self.answers[0]
