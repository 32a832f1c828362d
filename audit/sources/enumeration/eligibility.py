"""Decide whether a repository that its host lists is audited: always, on request when inactive, never when excluded."""

from datetime import date
from fnmatch import fnmatchcase

from audit.model.repository import Hosted, Remote, Repository, Status
from audit.policy.organization.enumeration import Enumeration, Exclusion


def described(found: Hosted, settings: Enumeration, when: date) -> Repository:
    """Return a repository that no file lists, with its status as of a day and the reason."""
    status, reason = _status(found, settings, when)
    return Repository(
        name=found.name,
        origin=Remote(found.web, private=found.private),
        branches=(),
        status=status,
        reason=reason,
        working_group="",
        web=found.web,
    )


def _status(found: Hosted, settings: Enumeration, when: date) -> tuple[Status, str]:
    for each in settings.exclude:
        if _meets(each, found):
            return "excluded", each.reason
    if found.archived and settings.archived == "report":
        return "inactive", "archived on GitHub"
    if found.fork and settings.forks == "report":
        return "inactive", "a fork of another repository"
    if found.disabled:
        return "inactive", "disabled on GitHub"
    if settings.inactive_after_days and _age(found, when) > settings.inactive_after_days:
        pushed = f"last push {found.pushed}" if found.pushed else "nothing was pushed yet"
        return "inactive", f"{pushed}; more than {settings.inactive_after_days} days without one count as inactive"
    return "active", ""


def _meets(exclusion: Exclusion, found: Hosted) -> bool:
    if exclusion.topic:
        return exclusion.topic in found.topics
    names = (found.name.lower(), found.name.lower().rpartition("/")[2])
    return any(fnmatchcase(name, exclusion.name.lower()) for name in names)


def _age(found: Hosted, when: date) -> float:
    return (when - date.fromisoformat(found.pushed)).days if found.pushed else float("inf")
