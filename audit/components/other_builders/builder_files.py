"""Read the files of tools that build images without a Dockerfile: ko, goreleaser, bazel, buildpacks, jib, nix."""

import io
import re
import tokenize
import tomllib
from collections.abc import Callable, Iterator

from audit.components.other_builders.builder_commands import opened
from audit.components.other_builders.command_sites import Built
from audit.model.evidence import Evidence
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

_BAZEL = frozenset(
    {"container_image", "container_bundle", "oci_image", "docker_build", "go_image", "py_image", "py3_image",
     "java_image", "nodejs_image", "cc_image", "rust_image"}
)  # fmt: skip
_LONGEST = 200_000
_XML_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_GRADLE_COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_NIX_COMMENT = re.compile(r"#[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_JIB_MAVEN = re.compile(r"<artifactId>\s*jib-maven-plugin\s*</artifactId>")
_JIB_GRADLE = re.compile(r"""\bid[\s(]+["']com\.google\.cloud\.tools\.jib["']|apply plugin:\s*["']com\.google\.cloud""")
_NIX = re.compile(r"\bdockerTools\.(?:buildImage|buildLayeredImage|streamLayeredImage)\b")


def read(path: str, text: str) -> Iterator[Built]:
    """Yield the builds that a file of one of these kinds describes."""
    name = path.rpartition("/")[2]
    reader = next((reader for pattern, reader in _READERS if re.fullmatch(pattern, name)), None)
    if reader is not None and len(text) <= _LONGEST:
        yield from reader(path, text)


def is_one(path: str) -> bool:
    """Tell by its name whether a file may describe a build of an image."""
    return _ANY.fullmatch(path.rpartition("/")[2]) is not None


def _goreleaser(path: str, text: str) -> Iterator[Built]:
    """Read the `kos:` of a release; its `dockers:` are built from Dockerfiles."""
    found = nodes.read(text)
    for ko in found.items_of("kos") if found is not None else ():
        if isinstance(ko, At):
            listed = [name for name in ko.items_of("repositories") if isinstance(name, str)]
            image = (ko.text("repository") or (listed[0] if listed else "")).replace("{{", "${").replace("}}", "}")
            yield "goreleaser", opened(image), Evidence(path, ko.line, f"kos: {ko.text('id') or ko.text('main')}")


def _bazel(path: str, text: str) -> Iterator[Built]:
    """Read calls of image rules by their tokens, so that neither text nor comment counts."""
    depth, rule, previous = 0, None, list[tokenize.TokenInfo]()
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.string == "(" and depth == 0 and previous and previous[-1].string in _BAZEL:
                rule = previous[-1]
            depth += (token.string in "([{") - (token.string in ")]}") if token.type == tokenize.OP else 0
            if rule is not None and depth == 1 and [known.string for known in previous[-2:]] == ["name", "="]:
                named = f"{rule.string}(name = {token.string})"
                yield "bazel", "", Evidence(path, rule.start[0], named)
                rule = None
            previous = [*previous[-1:], token]
    except (tokenize.TokenError, SyntaxError, ValueError):
        return


def _buildpacks(path: str, text: str) -> Iterator[Built]:
    """Read a project descriptor of Cloud Native Buildpacks, known by the tables that only it has."""
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return
    head = found.get("_")
    if isinstance(head, dict) and "schema-version" in head:
        yield "buildpacks", "", Evidence(path, _line(text, text.find("schema-version")), "a project descriptor")


def _matching(tool: str, pattern: re.Pattern[str], comment: re.Pattern[str]) -> Callable[[str, str], Iterator[Built]]:
    """Return a reader that looks for a pattern outside comments."""

    def reader(path: str, text: str) -> Iterator[Built]:
        bare = comment.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
        if match := pattern.search(bare):
            yield tool, "", Evidence(path, _line(bare, match.start()), match[0])

    return reader


def _ko(path: str, text: str) -> Iterator[Built]:
    if nodes.read(text) is not None:
        yield "ko", "", Evidence(path, None, "ko's configuration")


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


_READERS: tuple[tuple[str, Callable[[str, str], Iterator[Built]]], ...] = (
    (r"\.ko\.ya?ml", _ko),
    (r"\.?goreleaser\.ya?ml", _goreleaser),
    (r"BUILD(?:\.bazel)?", _bazel),
    (r"project\.toml", _buildpacks),
    (r"pom\.xml", _matching("jib", _JIB_MAVEN, _XML_COMMENT)),
    (r"build\.gradle(?:\.kts)?", _matching("jib", _JIB_GRADLE, _GRADLE_COMMENT)),
    (r".*\.nix", _matching("nix", _NIX, _NIX_COMMENT)),
)
_ANY = re.compile("|".join(pattern for pattern, _ in _READERS))
