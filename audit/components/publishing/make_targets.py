"""Find the images that a Makefile's own targets build and push, whoever calls them."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace

from audit.components.publishing import scripts
from audit.components.publishing.building import Act, Build
from audit.dockerfile import programs
from audit.dockerfile.build_context import Files
from audit.dockerfile.makefile import makefile_syntax
from audit.dockerfile.makefile.statements import MakeRule
from audit.model.evidence import Evidence

_MOST_TARGETS = 80  # of one Makefile
_OFF = ("false", "no", "0")
_ACTS = re.compile(r"\b(?:build|buildx|push|bud|bake)\b|\$[({]call\s")
_OTHERS = frozenset({"vendor", "node_modules", "third_party", "testdata"})


def builds(files: Files) -> Iterator[Act]:
    """Yield the builds and pushes of the targets whose recipes build or push images."""
    barren = set[tuple[str, ...]]()
    for path, text in sorted(files.texts.items()):
        if programs.is_makefile(path) and path.endswith(programs.MAKEFILES) and not _OTHERS & set(path.split("/")):
            push = "".join(f" {name}=true" for name in _switches(path, text))
            for target in _targets(path, text):
                hop = Evidence(path, None, f"make {target}{push}")
                at = scripts.start(posixpath.dirname(path), {}, (hop,))
                for act in scripts.builds(f"make {target}{push}", at, scripts.StepFiles(files, barren)):
                    yield replace(act, origin="makefile") if isinstance(act, Build) else act


def _targets(path: str, text: str) -> list[str]:
    rules = makefile_syntax.read(path, text).rules if scripts.may_build(text) else ()
    names = [name for rule in rules if _builds(rule) for name in rule.targets if not set("%$.") & set(name[:1])]
    return [name for name in dict.fromkeys(names) if "$" not in name and "%" not in name][:_MOST_TARGETS]


def _switches(path: str, text: str) -> list[str]:
    """Return the variables that switch a push on and are off unless whoever calls make sets them."""
    assignments = makefile_syntax.read(path, text).assignments
    names = (given.name for given in assignments if given.operator == "?=" and given.value in _OFF)
    return list(dict.fromkeys(name for name in names if "PUSH" in name.upper().split("_")))


def _builds(rule: MakeRule) -> bool:
    return any(_ACTS.search(step.text) for step in rule.recipe)
