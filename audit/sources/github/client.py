"""Ask GitHub for an organisation's repositories, and turn PyGithub's objects into values."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, TypeVar

from github import Auth, Github
from github.Repository import Repository

from audit import __version__
from audit.errors import HostError
from audit.model.repository import Hosted
from audit.policy.organization.entry import NAME
from audit.policy.organization.enumeration import Enumeration
from audit.sources.github.fault import with_faults
from audit.sources.github.retry import Fault, Retry

T = TypeVar("T")
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


class Client:
    """Ask one GitHub server; every answer is read whole, checked and turned into values."""

    def __init__(self, settings: Enumeration, token: str, retry: Retry, now: Callable[[], float]) -> None:
        """Take where to ask, the token (empty: as anybody), how long to wait, and the clock in seconds since 1970."""
        self._settings = settings
        self._retry = retry
        self._now = now
        self._github, self._single = (
            Github(
                auth=Auth.Token(token) if token else None,
                base_url=settings.api.rstrip("/"),
                timeout=settings.timeout,
                user_agent=f"kubeflow-image-audit/{__version__}",
                per_page=size,
                retry=None,  # Retry asks again
                seconds_between_requests=None,  # a few dozen readings, one after another
                lazy=True,
            )
            for size in (100, 1)
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self._github.close()
        self._single.close()

    def listed(self, organization: str) -> tuple[Hosted, ...]:
        """Return the organisation's repositories by name; raise HostError when GitHub does not give all of them."""
        kind = "all" if self._settings.private else "public"
        paged = self._github.get_organization(organization).get_repos(type=kind, sort="full_name")
        try:
            # asked again, it goes on at the page that failed
            found = self._ask(lambda: list(paged))
            hosted = [self._ask(lambda each=each: self._hosted(each)) for each in found]  # type: ignore[misc]
        except Fault as fault:
            raise HostError(f"{self._settings.api}: no list of the repositories of {organization}: {fault}") from None
        return tuple(sorted({each.id: each for each in hosted}.values(), key=lambda each: each.name))

    def find(self, name: str) -> Hosted | None:
        """Return what a name leads to, also when it was renamed, or None when GitHub shows no such repository."""
        repository = self._github.get_repo(name)
        try:
            self._ask(repository.complete)
            return self._ask(lambda: self._hosted(repository))
        except Fault as fault:
            if fault.absent:
                return None
            raise HostError(f"{self._settings.api}: no answer about {name}: {fault}") from None

    def first_commit(self, name: str) -> str:
        """Return the oldest commit of the default branch, in two small requests; empty when there is none."""
        paged = self._single.get_repo(name).get_commits()
        try:
            commit = self._ask(lambda: next((each.sha for each in paged.reversed), ""))
        except Fault as fault:
            if fault.absent:
                return ""
            raise HostError(f"{self._settings.api}: no answer about the commits of {name}: {fault}") from None
        return commit if _COMMIT.fullmatch(commit) else ""

    def _ask(self, work: Callable[[], T]) -> T:
        return self._retry.ask(lambda: with_faults(work, self._now))

    def _hosted(self, found: Repository) -> Hosted:
        """Turn an answer into a value; the address is put together here, so that no answer leads git elsewhere."""
        if not NAME.fullmatch(found.full_name):
            raise TypeError(f"{found.full_name!r} is no owner/name")
        pushed: datetime | None = found.pushed_at  # PyGithub leaves out that there may be none
        return Hosted(
            id=found.id,
            name=found.full_name,
            web=f"{self._settings.web}/{found.full_name}",
            default_branch=found.default_branch or "",
            visibility=found.visibility or ("private" if found.private else "public"),
            private=found.private,
            archived=bool(found.archived),
            disabled=bool(found.disabled),
            fork=bool(found.fork),
            topics=tuple(sorted(found.topics or ())),
            pushed=pushed.astimezone(UTC).date().isoformat() if pushed else "",
        )
