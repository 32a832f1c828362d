"""Hold what is known of a branch before it is read, and what its readers return."""

from collections.abc import Mapping
from dataclasses import dataclass

from audit.components.component import Reading
from audit.components.publishing.building import Build
from audit.components.publishing.choice import Published
from audit.components.publishing.targets import Row
from audit.components.runtime_needs.needs import Sources
from audit.dockerfile.parse import Unread
from audit.model.component import OtherBuild
from audit.model.deployment import Mention
from audit.model.dockerfile import Dockerfile
from audit.policy.signals import Signals


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what configuration says of the repository: the signals, and the folders that an installation applies."""

    signals: Signals
    deploys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Hold what the readers of a branch return for the files at hand, and the paths that any of them missed.

    `deep` are the paths of sources that the programs are made of: each batch of them names the next.
    """

    builds: tuple[Build, ...]
    published: Mapping[Row, Published]
    mentions: tuple[Mention, ...]
    other_builds: tuple[OtherBuild, ...]
    dockerfiles: tuple[Dockerfile | Unread, ...]
    readings: tuple[Reading, ...]
    sources: tuple[Sources, ...]
    missing: frozenset[str]
    deep: frozenset[str]
