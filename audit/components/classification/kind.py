"""The kind of a component: evidence added up with the weights of `config/signals.yaml`, the heaviest kind wins."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.components.classification import image_usage
from audit.components.classification.observations import Seen
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


def find(seen: Seen, signals: Signals) -> Answer:
    """Weigh every clue and return the kind, how clearly it won, and what spoke for it."""
    weights: defaultdict[str, float] = defaultdict(float)
    evidence: defaultdict[str, list[Evidence]] = defaultdict(list)
    for signal, clue in _spoken(seen, signals):
        weights[signal.kind] += signal.weight
        text = f"{clue.evidence.text} (speaks for {signal.kind}, {signal.weight:g})"
        evidence[signal.kind].append(Evidence(clue.evidence.path, clue.evidence.line, text))
    ranked = sorted(weights, key=lambda kind: (-weights[kind], ORDER.index(kind)))
    margin = weights[ranked[0]] - (weights[ranked[1]] if len(ranked) > 1 else 0)
    return Answer(ranked[0], _confidence(margin), tuple(each for kind in ranked for each in evidence[kind]))


def _confidence(margin: float) -> Confidence:
    return "high" if margin >= _CLEAR else "medium" if margin >= _LIKELY else "low"


def _spoken(seen: Seen, signals: Signals) -> Iterator[tuple[Signal, Clue]]:
    """Yield each signal once, with the first clue that it meets."""
    for group, clues in (
        (signals.repositories, _repository(seen)),
        (signals.folders, _folders(seen)),
        (signals.paths, _path(seen)),
        (signals.imports, _imports(seen)),
        (signals.bases, _base(seen)),
        (signals.programs, _program(seen)),
        (signals.frontend, _frontend(seen)),
        (signals.objects, _objects(seen)),
        (signals.uses, _uses(seen)),
        (signals.silent, _silent(seen)),
        (signals.otherwise, _anything(seen)),
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


def _repository(seen: Seen) -> Iterator[Clue]:
    name = seen.repository.rpartition("/")[2]
    yield Clue(words(name), _said(seen, f"the repository is {name}"))


def _said(seen: Seen, text: str) -> Evidence:
    return Evidence(seen.dockerfile.path, None, text)


def _folders(seen: Seen) -> Iterator[Clue]:
    """Yield the folders by their whole names."""
    for part in seen.dockerfile.path.split("/")[:-1]:
        yield Clue(frozenset({part.lower()}), _said(seen, f"lies in a folder {part}"))


def _path(seen: Seen) -> Iterator[Clue]:
    """Yield the parts of the path; the repository's name before a part tells nothing of what the part is."""
    own = re.compile(rf"(?i){re.escape(seen.repository.rpartition('/')[2])}[-_.]")
    for part in seen.dockerfile.path.split("/"):
        yield Clue(
            words(part[found.end() :] if (found := own.match(part)) else part), _said(seen, f"the path says {part}")
        )


def _imports(seen: Seen) -> Iterator[Clue]:
    for found in seen.imports:
        verb = "calls" if found.text.endswith("()") else "imports"
        yield Clue(frozenset({found.text}), Evidence(found.path, found.line, f"{verb} {found.text}"))


def _base(seen: Seen) -> Iterator[Clue]:
    root = seen.dockerfile.root(seen.dockerfile.final)
    yield Clue(words(root.image.name), Evidence(seen.dockerfile.path, root.line, f"FROM {root.image.text}"))


def _program(seen: Seen) -> Iterator[Clue]:
    for evidence in seen.program.trail[:1]:
        said = Evidence(evidence.path, evidence.line, f"runs {' '.join(seen.program.words)[:120]}")
        names = {word.rpartition("/")[2] for word in seen.program.words[:3]}
        yield Clue(frozenset(names), said)


def _frontend(seen: Seen) -> Iterator[Clue]:
    for build in seen.leading_builds:
        if build.language == "node" and "build" in build.tool:
            yield Clue(frozenset({"built"}), Evidence(seen.dockerfile.path, build.line, build.text))


def _objects(seen: Seen) -> Iterator[Clue]:
    for found in seen.objects:
        said = Evidence(found.path, found.line, f"a manifest has a {found.text} for it or beside it")
        yield Clue(frozenset({found.text}), said)


def _uses(seen: Seen) -> Iterator[Clue]:
    for found in seen.uses:
        yield Clue(frozenset({found.text}), Evidence(found.path, found.line, image_usage.SAID[found.text]))


def _silent(seen: Seen) -> Iterator[Clue]:
    """Look at an image that starts nothing: bare, on what base; or one that starts only what it is told."""
    final = seen.dockerfile.final
    if not seen.program.words and all(build.stage == final for build in seen.leading_builds):
        root = seen.dockerfile.root(final)
        said = Evidence(seen.dockerfile.path, seen.dockerfile.final_stage.line, "no ENTRYPOINT or CMD")
        yield Clue(frozenset({"no-program"}), said)
        on = Evidence(seen.dockerfile.path, root.line, f"no ENTRYPOINT or CMD on {root.image.text}")
        yield Clue(words(root.image.name), on)
    elif entrypoint.is_idle(seen.program, seen.files.texts):
        last = seen.program.trail[-1]
        yield Clue(frozenset({"idle"}), Evidence(last.path, last.line, "starts only what it is told"))


def _anything(seen: Seen) -> Iterator[Clue]:
    line = seen.dockerfile.final_stage.line
    yield Clue(frozenset({"any"}), Evidence(seen.dockerfile.path, line, "an image of the organisation"))
