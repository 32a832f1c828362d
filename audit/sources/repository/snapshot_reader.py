"""One repository opened for reading: the trees of its branches, and the bytes of the blobs that the audit wants."""

from collections.abc import Iterable

from audit.model.evidence import Skipped
from audit.model.repository import Repository, Snapshot
from audit.sources.git import GitFault, GitRepository

MAXIMUM_BLOB = 4_000_000


class Crawl:
    """Hold one repository opened for reading: its snapshots, what of it was skipped, and its blobs.

    `complete` says that no blob was missing so far; one that is missing today may be there tomorrow.
    """

    def __init__(self, git: GitRepository, repository: Repository, *, partial: bool) -> None:
        """Take an opened repository; `partial` says that blobs may have to be fetched first."""
        self._git = git
        self._repository = repository
        self._partial = partial
        self.snapshots: tuple[Snapshot, ...] = ()
        self.skipped: tuple[Skipped, ...] = ()
        self.notes: tuple[str, ...] = ()
        self.complete = True

    def skip(self, branch: str, reason: str) -> None:
        """Put on record that a branch could not be looked at."""
        self.skipped += (Skipped(self._repository.name, branch, "", reason),)

    def snapshot(self, branch: str, commit: str) -> None:
        """Read the tree of a branch's or tag's commit and put it on record."""
        self.snapshots += (
            Snapshot(self._repository.name, branch, commit, self._git.committed(commit), self._git.entries(commit)),
        )

    def read(self, blobs: Iterable[str]) -> dict[str, bytes | str]:
        """Return content by blob id, all fetched in one batch; a text instead of bytes is the reason why not."""
        wanted = sorted(set(blobs))
        if not wanted:
            return {}
        sizes = self._sizes(wanted)
        small = [blob for blob in wanted if sizes.get(blob, MAXIMUM_BLOB + 1) <= MAXIMUM_BLOB]
        found: dict[str, bytes | str] = dict(self._git.contents(small)) if small else {}
        for blob in wanted:
            if blob not in found:
                self.complete = self.complete and blob in sizes
                found[blob] = f"larger than {MAXIMUM_BLOB:,} bytes" if blob in sizes else "its blob is missing"
        return found

    def _sizes(self, wanted: list[str]) -> dict[str, int]:
        if not self._partial:
            try:
                return self._git.sizes(wanted)
            except GitFault:
                # somebody's own partial clone: git wants to fetch what it lacks and is not let
                return self._git.present()
        # asking a partial clone for a blob that it lacks would fetch it by itself, one request each
        here = self._git.present()
        absent = [blob for blob in wanted if blob not in here]
        self._git.fetch_blobs(absent)
        return self._git.present() if absent else here
