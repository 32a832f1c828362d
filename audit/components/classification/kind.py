"""The kind of a component: evidence added up with the weights of `config/signals.yaml`, the heaviest kind wins."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.components.classification import image_usage
from audit.components.classification.observations import Observations
from audit.components.program import entrypoint
from audit.model.evidence import Answer, Confidence, Evidence
from audit.policy.signals import Signal, Signals

# when several kinds weigh the same, the first of these wins
ORDER = ("vendored", "example", "controller", "web-app", "service", "workload", "tooling")
_CLEAR, _LIKELY = 5.0, 2.0


@dataclass(frozen=True, slots=True)
class Clue:
    """Hold one observation in the form that signals are compared with."""

    words: frozenset[str]
    evidence: Evidence


def find(observed: Observations, signals: Signals) -> Answer:
    """Weigh every clue and return the kind, how clearly it won, and what spoke for it."""
    weights: defaultdict[str, float] = defaultdict(float)
    evidence: defaultdict[str, list[Evidence]] = defaultdict(list)
    for signal, clue in _spoken(observed, signals):
        weights[signal.kind] += signal.weight
        text = f"{clue.evidence.text} (speaks for {signal.kind}, {signal.weight:g})"
        evidence[signal.kind].append(Evidence(clue.evidence.path, clue.evidence.line, text))
    ranked = sorted(weights, key=lambda kind: (-weights[kind], ORDER.index(kind)))
    margin = weights[ranked[0]] - (weights[ranked[1]] if len(ranked) > 1 else 0)
    return Answer(ranked[0], _confidence(margin), tuple(each for kind in ranked for each in evidence[kind]))


def _confidence(margin: float) -> Confidence:
    return "high" if margin >= _CLEAR else "medium" if margin >= _LIKELY else "low"


def _spoken(observed: Observations, signals: Signals) -> Iterator[tuple[Signal, Clue]]:
    """Yield each signal once, with the first clue that it meets."""
    for group, clues in (
        (signals.repositories, _repository(observed)),
        (signals.folders, _folders(observed)),
        (signals.paths, _path(observed)),
        (signals.imports, _imports(observed)),
        (signals.bases, _base(observed)),
        (signals.programs, _program(observed)),
        (signals.frontend, _frontend(observed)),
        (signals.objects, _objects(observed)),
        (signals.uses, _uses(observed)),
        (signals.silent, _silent(observed)),
        (signals.otherwise, _anything(observed)),
    ):
        known = tuple(clues)
        for signal in group:
            yield from _met(signal, known)


def _met(signal: Signal, clues: Iterable[Clue]) -> Iterator[tuple[Signal, Clue]]:
    for clue in clues:
        if clue.words & set(signal.words):
            yield signal, clue
            return


def words(text: str) -> frozenset[str]:
    """Return the words of a path or name: its parts whole, and split at dashes, underscores and dots."""
    parts = [part for part in re.split(r"[/:@]", text.lower()) if part]
    return frozenset(parts) | {word for part in parts for word in re.split(r"[-_.]", part) if word}


def _repository(observed: Observations) -> Iterator[Clue]:
    name = observed.repository.rpartition("/")[2]
    yield Clue(words(name), _said(observed, f"the repository is {name}"))


def _said(observed: Observations, text: str) -> Evidence:
    return Evidence(observed.dockerfile.path, None, text)


def _folders(observed: Observations) -> Iterator[Clue]:
    """Yield the folders by their whole names."""
    for part in observed.dockerfile.path.split("/")[:-1]:
        yield Clue(frozenset({part.lower()}), _said(observed, f"lies in a folder {part}"))


def _path(observed: Observations) -> Iterator[Clue]:
    """Yield the parts of the path; the repository's name before a part tells nothing of what the part is."""
    own = re.compile(rf"(?i){re.escape(observed.repository.rpartition('/')[2])}[-_.]")
    for part in observed.dockerfile.path.split("/"):
        yield Clue(
            words(part[found.end() :] if (found := own.match(part)) else part), _said(observed, f"the path says {part}")
        )


def _imports(observed: Observations) -> Iterator[Clue]:
    for found in observed.imports:
        verb = "calls" if found.text.endswith("()") else "imports"
        yield Clue(frozenset({found.text}), Evidence(found.path, found.line, f"{verb} {found.text}"))


def _base(observed: Observations) -> Iterator[Clue]:
    root = observed.dockerfile.root(observed.dockerfile.final)
    yield Clue(words(root.image.name), Evidence(observed.dockerfile.path, root.line, f"FROM {root.image.text}"))


def _program(observed: Observations) -> Iterator[Clue]:
    for evidence in observed.program.trail[:1]:
        said = Evidence(evidence.path, evidence.line, f"runs {' '.join(observed.program.words)[:120]}")
        names = {word.rpartition("/")[2] for word in observed.program.words[:3]}
        yield Clue(frozenset(names), said)


def _frontend(observed: Observations) -> Iterator[Clue]:
    for build in observed.leading_builds:
        if build.language == "node" and "build" in build.tool:
            yield Clue(frozenset({"built"}), Evidence(observed.dockerfile.path, build.line, build.text))


def _objects(observed: Observations) -> Iterator[Clue]:
    for found in observed.objects:
        said = Evidence(found.path, found.line, f"a manifest has a {found.text} for it or beside it")
        yield Clue(frozenset({found.text}), said)


def _uses(observed: Observations) -> Iterator[Clue]:
    for found in observed.uses:
        yield Clue(frozenset({found.text}), Evidence(found.path, found.line, image_usage.SAID[found.text]))


def _silent(observed: Observations) -> Iterator[Clue]:
    """Look at an image that starts nothing: bare, on what base; or one that starts only what it is told."""
    final = observed.dockerfile.final
    if not observed.program.words and all(build.stage == final for build in observed.leading_builds):
        root = observed.dockerfile.root(final)
        said = Evidence(observed.dockerfile.path, observed.dockerfile.final_stage.line, "no ENTRYPOINT or CMD")
        yield Clue(frozenset({"no-program"}), said)
        on = Evidence(observed.dockerfile.path, root.line, f"no ENTRYPOINT or CMD on {root.image.text}")
        yield Clue(words(root.image.name), on)
    elif entrypoint.is_idle(observed.program, observed.files.texts):
        last = observed.program.trail[-1]
        yield Clue(frozenset({"idle"}), Evidence(last.path, last.line, "starts only what it is told"))


def _anything(observed: Observations) -> Iterator[Clue]:
    line = observed.dockerfile.final_stage.line
    yield Clue(frozenset({"any"}), Evidence(observed.dockerfile.path, line, "an image of the organisation"))
