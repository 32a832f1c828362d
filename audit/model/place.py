"""Hold where a component lies."""

from dataclasses import dataclass

from audit.model.summary import RowOrigin


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where a component lies: repository, branch, commit, working group, address to look at, project's state.

    `origin` is `upstream` for a project that the organisation deploys and does not maintain.
    """

    repository: str
    branch: str
    commit: str
    working_group: str
    url: str
    project: str = ""
    origin: RowOrigin = "ours"
