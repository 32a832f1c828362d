"""Read an opened repository: the trees of its branches, and the contents of blobs."""

from collections.abc import Iterable

from audit.model.evidence import Skipped
from audit.model.repository import Repository, Snapshot
from audit.sources.git import GitFault, GitRepository, fetch

MAXIMUM_BLOB = 4_000_000  # bytes


class SnapshotReader:
    """Read one opened repository, and collect its snapshots, what was skipped, and notes for the ledger.

    `complete` tells that no blob was missing so far; one that is missing today may be there tomorrow.
    """

    def __init__(self, git: GitRepository, repository: Repository, *, partial: bool) -> None:
        """Take an opened repository; `partial` means that blobs have to be fetched first."""
        self._git = git
        self._repository = repository
        self._partial = partial
        self.snapshots: tuple[Snapshot, ...] = ()
        self.skipped: tuple[Skipped, ...] = ()
        self.notes: tuple[str, ...] = ()
        self.complete = True

    def skip(self, branch: str, reason: str) -> None:
        """Record that a branch could not be read."""
        self.skipped += (Skipped(self._repository.name, branch, "", reason),)

    def snapshot(self, branch: str, commit: str) -> None:
        """Read the tree of a branch's or tag's commit and record it."""
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
                # a partial clone, the user's or an offline run's: git may not fetch what is missing
                return self._git.present_blobs()
        # asking a partial clone for a blob that it lacks would fetch it by itself, one request each
        here = self._git.present_blobs()
        absent = [blob for blob in wanted if blob not in here]
        fetch.blobs(self._git, absent)
        return self._git.present_blobs() if absent else here
