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
_ACTS = re.compile(r"\b(?:build|buildx|push|bud|bake)\b")
_OTHERS = frozenset({"vendor", "node_modules", "third_party", "testdata"})


def builds(files: Files) -> Iterator[Act]:
    """Yield the builds and pushes of the targets whose recipes build or push images."""
    barren = set[tuple[str, ...]]()
    for path, text in sorted(files.texts.items()):
        if programs.is_makefile(path) and path.endswith(programs.MAKEFILES) and not _OTHERS & set(path.split("/")):
            for target in _targets(path, text):
                hop = Evidence(path, None, f"make {target}")
                at = scripts.start(posixpath.dirname(path), {}, (hop,))
                for act in scripts.builds(f"make {target}", at, scripts.StepFiles(files, barren)):
                    yield replace(act, origin="makefile") if isinstance(act, Build) else act


def _targets(path: str, text: str) -> list[str]:
    rules = makefile_syntax.read(path, text).rules if scripts.may_build(text) else ()
    names = [name for rule in rules if _builds(rule) for name in rule.targets if not set("%$.") & set(name[:1])]
    return [name for name in dict.fromkeys(names) if "$" not in name and "%" not in name][:_MOST_TARGETS]


def _builds(rule: MakeRule) -> bool:
    return any(_ACTS.search(step.text) for step in rule.recipe)
