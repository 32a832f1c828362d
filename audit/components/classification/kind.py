"""The kind of a component: evidence added up with the weights of `config/signals.yaml`, the heaviest kind wins."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from audit.components.classification import clues
from audit.components.classification.clues import Clue
from audit.components.classification.observations import Observations
from audit.model.evidence import Answer, Confidence, Evidence
from audit.policy.signals import Signal, Signals

# when several kinds weigh the same, the first of these wins
ORDER = ("vendored", "example", "controller", "web-app", "service", "workload", "tooling")
CONTROLS = frozenset({"reconciles", "admits", "loops", "elects"})
_CLEAR, _LIKELY = 5.0, 2.0


def find(observed: Observations, signals: Signals) -> Answer:
    """Weigh every clue and return the kind, how clearly it won, and what spoke for it."""
    weights: defaultdict[str, float] = defaultdict(float)
    evidence: defaultdict[str, list[Evidence]] = defaultdict(list)
    for signal, clue in _clues_by_signal(observed, signals):
        weights[signal.kind] += signal.weight
        text = f"{clue.evidence.text} (speaks for {signal.kind}, {signal.weight:g})"
        evidence[signal.kind].append(Evidence(clue.evidence.path, clue.evidence.line, text))
    ranked = sorted(weights, key=lambda kind: (-weights[kind], ORDER.index(kind)))
    margin = weights[ranked[0]] - (weights[ranked[1]] if len(ranked) > 1 else 0)
    return Answer(ranked[0], _confidence(margin), tuple(each for kind in ranked for each in evidence[kind]))


def _confidence(margin: float) -> Confidence:
    return "high" if margin >= _CLEAR else "medium" if margin >= _LIKELY else "low"


def _clues_by_signal(observed: Observations, signals: Signals) -> Iterator[tuple[Signal, Clue]]:
    """Yield each signal once, with the first clue that it meets.

    A name says nothing of a controller where all sources of the program were read and none of them controls anything.
    """
    is_refuted = bool(observed.imports) and not observed.needs.closure.unread  # only Go sources tell so much
    is_refuted = is_refuted and not {found.text.partition(":")[0] for found in observed.needs.behaviour} & CONTROLS
    by_name = (signals.paths, signals.repositories, signals.objects) if is_refuted else ()
    for group, found in (
        (signals.repositories, clues.repository(observed)),
        (signals.folders, clues.folders(observed)),
        (signals.paths, clues.path(observed)),
        (signals.imports, clues.imports(observed)),
        (signals.behaviour, clues.behaviour(observed)),
        (signals.bases, clues.base(observed)),
        (signals.programs, clues.program(observed)),
        (signals.frontend, clues.frontend(observed)),
        (signals.objects, clues.objects(observed)),
        (signals.uses, clues.uses(observed)),
        (signals.silent, clues.silent(observed)),
        (signals.otherwise, clues.anything(observed)),
    ):
        known = tuple(found)
        for signal in group:
            if not (signal.kind == "controller" and group in by_name):
                yield from _met(signal, known)


def _met(signal: Signal, found: Iterable[Clue]) -> Iterator[tuple[Signal, Clue]]:
    for clue in found:
        if clue.words & set(signal.words) or _meets_glob(signal, clue):
            yield signal, clue
            return


def _meets_glob(signal: Signal, clue: Clue) -> bool:
    globs = [glob for glob in signal.words if "*" in glob]
    return any(fnmatchcase(word, glob) for glob in globs for word in clue.words)
