"""Read the language of what an image takes from the build context, from scripts and from the nearest module file."""

import posixpath
from collections.abc import Iterator

from audit.components.classification.observations import Observations
from audit.dockerfile import build_context
from audit.model.evidence import Answer, Confidence, Evidence
from audit.policy.signals import Languages


def of_context(observed: Observations, found: build_context.Carried, known: Languages) -> Iterator[Answer]:
    """Yield the language of a file of the context: a script by its name, an absent binary by the nearest module."""
    present = build_context.locate(found.path, observed.dockerfile.path, observed.files.paths)
    if present is None:
        yield from of_module(observed, known, "low")
    elif present.endswith(".sh"):
        yield Answer("shell", "high", (Evidence(present, 1, "a shell script"),))


def of_module(observed: Observations, known: Languages, confidence: Confidence) -> Iterator[Answer]:
    """Yield the language of the nearest module file, in the Dockerfile's folder or above."""
    for folder in build_context.ancestors(observed.dockerfile.path):
        for module in known.modules:
            for name in module.words:
                path = posixpath.join(folder, name)
                if path in observed.files.paths:
                    said = Evidence(path, None, f"the nearest module file is {name}")
                    yield Answer(module.language, confidence, (said,))
