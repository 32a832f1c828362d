"""What a file's shape cannot say of its numbers: that none is left out, and that shares make a whole."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from audit.errors import ConfigurationError
from audit.model.component import Kind
from audit.model.finding import Severity
from audit.policy.judgement import BLOCKERS, Judgement
from audit.policy.lifecycle import Lifecycle, Tier
from audit.policy.signals import Signals
from audit.policy.yaml import document


def judgement(path: Path) -> Judgement:
    """Read the numbers; raise ConfigurationError for one that is missing or cannot be."""
    found = document.read(path, Judgement)
    for key, message in _of_judgement(found):
        raise _wrong(path, key, message)
    return found


def signals(path: Path) -> Signals:
    """Read the signals; raise ConfigurationError when a component could be left without a kind."""
    found = document.read(path, Signals)
    if not any("any" in item.words for item in found.otherwise):
        raise _wrong(path, "otherwise", "has no entry with the word `any`; expected one, for what nothing speaks for")
    return found


def lifecycle(path: Path) -> Lifecycle:
    """Read the facts; raise ConfigurationError for one that names no source, or one that is not listed."""
    found = document.read(path, Lifecycle)
    named = {
        "images": [image.source for image in found.images],
        "releases": [release.source for release in found.releases],
        "meant": [item.source for item in found.meant],
    }
    for key, index, source in ((key, *pair) for key, sources in named.items() for pair in enumerate(sources)):
        if source not in found.sources:
            expected = f"expected one of {', '.join(sorted(found.sources))}"
            line = document.line(path, (key, index))
            raise ConfigurationError(str(path), line, f"`{key}[{index}].source` is {source!r}; {expected}")
    return found


def _of_judgement(found: Judgement) -> Iterator[tuple[str, str]]:
    for key, given, needed in (
        ("score.weights", found.score.weights, get_args(Severity)),
        ("impact.exposure_by_kind", found.impact.exposure_by_kind, get_args(Kind)),
        ("effort.blockers", found.effort.blockers, BLOCKERS),
        ("impact.threat_by_tier", found.impact.threat_by_tier, (*get_args(Tier), "unknown")),
    ):
        for missing in (item for item in needed if item not in given):
            yield key, f"lacks `{missing}`; expected a number for each of {', '.join(needed)}"
    shares = (found.impact.gap, found.impact.exposure, found.impact.threat, found.impact.reach)
    if not math.isclose(sum(shares), 1):
        yield "impact", f"gap, exposure, threat and reach sum to {sum(shares):g}; expected 1"
    marks = [grade.from_score for grade in found.score.grades]
    if not marks or marks != sorted(set(marks), reverse=True) or marks[-1] != 0:
        yield "score.grades", "expected grades in falling order, the last from_score 0"


def _wrong(path: Path, key: str, message: str) -> ConfigurationError:
    return ConfigurationError(str(path), document.line(path, tuple(key.split("."))), f"`{key}`: {message}")
