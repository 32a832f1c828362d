"""What the repository's own manifests say of an image: the object that runs it, and the objects beside that one."""

import posixpath
from collections.abc import Collection, Iterator

from audit.components.deployment import manifest
from audit.dockerfile.build_context import Files
from audit.dockerfile.syntax import image_reference
from audit.model.deployment import Mention
from audit.model.evidence import Evidence

IN_TEXT = "named-in-text"


def objects(names: Collection[str], mentions: Collection[Mention], files: Files) -> Iterator[Evidence]:
    """Yield the kinds of objects that run an image of one of the names, then those in the same folder, each once."""
    canonical = {image_reference.canonical(image_reference.read(name)) for name in names}
    running = [
        mention
        for mention in mentions
        if mention.how == "field" and image_reference.canonical(image_reference.read(mention.image)) in canonical
    ]
    kinds: set[str] = set()
    named = (
        mention
        for mention in mentions
        if mention.how in ("string", "values")
        and image_reference.canonical(image_reference.read(mention.image)) in canonical
    )
    if not running and (first := next(named, None)) is not None:
        yield Evidence(first.evidence[0].path, first.evidence[0].line, IN_TEXT)
    for mention in running:
        for evidence in _with_others_beside(mention, files):
            if evidence.text not in kinds:
                kinds.add(evidence.text)
                yield evidence


def _with_others_beside(mention: Mention, files: Files) -> Iterator[Evidence]:
    where = mention.evidence[0]
    if mention.object:
        yield Evidence(where.path, where.line, mention.object)
    if mention.object == "ClusterServiceVersion":  # it names the images of all that its operator starts
        return
    for path in files.folders.get(posixpath.dirname(where.path), ()):
        for kind in sorted(manifest.kinds(files.texts.get(path, "")) - {mention.object}):
            yield Evidence(path, None, kind)
