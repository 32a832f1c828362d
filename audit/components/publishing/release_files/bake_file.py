"""Read bake files, HCL or JSON, into blocks, and evaluate their variables, functions and attributes.

https://docs.docker.com/build/bake/variables/
"""

import json
from collections.abc import Mapping

from audit.components.publishing import building
from audit.components.publishing.release_files.hcl import blocks, tokens
from audit.components.publishing.release_files.hcl.blocks import Block
from audit.components.publishing.release_files.hcl.cursor import Malformed
from audit.components.publishing.release_files.hcl.expressions import template
from audit.components.publishing.release_files.hcl.functions import FUNCTIONS
from audit.components.publishing.release_files.hcl.operations import UNDECIDED, Expression, Function, Scope, Value

_NAMED = ("group", "target", "variable", "function")


def read(path: str, text: str) -> Block | None:
    """Return the blocks of a bake file, None when it is malformed."""
    return _of_json(text) if path.endswith(".json") else blocks.read(text)


def _of_json(text: str) -> Block | None:
    """Return the blocks of a bake file in JSON; texts are templates there too."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    inner = [
        Block(kind, (name,), 1, {key: _expression(value) for key, value in entry.items()})
        for kind in _NAMED
        for name, entry in (found.get(kind) or {}).items()
        if isinstance(entry, dict)
    ] if isinstance(found, dict) else []  # fmt: skip
    return Block(blocks=tuple(inner))


def _expression(value: object) -> Expression:
    if isinstance(value, list):
        items = [_expression(item) for item in value]
        return lambda scope: [item(scope) for item in items]
    if isinstance(value, dict):
        pairs = {str(key): _expression(item) for key, item in value.items()}
        return lambda scope: {key: item(scope) for key, item in pairs.items()}
    text = str(value).replace("\\", "\\\\").replace('"', '\\"') if isinstance(value, str) else json.dumps(value)
    try:
        return template(tokens.read(f'"{text}"')[0], 0)
    except Malformed:
        return lambda _: UNDECIDED


def scope(read: list[Block], environment: Mapping[str, str]) -> Scope:
    """Return the values of variables and attributes: the environment's, else the defaults."""
    functions = dict(FUNCTIONS)
    values: dict[str, Value] = {}
    inner = [block for found in read for block in found.blocks if block.labels]
    functions |= {block.labels[0]: _function(block, functions, values) for block in inner if block.type == "function"}
    for block in inner:
        if block.type == "variable":
            default = block.attributes.get("default")
            value = default(Scope(values, functions)) if default else ""
            values[block.labels[0]] = environment.get(block.labels[0], _without_test_registry(value))
    for found in read:
        for name, expression in found.attributes.items():
            values[name] = expression(Scope(values, functions))
    return Scope(values, functions)


def _without_test_registry(value: Value) -> Value:
    """Return a variable's default, undecided where it is a registry for tries: whoever publishes gives another."""
    return UNDECIDED if isinstance(value, str) and value.startswith(building.TEST_REGISTRIES) else value


def _function(block: Block, functions: Mapping[str, Function], values: Mapping[str, Value]) -> Function:
    def call(given: list[Value]) -> Value:
        scope = Scope(values, functions)
        names = texts(block.attributes["params"](Scope(_Names(), {}))) if "params" in block.attributes else ()
        return block.attributes["result"](scope.knowing(dict(zip(names, given, strict=False))))

    return call


class _Names(dict[str, Value]):
    """Give every name itself as its value."""

    def get(self, key: str, default: object = None) -> str:  # noqa: ARG002
        """Return the name."""
        return key


def texts(value: Value) -> tuple[str, ...]:
    """Return the texts of a list, or of a single value, those without empty ones."""
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in items if isinstance(item, str) and item)
