"""Complete the organisation's list with the repositories of its host; one with several names counts once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from audit.errors import HostError
from audit.model.repository import Hosted, Remote, Repository
from audit.policy.organization.organization import Organization
from audit.sources.enumeration import shared_history
from audit.sources.enumeration.eligibility import described


class Host(Protocol):
    """Be a server that knows the repositories of an organisation; raise HostError when it does not answer."""

    def listed(self, organization: str) -> tuple[Hosted, ...]:
        """Return the organisation's repositories by name."""

    def find(self, name: str) -> Hosted | None:
        """Return what a name leads to, also when it was renamed."""

    def first_commit(self, name: str) -> str:
        """Return the oldest commit of the default branch, empty when there is none."""


def complete(organization: Organization, host: Host, when: date) -> Organization:
    """Return the organisation with the repositories of its host; what the file says of one comes first.

    Raises HostError when the host does not answer and `when_unreachable` does not say to do without it.
    """
    try:
        hosted = host.listed(organization.name)
    except HostError as error:
        if organization.enumerate.when_unreachable == "fail" or not organization.repositories:
            raise
        told = f"{error}. Only the repositories that the configuration lists were looked at; others may be missing."
        return replace(organization, notices=(*organization.notices, told))
    known, doubts = _known(organization, hosted, host)
    repositories = tuple(_merged(organization, hosted, known, when))
    notices = [*organization.notices, *doubts, *_revived(organization, known)]
    if organization.enumerate.related:
        notices += shared_history.sentences([each for each in repositories if each.status == "active"], known, host)
    return replace(organization, repositories=repositories, notices=tuple(notices))


def _known(
    organization: Organization, hosted: tuple[Hosted, ...], host: Host
) -> tuple[dict[str, Hosted], tuple[str, ...]]:
    """Return what the host says under each name, in small letters, and what it could not be asked.

    One request for each listed name that its list does not have: a former name, or another organisation's repository.
    """
    known = {each.name.lower(): each for each in hosted}
    for each in organization.repositories:
        if each.name.lower() not in known and _lies_there(each, organization.enumerate.web):
            try:
                found = host.find(each.name)
            except HostError as error:
                return known, (f"{error}. Whether listed names are former names of one another is not known.",)
            if found:
                known[each.name.lower()] = found
    return known, ()


def _lies_there(repository: Repository, web: str) -> bool:
    return isinstance(repository.origin, Remote) and repository.origin.url.startswith(f"{web}/")


def _merged(
    organization: Organization, hosted: tuple[Hosted, ...], known: Mapping[str, Hosted], when: date
) -> Iterator[Repository]:
    """Yield the listed repositories in the file's order, then the others by name."""
    groups: dict[int, list[Repository]] = {}
    for each in organization.repositories:
        if found := known.get(each.name.lower()):
            groups.setdefault(found.id, []).append(each)
    done = set()
    for each in organization.repositories:
        found = known.get(each.name.lower())
        if not found:
            yield each
        elif found.id not in done:
            done.add(found.id)
            yield from _single(groups[found.id], found, organization, hosted, when)
    for found in hosted:
        if found.id not in done:
            yield described(found, organization.enumerate, when)


def _single(
    entries: list[Repository], found: Hosted, organization: Organization, hosted: tuple[Hosted, ...], when: date
) -> Iterator[Repository]:
    """Yield the one repository under its present name, and every other name that the file has for it."""
    present = [each for each in entries if each.name.lower() == found.name.lower()]
    active = [each for each in (*present, *entries) if each.status == "active"]
    if active or present:
        settled = _settled((active or present)[0], found, organization)
        one = replace(settled, name=present[0].name if present else found.name)
    elif any(each.id == found.id for each in hosted):
        one = described(found, organization.enumerate, when)
    else:
        # a former name that is inactive, of what lies elsewhere and is not listed
        one = entries[0]
    yield one
    for each in entries:
        if each.name != one.name:
            reason = f"the same repository as {one.name}, under a former name"
            yield replace(each, status="excluded", reason=reason)


def _settled(listed: Repository, found: Hosted, organization: Organization) -> Repository:
    """Return a listed repository with the address that the host gives, unless the file names one."""
    usual = {f"{web}/{listed.name}" for web in ("https://github.com", organization.enumerate.web)}
    if not isinstance(listed.origin, Remote) or listed.origin.url.removesuffix(".git") not in usual:
        return listed
    private = found.private and organization.enumerate.private
    return replace(listed, origin=Remote(found.web, private=private), web=found.web)


def _revived(organization: Organization, known: Mapping[str, Hosted]) -> Iterator[str]:
    for each in organization.repositories:
        found = known.get(each.name.lower())
        if found and found.archived and each.status == "active":
            yield f"{each.name} is archived; it is listed as active and was audited as such."
