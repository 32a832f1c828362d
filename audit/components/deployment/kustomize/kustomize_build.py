"""What a kustomization applies in the end: its resources, components and patches, with images renamed on the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from audit.components.deployment import image_mentions, manifest
from audit.components.deployment.kustomize import kustomization, replacements
from audit.components.deployment.kustomize.kustomization import Kustomization, Renamed
from audit.dockerfile.build_context import Files
from audit.dockerfile.syntax import image_reference
from audit.model.deployment import Mention

_DEEPEST = 40


@dataclass(slots=True)
class Closures:
    """Hold what was found of each folder, so that a base under many overlays is read once."""

    files: Files
    found: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    of_files: dict[str, tuple[Mention, ...]] = field(default_factory=dict)

    def of(self, folder: str, above: tuple[str, ...] = ()) -> tuple[Mention, ...]:
        """Return the images that a folder's kustomization applies; what includes itself ends there."""
        if folder in above or len(above) > _DEEPEST:
            return ()
        if folder not in self.found:
            read = kustomization.read(kustomization.path_in(folder, self.files), self.files)
            self.found[folder] = self._applied(read, (*above, folder)) if read else ()
        return self.found[folder]

    def _applied(self, read: Kustomization, above: tuple[str, ...]) -> tuple[Mention, ...]:
        """Bring resources together, let each component work on them, add patches, then rename."""
        gathered = [mention for path in read.resources for mention in self._resource(path, above)]
        for folder in read.components:
            component = kustomization.read(kustomization.path_in(folder, self.files), self.files)
            gathered += self.of(folder, above)
            gathered = list(renamed(gathered, component.images if component else ()))
        gathered += [mention for path in (*read.patches, *read.values) for mention in self.of_file(path)]
        for item in read.inline:
            gathered += image_mentions.in_objects(manifest.objects(item.text, item.before), read.path)
        gathered += [mention for path in read.generated for mention in self.of_generated(path)]
        for literal in read.literals:
            gathered += (
                replace(found, evidence=(literal,)) for found in image_mentions.in_text(literal.text, literal.path)
            )
        return once(renamed(replacements.apply(gathered, read.replaced), read.images))

    def _resource(self, path: str, above: tuple[str, ...]) -> tuple[Mention, ...]:
        return self.of_file(path) if path in self.files.paths else self.of(path, above)

    def of_file(self, path: str) -> tuple[Mention, ...]:
        """Return the images that a file of objects names."""
        if path not in self.of_files:
            objects = manifest.objects(manifest.text(path, self.files))
            self.of_files[path] = tuple(image_mentions.in_objects(objects, path))
        return self.of_files[path]

    def of_generated(self, path: str) -> Iterator[Mention]:
        """Yield the images in a file that becomes part of a ConfigMap or Secret."""
        return image_mentions.in_text(manifest.text(path, self.files), path)


def renamed(mentions: Iterable[Mention], images: tuple[Renamed, ...]) -> Iterator[Mention]:
    """Yield the mentions as the entries of `images:` leave them; they touch the image fields of pods only."""
    for mention in mentions:
        changed = mention
        for image in images:
            changed = _renamed(changed, image)
        yield changed


def _renamed(mention: Mention, entry: Renamed) -> Mention:
    image = image_reference.read(mention.image)
    name = f"{image.registry}/{image.name}" if image.registry else image.name
    if mention.how != "field" or name != entry.name:
        return mention
    tag = "" if entry.digest else entry.new_tag or image.tag
    digest = entry.digest or ("" if entry.new_tag else image.digest)
    text = (entry.new_name or name) + (f":{tag}" if tag else "") + (f"@{digest}" if digest else "")
    return replace(mention, image=text, evidence=(*mention.evidence, entry.evidence))


def once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Leave out what was said before of the same image at the same place, whatever led there.

    Two overlays on each of two overlays and so on would else double the mentions with every level.
    """
    found: dict[tuple[str, str, int | None], Mention] = {}
    for mention in mentions:
        found.setdefault((mention.image, mention.evidence[0].path, mention.evidence[0].line), mention)
    return tuple(found.values())
