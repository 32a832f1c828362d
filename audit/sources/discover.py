"""Find the files of a tree that are named like Dockerfiles, and those with a path that no checkout would have."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from audit.model.repository import Entry

# Dockerfile.launcher, sklearn.Dockerfile, dockerfile, Containerfile, Dockerfile-mpi, non_dist_Dockerfile
_NAME = re.compile(r"(?:.*[._-])?(?:docker|container)file(?:[._-].*)?", re.IGNORECASE | re.DOTALL)
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
    """Yield the entries whose name says Dockerfile or Containerfile; content decides later whether they are.

    A symlink's blob is a path and a submodule has none, so only regular files count.
    """
    for entry in entries:
        name = entry.path.rpartition("/")[2]
        if entry.kind in ("file", "executable") and _NAME.fullmatch(name) and not name.lower().endswith(_NEVER):
            yield entry
