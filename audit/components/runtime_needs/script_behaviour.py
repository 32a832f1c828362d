"""Find what a Python program does in a cluster: serve users' models, reconcile objects, admit requests.

Sources: the libraries' documentation (KServe, MLServer, Seldon Core, BentoML, Ray Serve, LitServe, Kopf).
"""

import re
from collections.abc import Iterator

from audit.components.runtime_needs.script_closure import ScriptClosure
from audit.model.evidence import Evidence

_IMPORT = r"^[ \t]*(?:from|import)[ \t]+(?:{0})\b"
# (what it does, the libraries one of which must be imported, what shows it)
_SIGNS = tuple(
    (done, re.compile(_IMPORT.format(libraries), re.MULTILINE), re.compile(sign, re.MULTILINE))
    for done, libraries, sign in (
        ("serves-models", "kserve|kfserving|mlserver|seldon_core|litserve",
         r"^[ \t]*class[ \t]+\w+\([^)]*\b(Model|MLModel|KFModel|LitAPI)\b"),
        ("serves-models", "kserve|kfserving|mlserver", r"\b(ModelServer|KFServer|MLServer)\("),
        ("serves-models", "bentoml|ray", r"^[ \t]*@(bentoml\.service|serve\.deployment)\b"),
        ("reconciles", "kopf", r"^[ \t]*@(kopf\.(?:on\.\w+|timer|daemon))\b"),
        ("admits", r"flask|fastapi|aiohttp|http\.server|kopf", r"[\"'](AdmissionReview)[\"']"),
    )
)  # fmt: skip


def find(closure: ScriptClosure) -> Iterator[Evidence]:
    """Yield each thing that the program does once, as `VERB: CLASS`, with the first source that shows it."""
    shown: set[str] = set()
    for path, text in closure.sources:
        for done, library, sign in _SIGNS:
            found = sign.search(text) if done not in shown and library.search(text) else None
            if found:
                shown.add(done)
                yield Evidence(path, text.count("\n", 0, found.start(1)) + 1, f"{done}: {found[1]}")
