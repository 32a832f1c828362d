"""Read one repository through GitPython (the door to git): bare, without blobs, nothing checked out.

Order: messages, deadline, settings, process, listing, commands, repository, fetch.
"""

from audit.sources.git.commands import advertised
from audit.sources.git.deadline import Deadline
from audit.sources.git.listing import reference
from audit.sources.git.messages import GitFault
from audit.sources.git.repository import GitRepository

__all__ = ["Deadline", "GitFault", "GitRepository", "advertised", "reference"]
