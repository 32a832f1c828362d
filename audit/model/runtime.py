"""Hold the base image of a component's final stage, on the branch and at the deployed tag."""

from dataclasses import dataclass
from typing import Literal

from audit.model.dockerfile import Image


@dataclass(frozen=True, slots=True)
class Runtime:
    """Hold the base image of a final stage, as known on the run's date.

    `tier` is one of distroless, equivalent, minimal, slim, full or unknown; `supported_until` is an ISO date or
    empty; `supported` is yes, lts (its long-term team only), no or ?.
    """

    image: Image
    tier: str
    family: str
    release: str
    supported: Literal["yes", "lts", "no", "?"]
    supported_until: str


@dataclass(frozen=True, slots=True)
class Released:
    """Hold how a component stood at the tag that is deployed.

    `fixed` are rules that are kept better on the branch than there: they wait for a release; `broken` are the opposite.
    """

    tag: str
    commit: str
    dockerfile: str
    base_image: str
    score: float | None
    fixed: tuple[str, ...]
    broken: tuple[str, ...]
