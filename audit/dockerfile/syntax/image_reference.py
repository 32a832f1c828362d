"""Read image references, `registry/name:tag@digest`, and write their full names."""

import re

from audit.model.dockerfile import Image

UNDECIDED = "?"
DOCKER_HUB = "docker.io"
_LONGEST = 1_000
_HUB_ALIASES = frozenset({"", "docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"})
# https://github.com/distribution/reference/blob/main/regexp.go, with `?` where no default decides
_VALID = re.compile(
    r"(?:(?:[a-zA-Z0-9?](?:[a-zA-Z0-9?.-]*[a-zA-Z0-9?])?(?::[0-9?]+)?)/)?"
    r"[a-z0-9?]+(?:(?:[._]|__|-+)[a-z0-9?]+)*(?:/[a-z0-9?]+(?:(?:[._]|__|-+)[a-z0-9?]+)*)*"
    r"(?::[\w?][\w.?-]{0,127})?(?:@(?:[A-Za-z0-9_+.-]+:[0-9a-fA-F?]{1,}|\?))?",
)


def is_valid(text: str) -> bool:
    """Tell whether the text is a reference by the grammar of distribution/reference, `?` allowed anywhere."""
    return len(text) <= _LONGEST and _VALID.fullmatch(text) is not None


def read(text: str) -> Image:
    """Take an image reference apart; a colon before the last slash is a registry's port, not a tag."""
    rest, _, digest = text.partition("@")
    first, slash, others = rest.partition("/")
    registry = first if slash and ("." in first or ":" in first or first == "localhost") else ""
    path = others if registry else rest
    folder, slash, last = path.rpartition("/")
    name, _, tag = last.partition(":")
    return Image(text=text, registry=registry, name=folder + slash + name, tag=tag, digest=digest)


def canonical(image: Image) -> str:
    """Return registry and name in full (`docker.io/library/python`), without tag and digest; `scratch` stays."""
    if image.text == "scratch":
        return "scratch"
    if image.registry.lower() not in _HUB_ALIASES:
        return f"{image.registry.lower()}/{image.name}"
    return f"{DOCKER_HUB}/{image.name if '/' in image.name else 'library/' + image.name}"
