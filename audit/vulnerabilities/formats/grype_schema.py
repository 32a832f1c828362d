"""The shape of Grype's JSON report, as far as it is read."""

import msgspec

from audit.vulnerabilities.formats.json_document import Name, Text


class Fix(msgspec.Struct):
    """Hold the versions that mend a vulnerability."""

    versions: list[Text] | None = None


class Likelihood(msgspec.Struct):
    """Hold an EPSS score: how likely it is exploited within a month (0-1)."""

    epss: float | None = None


class Exploited(msgspec.Struct):
    """Hold an entry of a catalogue of flaws that are known to be exploited."""

    cve: Text = ""


class GrypeVulnerability(msgspec.Struct):
    """Hold what was matched."""

    id: Name
    severity: Text = ""
    namespace: Text = ""
    fix: Fix | None = None
    epss: list[Likelihood] | None = None
    exploited: list[Exploited] | None = msgspec.field(default=None, name="knownExploited")


class Related(msgspec.Struct):
    """Hold another name of it."""

    id: Text
    epss: list[Likelihood] | None = None
    exploited: list[Exploited] | None = msgspec.field(default=None, name="knownExploited")


class GrypeLocation(msgspec.Struct):
    """Hold where a package lies."""

    path: Text = ""
    layer: Text = msgspec.field(default="", name="layerID")


class Artifact(msgspec.Struct):
    """Hold an installed package."""

    name: Text
    version: Text = ""
    type: Text = ""
    locations: list[GrypeLocation] | None = None


class GrypeMatch(msgspec.Struct):
    """Hold a vulnerability met in a package."""

    vulnerability: GrypeVulnerability
    artifact: Artifact
    related: list[Related] | None = msgspec.field(default=None, name="relatedVulnerabilities")


class Target(msgspec.Struct, rename="camel"):
    """Hold the image that was scanned."""

    user_input: Text = ""
    manifest_digest: Text = ""
    tags: list[Text] | None = None
    repo_digests: list[Text] | None = None
    config: str | None = None


class GrypeSource(msgspec.Struct):
    """Hold what was scanned; something that is no image has another target."""

    target: Target | str | None = None


class Status(msgspec.Struct):
    """Hold the state of the database."""

    built: Text | None = None


class GrypeDatabase(msgspec.Struct):
    """Hold what is said of the database."""

    built: Text | None = None
    status: Status | None = None


class Descriptor(msgspec.Struct):
    """Hold the tool that made the report."""

    version: Text = ""
    timestamp: Text = ""
    db: GrypeDatabase | None = None


class GrypeDocument(msgspec.Struct):
    """Hold the whole report."""

    matches: list[GrypeMatch] | None
    source: GrypeSource | None = None
    descriptor: Descriptor | None = None
