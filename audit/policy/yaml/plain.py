"""Read YAML that others wrote as plain values, and write plain values as YAML."""

import yaml

from audit.policy.yaml.loading import Loader, refuse_bomb

MAXIMUM_CHARACTERS = 1_000_000


def read(text: str) -> object:
    """Return the first document of a text, None when it is broken, empty or more than anybody reads."""
    if len(text) > MAXIMUM_CHARACTERS:
        return None
    loader = Loader(text)
    try:
        node = loader.get_node() if loader.check_node() else None
        if node is None:
            return None
        refuse_bomb(node)
        found: object = loader.construct_document(node)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        return None
    finally:
        loader.dispose()
    return found


def write(value: object) -> str:
    """Return a plain value as YAML, keys sorted as Helm's `toYaml` sorts them."""
    return yaml.safe_dump(value, default_flow_style=False, allow_unicode=True, width=1_000_000).removesuffix("\n...\n")
