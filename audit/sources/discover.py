"""Find the files of a tree that are named like Dockerfiles, and those with a path that no checkout would have."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from audit.model.repository import Entry

# Dockerfile.launcher, sklearn.Dockerfile, dockerfile, Containerfile, Dockerfile-mpi, non_dist_Dockerfile
_NAME = re.compile(r"(?:.*[._-])?(?:docker|container)file(?:[._-].*)?", re.IGNORECASE | re.DOTALL)
# DockerfileDebug, KafkaDockerfile; never DockerfileParser.java, whose content nobody has to read
_GLUED = re.compile(r"(?:docker|container)file.*|.*(?:docker|container)file", re.IGNORECASE | re.DOTALL)
_OTHER_FILES = re.compile(
    r"[cm]?[jt]sx?|pyi?|go|java|kt|scala|rb|rs|cs|php|swift|lua|ipynb|vue|mdx?|rst|adoc|txt|html?|css|svg|png|gif|jpe?g|"
    r"json|ya?ml|toml|xml|ini|cfg|lock|sh|bash|bat|ps1|j2|tp?m?pl|template|snap|golden|patch|diff|gz|zip|tgz|erb|ejs|hbs"
)
_NEVER = (".dockerignore", ".containerignore")
# what git writes nowhere: an empty name, `.`, `..` and `.git` (https://git-scm.com/docs/git-fsck, hasDot to hasDotgit)
_NOWHERE = re.compile(r"(?:^|/)(?:\.{0,2}|\.git)(?:/|$)", re.IGNORECASE)


def sound(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], dict[str, str]]:
    """Return the entries that a checkout would have, and of the Dockerfiles among the others path -> reason.

    Git itself makes no such tree; who writes one by hand would have a build and an audit read different files.
    """
    twice = {path for path, count in Counter(each.path for each in entries).items() if count > 1}
    reasons = {each.path: reason for each in entries if (reason := _unsound(each.path, twice))}
    odd = {each.path: reasons[each.path] for each in candidates(each for each in entries if each.path in reasons)}
    return tuple(each for each in entries if each.path not in reasons) if reasons else tuple(entries), odd


def _unsound(path: str, twice: set[str]) -> str:
    if path in twice:
        return "stands in its tree twice; expected once"
    return "its path cannot be checked out" if _NOWHERE.search(path) else ""


def candidates(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries whose name starts or ends with Dockerfile or Containerfile; content decides later.

    A symlink's blob is a path and a submodule has none, so only regular files count.
    """
    for entry in entries:
        if entry.kind in ("file", "executable") and is_named(entry.path):
            yield entry


def is_named(path: str) -> bool:
    """Tell whether a file may be a Dockerfile by its name."""
    name = path.rpartition("/")[2]
    glued = _GLUED.fullmatch(name) is not None and not name.lower().endswith(_NEVER)
    return is_exact(path) or (glued and not _OTHER_FILES.fullmatch(name.rpartition(".")[2].lower()))


def is_exact(path: str) -> bool:
    """Tell whether a name has Dockerfile or Containerfile as a part of its own: then it is listed when it is none."""
    name = path.rpartition("/")[2]
    return _NAME.fullmatch(name) is not None and not name.lower().endswith(_NEVER)
