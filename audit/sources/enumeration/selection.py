"""Select the repositories of a run from the organisation's list, by name and status."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from audit.model.repository import Repository


def select(
    repositories: Iterable[Repository], only: tuple[str, ...], *, include_inactive: bool
) -> tuple[Repository, ...]:
    """Return the repositories to audit, sorted by name; a glob of `only` meets the full name or its last part."""
    return tuple(
        repository
        for repository in sorted(repositories, key=lambda each: each.name)
        if _is_due(repository, include_inactive=include_inactive) and _meets(repository.name, only)
    )


def _is_due(repository: Repository, *, include_inactive: bool) -> bool:
    return repository.status == "active" or (include_inactive and repository.status == "inactive")


def _meets(name: str, only: tuple[str, ...]) -> bool:
    last = name.rpartition("/")[2]
    return not only or any(fnmatchcase(name, glob) or fnmatchcase(last, glob) for glob in only)
