"""Logical lines: what belongs to one instruction, and on which lines it stands."""

import pytest

from audit.dockerfile.syntax.logical_lines import LogicalLine, escape_character, markers, prepare
from audit.model.dockerfile import Heredoc


def read(text: str) -> tuple[LogicalLine, ...]:
    return tuple(prepare(text).logical.values())


@pytest.mark.parametrize(
    ("text", "logical"),
    [
        pytest.param("FROM a\n", [LogicalLine("FROM a", 1, 1)], id="one line is one instruction"),
        pytest.param("FROM a", [LogicalLine("FROM a", 1, 1)], id="the last line needs no line end"),
        pytest.param("\n\n# note\n\tFROM a\n", [LogicalLine("\tFROM a", 4, 4)], id="blank lines and comments are none"),
        pytest.param("RUN a \\\n  b\n", [LogicalLine("RUN a   b", 1, 2)], id="a continuation joins two lines"),
        pytest.param("RUN a\\\nb\n", [LogicalLine("RUN ab", 1, 2)], id="a continuation adds no space"),
        pytest.param("RUN a \\ \t\n b\n", [LogicalLine("RUN a  b", 1, 2)], id="white space may follow a continuation"),
        pytest.param(
            "RUN a \\\n# one\n  # two\n b\nUSER c\n",
            [LogicalLine("RUN a  b", 1, 4), LogicalLine("USER c", 5, 5)],
            id="comments inside a continued RUN are left out",
        ),
        pytest.param(
            "RUN a \\\n\n \t\n b\nUSER c\n",
            [LogicalLine("RUN a  b", 1, 4), LogicalLine("USER c", 5, 5)],
            id="blank lines inside a continued RUN are left out",
        ),
        pytest.param(
            "RUN a # no \\\n b\nUSER c\n",
            [LogicalLine("RUN a # no  b", 1, 2), LogicalLine("USER c", 3, 3)],
            id="a number sign within a line begins no comment of the Dockerfile",
        ),
        pytest.param(
            "# note \\\nUSER c\n", [LogicalLine("USER c", 2, 2)], id="a continuation at the end of a comment is none"
        ),
        pytest.param(
            "RUN a\\\\\nUSER b\n",
            [LogicalLine("RUN a\\\\", 1, 1), LogicalLine("USER b", 2, 2)],
            id="a doubled backslash is no continuation",
        ),
        pytest.param("RUN a \\\n", [LogicalLine("RUN a ", 1, 1)], id="a continuation may run into the end of the file"),
        pytest.param("RUN a \\", [LogicalLine("RUN a ", 1, 1)], id="also without a line end"),
        pytest.param("RUN a \\\n\n# c\n", [LogicalLine("RUN a ", 1, 3)], id="also through a comment"),
        pytest.param("\\\nFROM a\n", [LogicalLine("FROM a", 1, 2)], id="a line may begin with its continuation"),
        pytest.param("FR\\\nOM a\n", [LogicalLine("FROM a", 1, 2)], id="a keyword may stand on two lines"),
        pytest.param("\\\n\\\n", [], id="continuations of nothing are no instruction"),
        pytest.param(
            "# escape=`\nRUN a `\n b\nRUN c:\\\nUSER d\n",
            [LogicalLine("RUN a  b", 2, 3), LogicalLine("RUN c:\\", 4, 4), LogicalLine("USER d", 5, 5)],
            id="another escape character continues lines and the backslash does not",
        ),
    ],
)
def test_lines(text: str, logical: list[LogicalLine]) -> None:
    assert read(text) == tuple(logical)


