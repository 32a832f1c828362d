"""Find what a Go program does in a cluster: reconcile objects, admit requests, watch, elect a leader, serve.

Sources: the packages' documentation at https://pkg.go.dev (sigs.k8s.io/controller-runtime, k8s.io/client-go,
knative.dev/pkg).
"""

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache

from audit.components.go_program.go_closure import GoClosure, Source
from audit.model.evidence import Evidence

# (what it does, package that must be imported in the same source, the call or import that shows it)
# `{name}` is the name that the source gives to the package
_SIGNS = (
    ("reconciles", "sigs.k8s.io/controller-runtime", r"\.((?:New)?ControllerManagedBy|AddToManager)\("),
    ("reconciles", "sigs.k8s.io/controller-runtime", r"(?i:reconciler|controller)\w*{object}\)?\.(SetupWithManager)\("),
    ("reconciles", "sigs.k8s.io/controller-runtime/pkg/controller", r"\b{name}\.(New|NewTyped|NewUnmanaged)\("),
    ("reconciles", "sigs.k8s.io/controller-runtime", r"\)\s*(Reconcile)\([^)]*\b(?:ctrl|reconcile)\.Request\b"),
    ("reconciles", "knative.dev/pkg/injection/sharedmain", r"\b{name}\.(Main\w*)\("),
    ("admits", "sigs.k8s.io/controller-runtime", r"\.((?:New)?WebhookManagedBy|GetWebhookServer)\("),
    (
        "admits",
        "sigs.k8s.io/controller-runtime",
        r"(?i:webhook|defaulter|validator)\w*{object}\)?\.(SetupWithManager)\(",
    ),
    ("admits", "k8s.io/api/admission/v1", r"\b{name}\.(AdmissionReview|AdmissionResponse)\b"),
    ("admits", "k8s.io/api/admission/v1beta1", r"\b{name}\.(AdmissionReview|AdmissionResponse)\b"),
    ("serves", "sigs.k8s.io/controller-runtime", r"\b(?i:srv|svr|server)\.(SetupWithManager)\("),
    ("manages", "sigs.k8s.io/controller-runtime", r"\b\w+\.(NewManager)\("),
    ("manages", "sigs.k8s.io/controller-runtime/pkg/manager", r"\b{name}\.(New)\("),
    ("queues", "k8s.io/client-go/util/workqueue", r"\b{name}\.(New\w+)(?:\[[^\]]*\])?\("),
    ("watches", "k8s.io/client-go/tools/cache", r"\.(AddEventHandler|AddIndexers|NewInformer)\w*\("),
    ("elects", "k8s.io/client-go/tools/leaderelection", r"\b{name}\.(RunOrDie|NewLeaderElector)\("),
)
_OBJECT = r"(?:\{[^;]{0,2000}?\})?"
_LIBRARY = "sigs.k8s.io/controller-runtime"
_LOOP = {"queues", "watches"}


def find(closure: GoClosure) -> Iterator[Evidence]:
    """Yield each thing that the program does once, as `VERB: CALL`, with the nearest source that shows it.

    `loops`: one package takes changes of objects from an informer and works through them by a queue. What is added to
    a manager is done only by a program that starts one.
    """
    found = list(_found(closure))
    starts = bool(closure.read.unread) or any(done == "manages" for done, _, _ in found)
    shown: set[str] = set()
    for done, package, evidence in found:
        if done not in shown and (starts or not package.startswith(_LIBRARY)):
            shown.add(done)
            yield evidence


def _found(closure: GoClosure) -> Iterator[tuple[str, str, Evidence]]:
    """Yield what each source shows, nearest first: what is done, the package whose call shows it, and the place."""
    loops: dict[str, set[str]] = {}
    for source in closure.sources:
        for done, package, evidence in () if source.double else _of_source(source):
            if done not in _LOOP:
                yield done, package, evidence
                continue
            parts = loops.setdefault(posixpath.dirname(source.path), set())
            parts.add(done)
            if parts == _LOOP:
                yield "loops", package, Evidence(evidence.path, evidence.line, evidence.text.replace(done, "loops", 1))


def _of_source(source: Source) -> Iterator[tuple[str, str, Evidence]]:
    for item in source.file.imports:
        for done, package, sign in _SIGNS:
            if item.path == package or item.path.startswith(f"{package}/"):
                for match in _pattern(sign, item.name).finditer(source.text):
                    line_start = source.text.rfind("\n", 0, match.start()) + 1
                    if not source.text[line_start : match.start()].lstrip().startswith("//"):
                        line = source.text.count("\n", 0, match.end()) + 1
                        yield done, package, Evidence(source.path, line, f"{done}: {match[1]}")
                        break


@lru_cache(maxsize=512)
def _pattern(sign: str, name: str) -> re.Pattern[str]:
    return re.compile(sign.replace("{name}", re.escape(name)).replace("{object}", _OBJECT))
