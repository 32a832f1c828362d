"""Hold a repository as its server lists it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hosted:
    """Hold one repository as its server lists it; `id` stays when the repository is renamed or moved.

    `web` is the address of its page, which git takes too. `pushed` is the date of the last push, ISO 8601 (UTC), empty
    when nothing was pushed yet. `private` is true for whatever is not public; `visibility` is the server's word.
    """

    id: int
    name: str
    web: str
    default_branch: str
    visibility: str
    private: bool
    archived: bool
    disabled: bool
    fork: bool
    topics: tuple[str, ...]
    pushed: str
