"""Read templates of Helm charts line by line: the images in them, also where nothing is rendered by default."""

import re
from collections.abc import Iterator

from audit.components.deployment import image_mentions
from audit.dockerfile.syntax import image_reference
from audit.model.deployment import Mention
from audit.model.evidence import Evidence
from audit.policy.yaml.nodes import At

_IMAGE = re.compile(r"\s*(?:-\s*)?image:\s*(?P<value>[^\s#].*)")
_ACTION = re.compile(r"\{\{-?(?P<body>[^{}]*)\}\}")
_PIPE = re.compile(r"\s*\|\s*")
_LONGEST = 2_000  # characters of a line that anybody wrote by hand


def in_template(text: str, path: str, values: At, version: str) -> Iterator[Mention]:
    """Yield the images on the lines of one template, `?` for what is more than values, a default and quotes."""
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > _LONGEST or not (found := _IMAGE.fullmatch(line)):
            continue
        value = found["value"].partition(" #")[0].rstrip()
        said = _ACTION.sub(lambda action: _said(action["body"], values, version), value).strip("\"'")
        if image_reference.is_valid(said) and "/" in said and not said.startswith("?"):
            where = Evidence(path, number, f"image: {value[:200]}")
            yield Mention(image_mentions.decided(said), "values", "", default=False, evidence=(where,))


def _said(body: str, values: At, version: str) -> str:
    """Return what a template's action says, `?` where it is more than values, a default and quotes."""
    first, *rest = _PIPE.split(body.strip(" \t()-"))
    said = _term(first, values, version)
    for function in rest:
        word, _, argument = function.partition(" ")
        if word == "default":
            said = said.strip("?") or _term(argument, values, version)
        elif word not in ("quote", "squote", "trim", "toString"):
            return "?"
    return said


def _term(text: str, values: At, version: str) -> str:
    if text.startswith(('"', "'", "`")):
        return text[1:-1]
    if text.removeprefix("$") == ".Chart.AppVersion":
        return version
    path = text.removeprefix("$")
    if not path.startswith(".Values."):
        return "?"
    found: At = values
    *folders_, last = path.removeprefix(".Values.").split(".")
    for folder in folders_:
        found = found.mapping(folder)
    return found.text(last, "?")
