"""What the repository's own manifests say of an image: the object that runs it, and the objects beside that one."""

import posixpath
from collections.abc import Collection, Iterator

from audit.components.deployment import manifest
from audit.dockerfile.build_context import Files
from audit.dockerfile.syntax import image_reference
from audit.model.deployment import Mention
from audit.model.evidence import Evidence

IN_TEXT = "named-in-text"
_TEXTS = ("string", "values", "source")
_LISTS = "ClusterServiceVersion"  # it names the images of all that its operator starts


def objects(names: Collection[str], mentions: Collection[Mention], files: Files) -> Iterator[Evidence]:
    """Yield the kinds of objects that run an image of one of the names, then those in the same folder, each once.

    Where none runs it, one that names it in a text for the program there to start counts.
    """
    canonical = {image_reference.canonical(image_reference.read(name)) for name in names}
    named = [
        mention for mention in mentions if image_reference.canonical(image_reference.read(mention.image)) in canonical
    ]
    running = [mention for mention in named if mention.how == "field" and mention.object != _LISTS]
    texts = (mention for mention in named if mention.how in _TEXTS or mention.object == _LISTS)
    if not running and (first := next(texts, None)) is not None:
        yield Evidence(first.evidence[0].path, first.evidence[0].line, IN_TEXT)
    kinds: set[str] = set()
    for mention in running:
        for evidence in _with_others_beside(mention, files):
            if evidence.text not in kinds:
                kinds.add(evidence.text)
                yield evidence


def _with_others_beside(mention: Mention, files: Files) -> Iterator[Evidence]:
    where = mention.evidence[0]
    if mention.object:
        yield Evidence(where.path, where.line, mention.object)
    for path in files.folders.get(posixpath.dirname(where.path), ()):
        for kind in sorted(manifest.kinds(files.texts.get(path, "")) - {mention.object}):
            yield Evidence(path, None, kind)
