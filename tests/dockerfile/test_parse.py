"""From a source to a Dockerfile, or to the reason why it is none."""

import codecs

from audit.dockerfile.parse import Unread, parse
from audit.model.dockerfile import Dockerfile
from audit.model.repository import Source
from tests.cases import cases


def read(content: bytes) -> Dockerfile | Unread:
    return parse(Source("images/Dockerfile", content))


def told(content: bytes) -> list[tuple[str, int, str]]:
    """Return (base, line, keywords) of each stage."""
    dockerfile = read(content)
    assert isinstance(dockerfile, Dockerfile)
    return [
        (stage.image.text, stage.line, " ".join(each.keyword for each in stage.instructions))
        for stage in dockerfile.stages
    ]


@cases(
    "content, reason",
    {
        "an empty file": (b"", "not a Dockerfile: no FROM instruction"),
        "comments and nothing else": (b"\n# FROM a\n\n", "not a Dockerfile: no FROM instruction"),
        "a Python file": (
            b"import os\nfrom dockerfile import x\n",
            "not a Dockerfile: Python (line 2: FROM dockerfile import x)",
        ),
        "a Python file that begins with an import": (
            b'from a import b\nprint("FROM c")\n',
            "not a Dockerfile: Python (line 1: FROM a import b)",
        ),
        "a template": (b"# c\nFROM {{ base }}\n", "not a Dockerfile: a template (line 2: FROM {{ base }})"),
        "another template": (b"FROM <%= base %>\n", "not a Dockerfile: a template (line 1: FROM <%= base %>)"),
        "a template before the first FROM": (
            b"{% if a %}\nFROM b\n{% endif %}\n",
            "not a Dockerfile: line 1 begins with '{%', expected FROM or ARG",
        ),
        "RUN before FROM": (b"RUN make\nFROM a\n", "broken: RUN in line 1 stands before the first FROM"),
        "no FROM at all": (b"RUN make\nUSER a\n", "not a Dockerfile: no FROM instruction"),
        "ENV before FROM": (b"ARG A=b\n\nENV C=d\nFROM a\n", "broken: ENV in line 3 stands before the first FROM"),
        "FROM of nothing": (b"FROM\n", "broken: line 1: FROM takes an image and an optional AS name, not ''"),
        "a second FROM of two words": (
            b"FROM a\nFROM b c\n",
            "broken: line 2: FROM takes an image and an optional AS name, not 'b c'",
        ),
        "a program": (b"\x7fELF\x02\x01\x01" + b"\0" * 64, "not a Dockerfile: no FROM instruction"),
        "a picture that holds a FROM": (
            b"\x89PNG\r\n\x1a\nFROM a\n",
            "not a Dockerfile: line 1 begins with '\\x89PNG', expected FROM or ARG",
        ),
        "more than a million bytes": (b"a" * 1_000_001, "larger than 1,000,000 bytes (1,000,001)"),
        "more than 20,000 lines": (b"\n" * 20_001, "longer than 20,000 lines (20,001)"),
        "more than a thousand stages": (b"FROM a\n" * 1_001, "more than 1,000 stages (1,001)"),
    },
)
def test_unread(content: bytes, reason: str) -> None:
    assert read(content) == Unread("images/Dockerfile", reason)


PLAIN = "FROM a\nRUN b \\\n\t&& c\nUSER d\n"


@cases(
    "content",
    {
        "plain": PLAIN.encode(),
        "no final newline": PLAIN.rstrip("\n").encode(),
        "Windows line ends": PLAIN.replace("\n", "\r\n").encode(),
        "doubled carriage returns": PLAIN.replace("\n", "\r\r\n").encode(),
        "a byte order mark": codecs.BOM_UTF8 + PLAIN.encode(),
        "UTF-16": PLAIN.encode("utf-16"),
        "UTF-16 of the other order": codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"),
        "Latin-1": PLAIN.replace("d", "dé").encode("latin-1"),
        "tabs": PLAIN.replace(" ", "\t").encode(),
    },
)
def test_the_same_is_read_from_any_encoding(content: bytes) -> None:
    assert told(content) == [("a", 1, "RUN USER")]


@cases(
    "text, stages",
    {
        "a heredoc of COPY that looks like a stage": (
            "FROM a\nCOPY <<EOF /x\nFROM evil\nEOF\nFROM b\n",
            [("a", 1, "COPY"), ("b", 5, "")],
        ),
        "a heredoc of ONBUILD": ("FROM a\nONBUILD RUN <<EOF\nFROM evil\nEOF\nUSER b\n", [("a", 1, "ONBUILD USER")]),
        "ONBUILD is no transfer and no stage": ("FROM a\nONBUILD COPY b c\n", [("a", 1, "ONBUILD")]),
        "a global argument": ("\nARG A=b\n\nFROM $A\n", [("b", 4, "")]),
        "an unknown instruction after FROM": ("FROM a\nFOO bar\n", [("a", 1, "FOO")]),
    },
)
def test_stages(text: str, stages: list[tuple[str, int, str]]) -> None:
    assert told(text.encode()) == stages


def test_what_is_read_holds_path_arguments_and_the_last_stage_as_final() -> None:
    dockerfile = read(b"ARG A=b\nFROM a AS x\nFROM scratch AS artifacts\nFROM c\n")
    assert isinstance(dockerfile, Dockerfile)
    assert dockerfile.path == "images/Dockerfile"
    assert [(each.keyword, each.value, each.line) for each in dockerfile.arguments] == [("ARG", "A=b", 1)]
    assert dockerfile.final == 2
    assert dockerfile.final_stage.image.text == "c"
