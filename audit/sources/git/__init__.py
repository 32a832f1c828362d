"""The door to git: bare, blobless reading of one repository through GitPython; nothing is ever checked out."""

from audit.sources.git.commands import advertised
from audit.sources.git.fault import Deadline, GitFault, interrupted, interruptible
from audit.sources.git.listing import reference
from audit.sources.git.repository import GitRepository

__all__ = ["Deadline", "GitFault", "GitRepository", "advertised", "interrupted", "interruptible", "reference"]
