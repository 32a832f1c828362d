"""From a source to a Dockerfile, or to the reason why it is none."""

import codecs

import pytest

from audit.dockerfile.parse import Unread, parse
from audit.model.dockerfile import Dockerfile
from audit.model.repository import Source


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


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "not a Dockerfile: no FROM instruction", id="an empty file"),
        pytest.param(b"\n# FROM a\n\n", "not a Dockerfile: no FROM instruction", id="comments and nothing else"),
        pytest.param(
            b"import os\nfrom dockerfile import x\n",
            "not a Dockerfile: Python (line 2: FROM dockerfile import x)",
            id="a Python file",
        ),
        pytest.param(
            b'from a import b\nprint("FROM c")\n',
            "not a Dockerfile: Python (line 1: FROM a import b)",
            id="a Python file that begins with an import",
        ),
        pytest.param(
            b"# c\nFROM {{ base }}\n", "not a Dockerfile: a template (line 2: FROM {{ base }})", id="a template"
        ),
        pytest.param(
            b"FROM <%= base %>\n", "not a Dockerfile: a template (line 1: FROM <%= base %>)", id="another template"
        ),
        pytest.param(
            b"{% if a %}\nFROM b\n{% endif %}\n",
            "not a Dockerfile: line 1 begins with '{%', expected FROM or ARG",
            id="a template before the first FROM",
        ),
        pytest.param(b"RUN make\nFROM a\n", "broken: RUN in line 1 stands before the first FROM", id="RUN before FROM"),
        pytest.param(b"RUN make\nUSER a\n", "not a Dockerfile: no FROM instruction", id="no FROM at all"),
        pytest.param(
            b"ARG A=b\n\nENV C=d\nFROM a\n",
            "broken: ENV in line 3 stands before the first FROM",
            id="ENV before FROM",
        ),
        pytest.param(
            b"FROM\n", "broken: line 1: FROM takes an image and an optional AS name, not ''", id="FROM of nothing"
        ),
        pytest.param(
            b"FROM a\nFROM b c\n",
            "broken: line 2: FROM takes an image and an optional AS name, not 'b c'",
            id="a second FROM of two words",
        ),
        pytest.param(b"\x7fELF\x02\x01\x01" + b"\0" * 64, "not a Dockerfile: no FROM instruction", id="a program"),
        pytest.param(
            b"\x89PNG\r\n\x1a\nFROM a\n",
            "not a Dockerfile: line 1 begins with '\\x89PNG', expected FROM or ARG",
            id="a picture that holds a FROM",
        ),
        pytest.param(b"a" * 1_000_001, "larger than 1,000,000 bytes (1,000,001)", id="more than a million bytes"),
        pytest.param(b"\n" * 20_001, "longer than 20,000 lines (20,001)", id="more than 20,000 lines"),
        pytest.param(b"FROM a\n" * 1_001, "more than 1,000 stages (1,001)", id="more than a thousand stages"),
    ],
)
def test_unread(content: bytes, reason: str) -> None:
    assert read(content) == Unread("images/Dockerfile", reason)


PLAIN = "FROM a\nRUN b \\\n\t&& c\nUSER d\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLAIN.encode(), id="plain"),
        pytest.param(PLAIN.rstrip("\n").encode(), id="no final newline"),
        pytest.param(PLAIN.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(PLAIN.replace("\n", "\r\r\n").encode(), id="doubled carriage returns"),
        pytest.param(codecs.BOM_UTF8 + PLAIN.encode(), id="a byte order mark"),
        pytest.param(PLAIN.encode("utf-16"), id="UTF-16"),
        pytest.param(codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), id="UTF-16 of the other order"),
        pytest.param(PLAIN.replace("d", "dé").encode("latin-1"), id="Latin-1"),
        pytest.param(PLAIN.replace(" ", "\t").encode(), id="tabs"),
    ],
)
def test_the_same_is_read_from_any_encoding(content: bytes) -> None:
    assert told(content) == [("a", 1, "RUN USER")]


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        pytest.param(
            "FROM a\nRUN <<EOF\nFROM evil\nUSER evil\nEOF\nUSER b\n", [("a", 1, "RUN USER")], id="a heredoc of RUN"
        ),
        pytest.param(
            "FROM a\nCOPY <<EOF /x\nFROM evil\nEOF\nFROM b\n",
            [("a", 1, "COPY"), ("b", 5, "")],
            id="a heredoc of COPY that looks like a stage",
        ),
        pytest.param("FROM a\nRUN <<EOF\nFROM evil\n", [("a", 1, "RUN")], id="a heredoc that nothing ends"),
        pytest.param(
            "FROM a\nONBUILD RUN <<EOF\nFROM evil\nEOF\nUSER b\n",
            [("a", 1, "ONBUILD USER")],
            id="a heredoc of ONBUILD",
        ),
        pytest.param(
            "FROM a\nRUN cat <<<b\nUSER c\n", [("a", 1, "RUN USER")], id="a here-string takes no line from the file"
        ),
        pytest.param(
            "FROM a\nRUN echo $((1<<2))\nUSER c\n", [("a", 1, "RUN USER")], id="a shift takes no line from the file"
        ),
        pytest.param(
            "FROM a\nRUN b \\\n# FROM c\n\n  && d\nFROM e\n",
            [("a", 1, "RUN"), ("e", 6, "")],
            id="comments and blank lines inside a continued RUN",
        ),
        pytest.param("FROM a\nRUN c\\\\\nFROM b\n", [("a", 1, "RUN"), ("b", 3, "")], id="a doubled backslash"),
        pytest.param("FROM\\\n a\nUSER b\n", [("a", 1, "USER")], id="a continuation right after FROM"),
        pytest.param("# escape=`\nFROM a\nRUN b `\n c\nRUN c:\\\nUSER d\n", [("a", 2, "RUN RUN USER")], id="escape"),
        pytest.param("FROM a\nONBUILD COPY b c\n", [("a", 1, "ONBUILD")], id="ONBUILD is no transfer and no stage"),
        pytest.param("\nARG A=b\n\nFROM $A\n", [("b", 4, "")], id="a global argument"),
        pytest.param("FROM a\nFOO bar\n", [("a", 1, "FOO")], id="an unknown instruction after FROM"),
    ],
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
