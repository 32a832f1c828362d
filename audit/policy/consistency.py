"""What a file's shape cannot say of its numbers: that none is left out, and that shares make a whole."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from audit.errors import ConfigurationError
from audit.model.deployment import Deployed
from audit.model.finding import Severity
from audit.policy.judgement import Judgement
from audit.policy.lifecycle import Lifecycle
from audit.policy.priorities import BLOCKERS, Priorities, Reach, Size, Worth
from audit.policy.signals import Signals
from audit.policy.yaml import document


def judgement(path: Path) -> Judgement:
    """Read the numbers; raise ConfigurationError for one that is missing or cannot be."""
    found = document.read(path, Judgement)
    for key, message in _of_judgement(found):
        raise _wrong(path, key, message)
    return found


def priorities(path: Path) -> Priorities:
    """Read the rule book; raise ConfigurationError for a table with a gap."""
    found = document.read(path, Priorities)
    for key, given, needed in _tables(found):
        for missing in (item for item in needed if item not in given):
            raise _wrong(path, key, f"lacks `{missing}`; expected each of {', '.join(needed)}")
    return found


def _tables(found: Priorities) -> Iterator[tuple[str, Mapping[Any, Any], tuple[str, ...]]]:
    """Yield each table with its key and the entries that it must have."""
    yield "exposure.by_deployment", found.exposure.by_deployment, get_args(Deployed)
    yield "effort.blockers", found.effort.blockers, BLOCKERS
    yield "decision", found.decision, get_args(Worth)
    for worth, reaches in found.decision.items():
        yield f"decision.{worth}", reaches, get_args(Reach)
        for reach, sizes in reaches.items():
            yield f"decision.{worth}.{reach}", sizes, get_args(Size)


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
        "variants": [variant.source for variant in found.variants],
    }
    for key, index, source in ((key, *pair) for key, sources in named.items() for pair in enumerate(sources)):
        if source not in found.sources:
            expected = f"expected one of {', '.join(sorted(found.sources))}"
            line = document.line(path, (key, index))
            raise ConfigurationError(str(path), line, f"`{key}[{index}].source` is {source!r}; {expected}")
    return found


def _of_judgement(found: Judgement) -> Iterator[tuple[str, str]]:
    levels = get_args(Severity)
    for missing in (level for level in levels if level not in found.score.weights):
        yield "score.weights", f"lacks `{missing}`; expected a number for each of {', '.join(levels)}"
    marks = [grade.from_score for grade in found.score.grades]
    if not marks or marks != sorted(set(marks), reverse=True) or marks[-1] != 0:
        yield "score.grades", "expected grades in falling order, the last from_score 0"


def _wrong(path: Path, key: str, message: str) -> ConfigurationError:
    return ConfigurationError(str(path), document.line(path, tuple(key.split("."))), f"`{key}`: {message}")
