"""How YAML is loaded, whoever wrote it: safely, no deeper than anybody writes, and without aliases that never end."""

from collections.abc import Iterator

import yaml

_DEEPEST = 100  # libyaml's composer recurses in C: 20,000 brackets end the whole process
MAXIMUM_REPEATED = 100_000


class Excessive(yaml.YAMLError):
    """Say that a document is more than anybody reads."""


class Loader(yaml.CSafeLoader):
    """Compose nodes as deep as anybody writes them; raise Excessive for deeper ones."""

    _depth = 0

    def descend_resolver(self, _parent: yaml.Node | None, _index: object) -> None:
        """Count a node that begins; the composer calls this before it goes deeper, and resolves no paths here."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Excessive("nested too deeply; expected a few levels of keys")

    def ascend_resolver(self) -> None:
        """Count a node that has ended."""
        self._depth -= 1


def refuse_bomb(node: yaml.Node) -> None:
    """Raise Excessive when aliases repeat more values than anybody means, RecursionError when one holds itself.

    Each node is looked at once, however often it is named.
    """
    sizes: dict[int, int] = {}
    if _size(node, sizes) - len(sizes) > MAXIMUM_REPEATED:
        raise Excessive(f"its aliases repeat more than {MAXIMUM_REPEATED:,} values; expected them written out")


def _size(node: yaml.Node, sizes: dict[int, int]) -> int:
    """Return how many nodes a node is when each alias is written out, and keep that for all that it holds."""
    if id(node) not in sizes:
        sizes[id(node)] = 1 + sum(_size(item, sizes) for item in _inside(node))
    return sizes[id(node)]


def _inside(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        yield from (each for pair in node.value for each in pair)
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value
