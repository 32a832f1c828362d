"""Logical lines: what belongs to one instruction, and on which lines it stands."""

from audit.dockerfile.syntax.heredocs import markers
from audit.dockerfile.syntax.logical_lines import LogicalLine, escape_character, prepare
from audit.model.dockerfile import Heredoc
from tests.cases import cases


def read(text: str) -> tuple[LogicalLine, ...]:
    return tuple(prepare(text).logical.values())


@cases(
    "text, logical",
    {
        "one line is one instruction": ("FROM a\n", [LogicalLine("FROM a", 1, 1)]),
        "the last line needs no line end": ("FROM a", [LogicalLine("FROM a", 1, 1)]),
        "blank lines and comments are none": ("\n\n# note\n\tFROM a\n", [LogicalLine("\tFROM a", 4, 4)]),
        "a continuation joins two lines": ("RUN a \\\n  b\n", [LogicalLine("RUN a   b", 1, 2)]),
        "a continuation adds no space": ("RUN a\\\nb\n", [LogicalLine("RUN ab", 1, 2)]),
        "white space may follow a continuation": ("RUN a \\ \t\n b\n", [LogicalLine("RUN a  b", 1, 2)]),
        "comments inside a continued RUN are left out": (
            "RUN a \\\n# one\n  # two\n b\nUSER c\n",
            [LogicalLine("RUN a  b", 1, 4), LogicalLine("USER c", 5, 5)],
        ),
        "blank lines inside a continued RUN are left out": (
            "RUN a \\\n\n \t\n b\nUSER c\n",
            [LogicalLine("RUN a  b", 1, 4), LogicalLine("USER c", 5, 5)],
        ),
        "a number sign within a line begins no comment of the Dockerfile": (
            "RUN a # no \\\n b\nUSER c\n",
            [LogicalLine("RUN a # no  b", 1, 2), LogicalLine("USER c", 3, 3)],
        ),
        "a continuation at the end of a comment is none": ("# note \\\nUSER c\n", [LogicalLine("USER c", 2, 2)]),
        "a doubled backslash is no continuation": (
            "RUN a\\\\\nUSER b\n",
            [LogicalLine("RUN a\\\\", 1, 1), LogicalLine("USER b", 2, 2)],
        ),
        "a continuation may run into the end of the file": ("RUN a \\\n", [LogicalLine("RUN a ", 1, 1)]),
        "also without a line end": ("RUN a \\", [LogicalLine("RUN a ", 1, 1)]),
        "also through a comment": ("RUN a \\\n\n# c\n", [LogicalLine("RUN a ", 1, 3)]),
        "a line may begin with its continuation": ("\\\nFROM a\n", [LogicalLine("FROM a", 1, 2)]),
        "a keyword may stand on two lines": ("FR\\\nOM a\n", [LogicalLine("FROM a", 1, 2)]),
        "continuations of nothing are no instruction": ("\\\n\\\n", []),
        "another escape character continues lines and the backslash does not": (
            "# escape=`\nRUN a `\n b\nRUN c:\\\nUSER d\n",
            [LogicalLine("RUN a  b", 2, 3), LogicalLine("RUN c:\\", 4, 4), LogicalLine("USER d", 5, 5)],
        ),
    },
)
def test_lines(text: str, logical: list[LogicalLine]) -> None:
    assert read(text) == tuple(logical)


@cases(
    "text, logical",
    {
        "a body's lines are no instructions": (
            "RUN <<EOF\nFROM evil\nUSER evil\nEOF\nUSER b\n",
            [
                LogicalLine("RUN <<EOF", 1, 4, (Heredoc("EOF", "FROM evil\nUSER evil\n", 2),)),
                LogicalLine("USER b", 5, 5),
            ],
        ),
        "one RUN holds several bodies one after the other": (
            "RUN a <<A b <<B\none\nA\ntwo\nB\nUSER c\n",
            [
                LogicalLine("RUN a <<A b <<B", 1, 5, (Heredoc("A", "one\n", 2), Heredoc("B", "two\n", 4))),
                LogicalLine("USER c", 6, 6),
            ],
        ),
        "COPY takes a body too": (
            "COPY <<EOF /x\nFROM a\nUSER b\nEOF\n",
            [LogicalLine("COPY <<EOF /x", 1, 4, (Heredoc("EOF", "FROM a\nUSER b\n", 2),))],
        ),
        "a dash takes leading tabs off body and terminator": (
            "RUN <<-EOF\n\tone\n\t\tEOF\nUSER b\n",
            [LogicalLine("RUN <<-EOF", 1, 3, (Heredoc("EOF", "one\n", 2),)), LogicalLine("USER b", 4, 4)],
        ),
        "a terminator stands alone on its line": (
            "RUN <<EOF\n\tEOF\n EOF\nEOF \nEOF\n",
            [LogicalLine("RUN <<EOF", 1, 5, (Heredoc("EOF", "\tEOF\n EOF\nEOF \n", 2),))],
        ),
        "comments, blank lines and continuations of a body are its own": (
            "RUN <<EOF\n# one \\\n\n two \\\nEOF\nUSER b\n",
            [
                LogicalLine("RUN <<EOF", 1, 5, (Heredoc("EOF", "# one \\\n\n two \\\n", 2),)),
                LogicalLine("USER b", 6, 6),
            ],
        ),
        "a body begins after the last continued line": (
            "RUN <<EOF \\\n  && b\none\nEOF\n",
            [LogicalLine("RUN <<EOF   && b", 1, 4, (Heredoc("EOF", "one\n", 3),))],
        ),
        "a body that nothing ends takes the rest of the file": (
            "RUN <<EOF\none\nFROM a\n",
            [LogicalLine("RUN <<EOF", 1, 3, (Heredoc("EOF", "one\nFROM a\n", 2),))],
        ),
        "a body may be missing altogether": ("RUN <<EOF", [LogicalLine("RUN <<EOF", 1, 1, (Heredoc("EOF", "", 2),))]),
        "a body may be empty": ("RUN <<EOF\nEOF\n", [LogicalLine("RUN <<EOF", 1, 2, (Heredoc("EOF", "", 2),))]),
        "only RUN, COPY and ADD take a body": (
            "USER <<EOF\nWORKDIR /x\n",
            [LogicalLine("USER <<EOF", 1, 1), LogicalLine("WORKDIR /x", 2, 2)],
        ),
    },
)
def test_heredocs(text: str, logical: list[LogicalLine]) -> None:
    assert read(text) == tuple(logical)


