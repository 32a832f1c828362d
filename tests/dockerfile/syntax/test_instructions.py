"""Instructions: keyword, flags, exec form, heredocs and lines."""

from audit.dockerfile.syntax.instructions import read
from audit.model.dockerfile import Heredoc, Instruction
from tests.cases import cases


@cases(
    "text, instruction",
    {
        "a keyword and its value": ("USER a\n", Instruction("USER", "a", 1, 1)),
        "a keyword in any case": ("uSer a\n", Instruction("USER", "a", 1, 1)),
        "tabs separate as spaces do": ("\tUSER\t a\t\n", Instruction("USER", "a", 1, 1)),
        "a keyword without a value at the end of the file": ("USER", Instruction("USER", "", 1, 1)),
        "a keyword without a value": ("USER\n", Instruction("USER", "", 1, 1)),
        "a doubled backslash at the end stays": ("USER a\\\\\n", Instruction("USER", "a\\\\", 1, 1)),
        "a keyword that a continuation touches": ("USER\\\n a\n", Instruction("USER", "a", 1, 2)),
        "a continued RUN": ("RUN a \\\n  # c\n\n  && b\n", Instruction("RUN", "a   && b", 1, 4)),
        "a continuation into the end of the file": ("RUN a \\", Instruction("RUN", "a", 1, 1)),
        "what is no instruction comes as it is": ("import os\n", Instruction("IMPORT", "os", 1, 1)),
        "the old form of ENV": ("ENV key some value\n", Instruction("ENV", "key some value", 1, 1)),
        "ONBUILD holds the other whole": ("ONBUILD RUN make\n", Instruction("ONBUILD", "RUN make", 1, 1)),
        "a heredoc belongs to its instruction": (
            "RUN <<EOF\nFROM a\nEOF\n",
            Instruction("RUN", "<<EOF", 1, 3, heredocs=(Heredoc("EOF", "FROM a\n", 2),)),
        ),
    },
)
def test_one_instruction(text: str, instruction: Instruction) -> None:
    assert read(text) == (instruction,)


@cases(
    "text, words",
    {
        "a JSON array is exec form": ('CMD ["a", "b c"]', ("a", "b c")),
        "an array on two lines": ('CMD [ "a" , \\\n "b" ]', ("a", "b")),
        "what follows the array is left out, as in Docker": ('CMD ["a"] # serve', ("a",)),
        "an empty array is exec form of nothing": ("CMD []", ()),
        "COPY takes an array": ('COPY ["a b", "/c"]', ("a b", "/c")),
        "flags stand before the array": ('COPY --from=x ["a", "/c"]', ("a", "/c")),
        "JSON escapes are read": ('RUN ["a\\u00fc"]', ("aü",)),
        "half a character is replaced": ('RUN ["\\ud800"]', ("\N{REPLACEMENT CHARACTER}",)),
        "words are shell form": ("CMD a b", None),
        "single quotes are no JSON": ("CMD ['a']", None),
        "a number is no word": ('CMD ["a", 1]', None),
        "an array that nothing closes is shell form": ('CMD ["a"', None),
        "a test command is no array": ("RUN [ -f a ] && b", None),
        "an object is no array": ('CMD {"a": "b"}', None),
        "USER has no exec form": ('USER ["a"]', None),
        "ENV has no exec form": ('ENV a=["a"]', None),
    },
)
def test_exec_form(text: str, words: tuple[str, ...] | None) -> None:
    assert [each.words for each in read(text)] == [words]


@cases(
    "text, flags, value",
    {
        "a flag with a value": ("COPY --from=x a b", (("from", "x"),), "a b"),
        "a flag without a value": ("ADD --link a b", (("link", ""),), "a b"),
        "tabs between": ("COPY\t--from=x\t--chown=1:2\ta b", (("from", "x"), ("chown", "1:2")), "a b"),
        "flags on lines of their own": ("COPY \\\n --from=x \\\n a b", (("from", "x"),), "a b"),
        "a quoted value": ('FROM --platform="$BUILDPLATFORM" a', (("platform", "$BUILDPLATFORM"),), "a"),
        "what follows the first word is no flag": ("RUN a --from=x", (), "a --from=x"),
        "quotes within a value keep its spaces": (
            'RUN --mount=type=bind,source="a b",target=/c make',
            (("mount", "type=bind,source=a b,target=/c"),),
            "make",
        ),
        "so does a backslash": ("RUN --mount=a\\ b make", (("mount", "a b"),), "make"),
        "one flag several times": (
            "RUN --mount=type=cache,target=/a --mount=type=secret,id=b \\\n  make",
            (("mount", "type=cache,target=/a"), ("mount", "type=secret,id=b")),
            "make",
        ),
        "a health check takes flags": ("HEALTHCHECK --interval=5s CMD a", (("interval", "5s"),), "CMD a"),
        "CMD takes none": ("CMD --port 80", (), "--port 80"),
        "a flag and nothing else": ("COPY --from=x", (("from", "x"),), ""),
    },
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
