r"""Find the heredocs that an instruction opens, as BuildKit does.

https://docs.docker.com/reference/dockerfile/#here-documents, and `heredocsFromLine` in BuildKit's parser: a whole word,
its marker bare or quoted; blanks after `<<` belong to the word since BuildKit 0.22.
"""

import re
from collections.abc import Iterator

_HOLDS_HEREDOC = re.compile(r"\s*(?:ONBUILD\s+)?(RUN|COPY|ADD)\s", re.IGNORECASE)
_WORD = re.compile(r"""\s*+((?:<<[^\S\n]*+|[^\s"'\\]|\\.|"(?:\\.|[^"\\])*+"|'[^']*+')++)""", re.DOTALL)
# with a blank before it a marker holds no `)`: `$((1 << 2))` was written for builders that know no such blank
_MARKER = re.compile(r"(\d*)<<(-?+)([^\S\n]*+)([^<]+)")
_NAME = re.compile(r"""(?:[^\s"'\\]|\\.|"(?:\\.|[^"\\])*+"|'[^']*+')++""", re.DOTALL)
_LITERAL = re.compile(r"'[^']*'|\\.", re.DOTALL)
_UNKNOWN_FORM = re.compile(r"\$\{(?!(?:\w+|[@*#?$!-])(?:[}+?#%/-]|:[+?-]))")
_QUOTES = re.compile(r"""["'\\]""")
# stands for a heredoc in a shell text, with its number after it: a character that means nothing to any shell
PLACE = "\ue000"
_STANDARD_INPUT = frozenset({"", "0"})


def markers(logical: str) -> Iterator[tuple[str, bool]]:
    """Yield (name, strips leading tabs) of each heredoc that a logical line opens, in order.

    As in Docker, a line with a quote or a `${` that nothing closes opens none, nor does one with `${A[0]}` or another
    form that only a shell knows.
    """
    if _HOLDS_HEREDOC.match(logical) and "<<" in logical and not _is_broken(logical):
        for match in _words(logical.rstrip()):
            if (found := _MARKER.fullmatch(match[1])) and (name := _name(found)):
                yield name, bool(found[2])


def _is_broken(logical: str) -> bool:
    """Tell whether Docker cannot expand the variables of a line."""
    bare = _LITERAL.sub("", logical)
    return "${" in bare and (bare.count("${") > bare.count("}") or _UNKNOWN_FORM.search(bare) is not None)


def alone(value: str) -> bool:
    """Tell whether a value is nothing but one heredoc, whose body is then the script itself."""
    found = _MARKER.fullmatch(value.strip())
    return found is not None and bool(_name(found))


def placed(value: str) -> str:
    """Return a RUN's shell text with each heredoc as a redirection from its place: `cat <<EOF` as `cat < PLACE 0`."""
    parts: list[str] = []
    end = count = 0
    for match in _words(value.rstrip()) if "<<" in value else ():
        if (found := _MARKER.fullmatch(match[1])) and _name(found):
            number = "" if found[1] in _STANDARD_INPUT else found[1]
            parts += [value[end : match.start(1)], f"{number}<{PLACE}{count}"]
            end, count = match.end(1), count + 1
    return "".join([*parts, value[end:]])


def _name(marker: re.Match[str]) -> str:
    """Return the name that ends a heredoc, quotes off; nothing when the marker is not a single word."""
    blank, name = marker[3], marker[4]
    return "" if (blank and ")" in name) or not _NAME.fullmatch(name) else _QUOTES.sub("", name)


def _words(text: str) -> list[re.Match[str]]:
    """Return the words of a text, quotes and escapes left on; none at all when a quote is not closed."""
    found: list[re.Match[str]] = []
    index = 0
    while index < len(text):
        match = _WORD.match(text, index)
        if not match:
            return []
        found.append(match)
        index = match.end()
    return found
