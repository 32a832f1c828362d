"""The shape of a CycloneDX document, as far as it is read."""

import msgspec

from audit.vulnerabilities.formats.json_document import Name, Text


class Property(msgspec.Struct):
    """Hold a property that a tool adds."""

    name: Text = ""
    value: str = ""


class CycloneDxComponent(msgspec.Struct):
    """Hold a part of the image, with the parts it is made of."""

    name: Text = ""
    version: Text = ""
    type: Text = ""
    ref: Text = msgspec.field(default="", name="bom-ref")
    purl: Text = ""
    properties: list[Property] | None = None
    components: "list[CycloneDxComponent] | None" = None


class Tools(msgspec.Struct):
    """Hold the tools as of version 1.5."""

    components: list[CycloneDxComponent] | None = None


class Metadata(msgspec.Struct):
    """Hold when, by what and of what the document is."""

    timestamp: Text = ""
    component: CycloneDxComponent | None = None
    tools: Tools | list[CycloneDxComponent] | None = None


class CycloneDxSource(msgspec.Struct):
    """Hold a source's name and address."""

    name: Text = ""
    url: Text = ""


class Rating(msgspec.Struct):
    """Hold one source's rating."""

    source: CycloneDxSource | None = None
    score: float | None = None
    severity: Text = ""
    method: Text = ""


class Reference(msgspec.Struct):
    """Hold an equivalent vulnerability."""

    id: Text


class Affect(msgspec.Struct):
    """Hold a reference to an affected component."""

    ref: Text


class Analysis(msgspec.Struct):
    """Hold the state of an analysis (VEX)."""

    state: Text = ""


class CycloneDxVulnerability(msgspec.Struct):
    """Hold one vulnerability."""

    id: Name
    source: CycloneDxSource | None = None
    ratings: list[Rating] | None = None
    references: list[Reference] | None = None
    affects: list[Affect] | None = None
    analysis: Analysis | None = None
    recommendation: str = ""


class CycloneDxDocument(msgspec.Struct):
    """Hold the whole document."""

    metadata: Metadata | None = None
    components: list[CycloneDxComponent] | None = None
    vulnerabilities: list[CycloneDxVulnerability] | None = None
