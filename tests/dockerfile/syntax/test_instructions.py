"""Instructions: keyword, flags, exec form, heredocs and lines."""

import pytest

from audit.dockerfile.syntax.instructions import read
from audit.model.dockerfile import Heredoc, Instruction


@pytest.mark.parametrize(
    ("text", "instruction"),
    [
        pytest.param("USER a\n", Instruction("USER", "a", 1, 1), id="a keyword and its value"),
        pytest.param("uSer a\n", Instruction("USER", "a", 1, 1), id="a keyword in any case"),
        pytest.param("\tUSER\t a\t\n", Instruction("USER", "a", 1, 1), id="tabs separate as spaces do"),
        pytest.param("USER", Instruction("USER", "", 1, 1), id="a keyword without a value at the end of the file"),
        pytest.param("USER\n", Instruction("USER", "", 1, 1), id="a keyword without a value"),
        pytest.param("USER a\\\\\n", Instruction("USER", "a\\\\", 1, 1), id="a doubled backslash at the end stays"),
        pytest.param("USER\\\n a\n", Instruction("USER", "a", 1, 2), id="a keyword that a continuation touches"),
        pytest.param("RUN a \\\n  # c\n\n  && b\n", Instruction("RUN", "a   && b", 1, 4), id="a continued RUN"),
        pytest.param("RUN a \\", Instruction("RUN", "a", 1, 1), id="a continuation into the end of the file"),
        pytest.param("import os\n", Instruction("IMPORT", "os", 1, 1), id="what is no instruction comes as it is"),
        pytest.param("ENV key some value\n", Instruction("ENV", "key some value", 1, 1), id="the old form of ENV"),
        pytest.param(
            "ONBUILD RUN make\n", Instruction("ONBUILD", "RUN make", 1, 1), id="ONBUILD holds the other whole"
        ),
        pytest.param(
            "RUN <<EOF\nFROM a\nEOF\n",
            Instruction("RUN", "<<EOF", 1, 3, heredocs=(Heredoc("EOF", "FROM a\n", 2),)),
            id="a heredoc belongs to its instruction",
        ),
    ],
)
def test_one_instruction(text: str, instruction: Instruction) -> None:
    assert read(text) == (instruction,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param('CMD ["a", "b c"]', ("a", "b c"), id="a JSON array is exec form"),
        pytest.param('CMD [ "a" , \\\n "b" ]', ("a", "b"), id="an array on two lines"),
        pytest.param('CMD ["a"] # serve', ("a",), id="what follows the array is left out, as in Docker"),
        pytest.param("CMD []", (), id="an empty array is exec form of nothing"),
        pytest.param('COPY ["a b", "/c"]', ("a b", "/c"), id="COPY takes an array"),
        pytest.param('COPY --from=x ["a", "/c"]', ("a", "/c"), id="flags stand before the array"),
        pytest.param('RUN ["a\\u00fc"]', ("aü",), id="JSON escapes are read"),
        pytest.param('RUN ["\\ud800"]', ("\N{REPLACEMENT CHARACTER}",), id="half a character is replaced"),
        pytest.param("CMD a b", None, id="words are shell form"),
        pytest.param("CMD ['a']", None, id="single quotes are no JSON"),
        pytest.param('CMD ["a", 1]', None, id="a number is no word"),
        pytest.param('CMD ["a"', None, id="an array that nothing closes is shell form"),
        pytest.param("RUN [ -f a ] && b", None, id="a test command is no array"),
        pytest.param('CMD {"a": "b"}', None, id="an object is no array"),
        pytest.param('USER ["a"]', None, id="USER has no exec form"),
        pytest.param('ENV a=["a"]', None, id="ENV has no exec form"),
    ],
)
def test_exec_form(text: str, words: tuple[str, ...] | None) -> None:
    assert [each.words for each in read(text)] == [words]


@pytest.mark.parametrize(
    ("text", "flags", "value"),
    [
        pytest.param("COPY --from=x a b", (("from", "x"),), "a b", id="a flag with a value"),
        pytest.param("ADD --link a b", (("link", ""),), "a b", id="a flag without a value"),
        pytest.param("COPY\t--from=x\t--chown=1:2\ta b", (("from", "x"), ("chown", "1:2")), "a b", id="tabs between"),
        pytest.param("COPY \\\n --from=x \\\n a b", (("from", "x"),), "a b", id="flags on lines of their own"),
        pytest.param('FROM --platform="$BUILDPLATFORM" a', (("platform", "$BUILDPLATFORM"),), "a", id="a quoted value"),
        pytest.param("RUN a --from=x", (), "a --from=x", id="what follows the first word is no flag"),
        pytest.param(
            'RUN --mount=type=bind,source="a b",target=/c make',
            (("mount", "type=bind,source=a b,target=/c"),),
            "make",
            id="quotes within a value keep its spaces",
        ),
        pytest.param("RUN --mount=a\\ b make", (("mount", "a b"),), "make", id="so does a backslash"),
        pytest.param(
            "RUN --mount=type=cache,target=/a --mount=type=secret,id=b \\\n  make",
            (("mount", "type=cache,target=/a"), ("mount", "type=secret,id=b")),
            "make",
            id="one flag several times",
        ),
        pytest.param(
            "HEALTHCHECK --interval=5s CMD a", (("interval", "5s"),), "CMD a", id="a health check takes flags"
        ),
        pytest.param("CMD --port 80", (), "--port 80", id="CMD takes none"),
        pytest.param("COPY --from=x", (("from", "x"),), "", id="a flag and nothing else"),
    ],
)
def test_flags(text: str, flags: tuple[tuple[str, str], ...], value: str) -> None:
    assert [(each.flags, each.value) for each in read(text)] == [(flags, value)]


def test_the_last_flag_of_a_name_counts() -> None:
    (found,) = read("COPY --from=a --from=b c d")
    assert (found.flag("from"), found.flag("chown")) == ("b", None)


def test_lines_after_heredocs_and_comments_keep_their_numbers() -> None:
    text = "# syntax=x\nFROM a\n\nRUN <<A <<-B\nUSER evil\nA\n\tUSER evil\n\tB\n# c\nRUN b \\\n\n c\nUSER d"
    assert [(each.keyword, each.value, each.line, each.end_line) for each in read(text)] == [
        ("FROM", "a", 2, 2),
        ("RUN", "<<A <<-B", 4, 8),
        ("RUN", "b  c", 10, 12),
        ("USER", "d", 13, 13),
    ]


def test_a_thousand_heredocs_each_keep_to_their_instruction() -> None:
    found = read("RUN <<E\nx\nE\n" * 1_000)
    assert [each.heredocs for each in found] == [(Heredoc("E", "x\n", 3 * number + 2),) for number in range(1_000)]
