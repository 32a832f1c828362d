"""Read what the comments of a YAML file say of its keys."""

import re
from collections.abc import Mapping

_LINE = re.compile(r"(?P<indent> *)(?P<item>- )?\{?(?P<key>[a-z_]+):(?P<rest>.*)")
_COMMENT = re.compile(r"(?:^|\s)#\s+(?P<text>.*)$")


def by_key(text: str) -> Mapping[str, str]:
    """Return the comment beside each key; keys are paths such as `score.credit`, list entries `images[].name`.

    A key of several entries keeps its first comment. Keys inside `{...}` count only when they come first.
    """
    found: dict[str, str] = {}
    open_keys: list[tuple[int, str]] = []
    for match in filter(None, map(_LINE.match, text.splitlines())):
        indent = len(match["indent"]) + (2 if match["item"] else 0)
        open_keys = [(column, key) for column, key in open_keys if column < indent]
        if match["item"] and open_keys:
            open_keys[-1] = (open_keys[-1][0], open_keys[-1][1].removesuffix("[]") + "[]")
        open_keys.append((indent, match["key"]))
        comment = _COMMENT.search(match["rest"])
        if comment:
            found.setdefault(".".join(key for _, key in open_keys), comment["text"].strip())
    return found
