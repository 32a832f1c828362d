"""Images that a project's documentation runs, that its compose files run, and that its sources name."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import islice

from audit.components.deployment import image_mentions, manifest
from audit.dockerfile.build_context import Files
from audit.dockerfile.syntax import image_reference
from audit.model.deployment import Mention
from audit.model.evidence import Evidence
from audit.policy.signals import Manifests

COMPOSE = "compose file"
_RUNS = re.compile(
    r"\b(?:docker|podman|nerdctl)\s+(?:container\s+)?(?:run|pull)\b|\bkubectl\s+(?:run|create)\b|[iI]mage[\"']?\s*[:=]"
)
_PAGES = frozenset({"docs", "doc"})  # a page of documentation lies in these, a manifest there is an example
_SOURCES = (".go", ".py", ".java", ".ts", ".js", ".rs", ".kt", ".scala")
_TEST = re.compile(r"(?:^|/)(?:[^/]*_test|test_[^/]*|[^/]*\.(?:test|spec)|[^/]*mock[^/]*)\.\w+$|(?:^|/)[^/]*mocks?/")
_MOST = 60  # pages of documentation


def in_pages(files: Files, known: Manifests) -> Iterator[Mention]:
    """Yield the images that pages of documentation run, in a command or under `image`."""
    for path in _pages(files, known):
        for mention in image_mentions.in_text(files.text(path) or "", path, "documented"):
            if _RUNS.search(mention.evidence[0].text):
                yield mention


def _pages(files: Files, known: Manifests) -> Iterator[str]:
    """Yield the repository's first page, those beside Dockerfiles, and those on how to install it."""
    ignored = frozenset(known.ignored) - _PAGES
    paths = (
        path
        for path in sorted(files.paths)
        if any(fnmatchcase(posixpath.basename(path).lower(), glob) for glob in known.documents)
        and _is_near(path, files)
        and ignored.isdisjoint(path.lower().split("/"))
    )
    yield from islice(paths, _MOST)


def _is_near(path: str, files: Files) -> bool:
    """Tell whether a page is the repository's own or a component's, and not of some library in between."""
    folder, _, name = path.rpartition("/")
    if not name.lower().startswith("readme"):
        return True
    return not folder or any("dockerfile" in posixpath.basename(other).lower() for other in files.folders[folder])


def in_compose_files(files: Files, known: Manifests) -> Iterator[Mention]:
    """Yield the images of the services that compose files run."""
    for path in sorted(files.paths):
        name = posixpath.basename(path)
        if any(fnmatchcase(name, glob) for glob in known.compose) and not _is_ignored(path, known):
            for mention in image_mentions.in_objects(manifest.objects(manifest.text(path, files)), path):
                if mention.how == "field":
                    yield replace(mention, object=COMPOSE)


def in_sources(names: Iterable[str], files: Files, known: Manifests) -> Iterator[Mention]:
    """Yield where sources that were read name one of the images: a program starts it, or lets users start it."""
    wanted = {name: _bounded(name) for name in names if "/" in name and image_reference.is_valid(name)}
    folders = {name.rpartition("/")[0] for name in wanted}
    for path, text in files.texts.items():
        if not path.endswith(_SOURCES) or _TEST.search(path) or _is_ignored(path, known):
            continue
        if not any(folder in text for folder in folders):
            continue
        for name, pattern in wanted.items():
            if name in text and (found := pattern.search(text)):
                line = text.count("\n", 0, found.start()) + 1
                shown = text.splitlines()[line - 1].strip()[:200]
                yield Mention(
                    found[0].strip("\"'`"), "documented", "", default=False, evidence=(Evidence(path, line, shown),)
                )


def _bounded(name: str) -> re.Pattern[str]:
    return re.compile(rf"[\"'`]{re.escape(name)}(?::[\w.-]+)?(?=[\"'`:])")


def _is_ignored(path: str, known: Manifests) -> bool:
    return not set(path.lower().split("/")).isdisjoint(known.ignored)
