"""What is known of base images and of the lines they stand on, as data with source and review date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Tier = Literal["distroless", "equivalent", "minimal", "slim", "full"]


@dataclass(frozen=True, slots=True)
class FactSource:
    """Hold where facts come from, and the day on which that was last read."""

    text: str
    reviewed: date


@dataclass(frozen=True, slots=True)
class ImagePattern:
    """Hold what is known of images whose full name and tag meet the globs; the first pattern that fits counts.

    `user` is the default user (numeric, `0` for root, empty where not known); `line` names the line of releases whose
    version the tag begins with; `distribution` the one that is meant where none is named; `official` marks Docker's
    official image of `language`, `vendor` another's.
    """

    name: str
    tag: str = "*"
    tier: Tier | Literal[""] = ""
    family: str = ""
    user: str = ""
    line: str = ""
    language: str = ""
    official: bool = False
    vendor: bool = False
    debug: bool = False
    distribution: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """Hold one release of a line: the words by which images name it, and the last day of its support.

    Without a last day it is supported and none is announced.
    """

    line: str
    release: str
    ends: date | None = None
    names: tuple[str, ...] = ()
    extended: date | None = None
    families: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """Hold what a name without a release stood for from a day on: a word that a release goes by."""

    name: str
    since: date
    means: str
    tag: str = "*"
    families: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class RecordedImages:
    """Hold other projects' records of images.

    `official` has, for each official image, tag -> ISO day -> the release that the tag stood for from then on;
    `hardened` the patterns of each Docker Hardened Image by its full name.
    """

    official: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    hardened: Mapping[str, tuple[ImagePattern, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trap:
    """Hold what images of a name lack that were built in a span of days: `says` is the sentence for the reader."""

    name: str
    since: date
    until: date
    says: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Hold a third party's image (glob on the full name) that has tags without a shell, made of a tag by `tag`."""

    name: str
    tag: str
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Lifecycle:
    """Hold the reviewed facts; one is told from another by identity, so that look-ups in it can be remembered."""

    review_within_days: int
    sources: dict[str, FactSource]
    images: tuple[ImagePattern, ...]
    releases: tuple[Release, ...]
    meant: tuple[Meant, ...]
    languages: dict[str, tuple[str, ...]]
    recommended: dict[str, str]
    interpreters: dict[str, str]
    architectures: dict[str, tuple[str, ...]]
    traps: tuple[Trap, ...] = ()
    recorded: RecordedImages = RecordedImages()
    variants: tuple[Variant, ...] = ()

    @property
    def reviewed(self) -> date:
        """Return the day on which the source that was read longest ago was read."""
        return min(value.reviewed for value in self.sources.values())
