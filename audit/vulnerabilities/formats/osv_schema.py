"""The shape of OSV-Scanner's JSON report, as far as it is read."""

from typing import Any

import msgspec

from audit.vulnerabilities.formats.json_document import Name, Text


class Event(msgspec.Struct):
    """Hold one event of a range."""

    fixed: Text | None = None


class Range(msgspec.Struct):
    """Hold a range of versions or commits."""

    type: Text = ""
    events: list[Event] | None = None


class Named(msgspec.Struct):
    """Hold the name of an affected package."""

    name: Text = ""


class Affected(msgspec.Struct):
    """Hold a record's part on one package."""

    package: Named | None = None
    ranges: list[Range] | None = None


class Said(msgspec.Struct):
    """Hold what the database adds of its own; any type is allowed there."""

    severity: Any = None


class Severity(msgspec.Struct):
    """Hold a score or word for the severity, by its type."""

    type: Text = ""
    score: Text = ""


class OsvVulnerability(msgspec.Struct):
    """Hold one OSV record."""

    id: Name
    aliases: list[Text] | None = None
    upstream: list[Text] | None = None
    severity: list[Severity] | None = None
    database_specific: Said | None = None
    affected: list[Affected] | None = None


class Group(msgspec.Struct):
    """Hold the scanner's own grouping of records, with its highest score."""

    ids: list[Text] | None = None
    max_severity: Text = ""


class Origin(msgspec.Struct):
    """Hold the index of the layer that brought a package."""

    index: int = -1


class Installed(msgspec.Struct):
    """Hold an installed package."""

    name: Text = ""
    version: Text = ""
    ecosystem: Text = ""
    commit: Text = ""
    image_origin_details: Origin | None = None


class OsvPackage(msgspec.Struct):
    """Hold a package with its vulnerabilities."""

    package: Installed
    # abridged reports hold the number of groups and the bare names of vulnerabilities
    groups: list[Group] | int | None = None
    vulnerabilities: list[OsvVulnerability | Name] | None = None


class OsvSource(msgspec.Struct):
    """Hold the file in which packages were found."""

    path: Text = ""


class Result(msgspec.Struct):
    """Hold the packages of one file."""

    source: OsvSource | None = None
    packages: list[OsvPackage] | None = None


class Layer(msgspec.Struct):
    """Hold a layer and the index of the base image that brought it."""

    diff_id: Text = ""
    base_image_index: int = 0


class Base(msgspec.Struct):
    """Hold a base image; the first one is the image itself."""

    name: Text = ""


class OsvImage(msgspec.Struct):
    """Hold what is said of the image."""

    layer_metadata: list[Layer] | None = None
    base_images: list[Base] | None = None


class OsvDocument(msgspec.Struct):
    """Hold the whole report."""

    results: list[Result] | None
    image_metadata: OsvImage | None = None
