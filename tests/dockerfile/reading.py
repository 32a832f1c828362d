"""A Dockerfile and the files of its repository, from texts."""

from audit.dockerfile.build_context import Files, folders
from audit.dockerfile.parse import parse
from audit.model.dockerfile import Dockerfile
from audit.model.repository import Source


def read(text: str, path: str = "Dockerfile") -> Dockerfile:
    dockerfile = parse(Source(path, text.encode("utf-8", "surrogatepass")))
    assert isinstance(dockerfile, Dockerfile)
    return dockerfile


def tree(texts: dict[str, str], *others: str) -> Files:
    """Return files: those with their texts, and others of which only the path is known."""
    paths = {*texts, *others}
    return Files(paths, texts, folders(paths))