@cases(
    "line, found",
    {
        "a bare marker": ("RUN <<EOF", [("EOF", False)]),
        "a keyword in lower case": ("run <<EOF", [("EOF", False)]),
        "a tab after the keyword": ("RUN\t<<EOF", [("EOF", False)]),
        "a marker with a dash": ("RUN <<-EOF", [("EOF", True)]),
        "a marker in single quotes": ("RUN <<'EOF'", [("EOF", False)]),
        "a marker in double quotes": ('RUN <<-"EOF"', [("EOF", True)]),
        "a quoted marker may hold a space": ('RUN <<"the end"', [("the end", False)]),
        "a marker quoted in part": ("RUN <<E'O'F", [("EOF", False)]),
        "a marker after a file descriptor": ("RUN cat 3<<EOF", [("EOF", False)]),
        "two markers in order": ("RUN cat <<A > x && cat <<B > y", [("A", False), ("B", False)]),
        "ADD takes two": ("ADD <<A <<B /x/", [("A", False), ("B", False)]),
        "ONBUILD before RUN changes nothing": ("ONBUILD RUN <<EOF", [("EOF", False)]),
        "a here-string is none": ("RUN cat <<<EOF", []),
        "a here-string with a space is none": ("RUN cat <<< EOF", []),
        "a shift within a word is none": ("RUN echo $((1<<2))", []),
        "a shift with spaces is none": ("RUN echo $((1 << 2))", []),  # CHECK
        "a marker within single quotes is none": ("RUN echo '<<EOF'", []),
        "a marker within double quotes is none": ('RUN echo "a <<EOF b"', []),
        "an escaped quote ends no quotation": ('RUN echo "\\" <<EOF"', []),
        "an escaped marker is none": ("RUN echo \\<<EOF", []),
        "a marker inside a word is none": ("RUN cat a<<EOF", []),
        "a dash alone names nothing": ("RUN cat <<-", []),
        "empty quotes name nothing": ("RUN cat <<''", []),
        "a quote that nothing closes hides all markers, as in Docker": ("RUN cat <<EOF it's", []),
        "exec form has none": ('RUN ["cat", "<<EOF"]', []),
        "CMD takes none": ("CMD cat <<EOF", []),
        "a longer keyword takes none": ("RUNNER <<EOF", []),
    },
)
def test_markers(line: str, found: list[tuple[str, bool]]) -> None:
    assert list(markers(line)) == found


@cases(
    "text, character",
    {
        "the backslash by default": ("FROM a", "\\"),
        "what the directive names": ("# escape=`\nFROM a", "`"),
        "case and spaces do not count": ("#ESCAPE = ` \nFROM a", "`"),
        "other directives may stand before": ("# syntax=x/y:1\n# escape=`\nFROM a", "`"),
        "no other character can be named": ("# escape=x\nFROM a", "\\"),
        "nothing named is nothing changed": ("# escape=\nFROM a", "\\"),
        "after a comment there are no directives": ("# a comment\n# escape=`\nFROM a", "\\"),
        "an unknown name is a comment": ("# name=value\n# escape=`\nFROM a", "\\"),
        "after a blank line there are no directives": ("\n# escape=`\nFROM a", "\\"),
        "after an instruction there are no directives": ("FROM a\n# escape=`", "\\"),
    },
)
def test_escape_character(text: str, character: str) -> None:
    assert escape_character(text.split("\n")) == character


def test_the_prepared_text_holds_each_instruction_on_its_first_line_and_nothing_else() -> None:
    prepared = prepare("# c\nRUN a \\\n\n  b <<X\nbody\nX\nUSER c\\\\\n")
    assert prepared.text == "\nRUN a   b <<X \0\n\n\n\n\nUSER c\\\\ \0"