@pytest.mark.parametrize(
    ("text", "logical"),
    [
        pytest.param(
            "RUN <<EOF\nFROM evil\nUSER evil\nEOF\nUSER b\n",
            [
                LogicalLine("RUN <<EOF", 1, 4, (Heredoc("EOF", "FROM evil\nUSER evil\n", 2),)),
                LogicalLine("USER b", 5, 5),
            ],
            id="a body's lines are no instructions",
        ),
        pytest.param(
            "RUN a <<A b <<B\none\nA\ntwo\nB\nUSER c\n",
            [
                LogicalLine("RUN a <<A b <<B", 1, 5, (Heredoc("A", "one\n", 2), Heredoc("B", "two\n", 4))),
                LogicalLine("USER c", 6, 6),
            ],
            id="one RUN holds several bodies one after the other",
        ),
        pytest.param(
            "COPY <<EOF /x\nFROM a\nUSER b\nEOF\n",
            [LogicalLine("COPY <<EOF /x", 1, 4, (Heredoc("EOF", "FROM a\nUSER b\n", 2),))],
            id="COPY takes a body too",
        ),
        pytest.param(
            "RUN <<-EOF\n\tone\n\t\tEOF\nUSER b\n",
            [LogicalLine("RUN <<-EOF", 1, 3, (Heredoc("EOF", "one\n", 2),)), LogicalLine("USER b", 4, 4)],
            id="a dash takes leading tabs off body and terminator",
        ),
        pytest.param(
            "RUN <<EOF\n\tEOF\n EOF\nEOF \nEOF\n",
            [LogicalLine("RUN <<EOF", 1, 5, (Heredoc("EOF", "\tEOF\n EOF\nEOF \n", 2),))],
            id="a terminator stands alone on its line",
        ),
        pytest.param(
            "RUN <<EOF\n# one \\\n\n two \\\nEOF\nUSER b\n",
            [
                LogicalLine("RUN <<EOF", 1, 5, (Heredoc("EOF", "# one \\\n\n two \\\n", 2),)),
                LogicalLine("USER b", 6, 6),
            ],
            id="comments, blank lines and continuations of a body are its own",
        ),
        pytest.param(
            "RUN <<EOF \\\n  && b\none\nEOF\n",
            [LogicalLine("RUN <<EOF   && b", 1, 4, (Heredoc("EOF", "one\n", 3),))],
            id="a body begins after the last continued line",
        ),
        pytest.param(
            "RUN <<EOF\none\nFROM a\n",
            [LogicalLine("RUN <<EOF", 1, 3, (Heredoc("EOF", "one\nFROM a\n", 2),))],
            id="a body that nothing ends takes the rest of the file",
        ),
        pytest.param(
            "RUN <<EOF",
            [LogicalLine("RUN <<EOF", 1, 1, (Heredoc("EOF", "", 2),))],
            id="a body may be missing altogether",
        ),
        pytest.param(
            "RUN <<EOF\nEOF\n", [LogicalLine("RUN <<EOF", 1, 2, (Heredoc("EOF", "", 2),))], id="a body may be empty"
        ),
        pytest.param(
            "USER <<EOF\nWORKDIR /x\n",
            [LogicalLine("USER <<EOF", 1, 1), LogicalLine("WORKDIR /x", 2, 2)],
            id="only RUN, COPY and ADD take a body",
        ),
    ],
)
def test_heredocs(text: str, logical: list[LogicalLine]) -> None:
    assert read(text) == tuple(logical)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("RUN <<EOF", [("EOF", False)], id="a bare marker"),
        pytest.param("run <<EOF", [("EOF", False)], id="a keyword in lower case"),
        pytest.param("RUN\t<<EOF", [("EOF", False)], id="a tab after the keyword"),
        pytest.param("RUN <<-EOF", [("EOF", True)], id="a marker with a dash"),
        pytest.param("RUN <<'EOF'", [("EOF", False)], id="a marker in single quotes"),
        pytest.param('RUN <<-"EOF"', [("EOF", True)], id="a marker in double quotes"),
        pytest.param('RUN <<"the end"', [("the end", False)], id="a quoted marker may hold a space"),
        pytest.param("RUN <<E'O'F", [("EOF", False)], id="a marker quoted in part"),
        pytest.param("RUN cat 3<<EOF", [("EOF", False)], id="a marker after a file descriptor"),
        pytest.param("RUN cat <<A > x && cat <<B > y", [("A", False), ("B", False)], id="two markers in order"),
        pytest.param("ADD <<A <<B /x/", [("A", False), ("B", False)], id="ADD takes two"),
        pytest.param("ONBUILD RUN <<EOF", [("EOF", False)], id="ONBUILD before RUN changes nothing"),
        pytest.param("RUN cat <<<EOF", [], id="a here-string is none"),
        pytest.param("RUN cat <<< EOF", [], id="a here-string with a space is none"),
        pytest.param("RUN echo $((1<<2))", [], id="a shift within a word is none"),
        pytest.param("RUN echo $((1 << 2))", [], id="a shift with spaces is none"),
        pytest.param("RUN echo '<<EOF'", [], id="a marker within single quotes is none"),
        pytest.param('RUN echo "a <<EOF b"', [], id="a marker within double quotes is none"),
        pytest.param('RUN echo "\\" <<EOF"', [], id="an escaped quote ends no quotation"),
        pytest.param("RUN echo \\<<EOF", [], id="an escaped marker is none"),
        pytest.param("RUN cat a<<EOF", [], id="a marker inside a word is none"),
        pytest.param("RUN cat <<-", [], id="a dash alone names nothing"),
        pytest.param("RUN cat <<''", [], id="empty quotes name nothing"),
        pytest.param("RUN cat <<EOF it's", [], id="a quote that nothing closes hides all markers, as in Docker"),
        pytest.param('RUN ["cat", "<<EOF"]', [], id="exec form has none"),
        pytest.param("CMD cat <<EOF", [], id="CMD takes none"),
        pytest.param("RUNNER <<EOF", [], id="a longer keyword takes none"),
    ],
)
def test_markers(line: str, found: list[tuple[str, bool]]) -> None:
    assert list(markers(line)) == found


@pytest.mark.parametrize(
    ("text", "character"),
    [
        pytest.param("FROM a", "\\", id="the backslash by default"),
        pytest.param("# escape=`\nFROM a", "`", id="what the directive names"),
        pytest.param("#ESCAPE = ` \nFROM a", "`", id="case and spaces do not count"),
        pytest.param("# syntax=x/y:1\n# escape=`\nFROM a", "`", id="other directives may stand before"),
        pytest.param("# escape=x\nFROM a", "\\", id="no other character can be named"),
        pytest.param("# escape=\nFROM a", "\\", id="nothing named is nothing changed"),
        pytest.param("# a comment\n# escape=`\nFROM a", "\\", id="after a comment there are no directives"),
        pytest.param("# name=value\n# escape=`\nFROM a", "\\", id="an unknown name is a comment"),
        pytest.param("\n# escape=`\nFROM a", "\\", id="after a blank line there are no directives"),
        pytest.param("FROM a\n# escape=`", "\\", id="after an instruction there are no directives"),
    ],
)
def test_escape_character(text: str, character: str) -> None:
    assert escape_character(text.split("\n")) == character


def test_the_prepared_text_holds_each_instruction_on_its_first_line_and_nothing_else() -> None:
    prepared = prepare("# c\nRUN a \\\n\n  b <<X\nbody\nX\nUSER c\\\\\n")
    assert prepared.text == "\nRUN a   b <<X \0\n\n\n\n\nUSER c\\\\ \0"
