"""Shell scripts as lists of simple commands."""

import pytest

from audit.dockerfile.shell.script_syntax import Script, read
from audit.dockerfile.shell.simple_command import Command


def words(text: str) -> list[str]:
    return ["|".join(command.words) for command in read(text).commands]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("a b", ["a|b"], id="one command"),
        pytest.param("a && b || c; d & e", ["a", "b", "c", "d", "e"], id="lists in order"),
        pytest.param("a | b |& c", ["a", "b", "c"], id="a pipeline in order"),
        pytest.param("(cd a && b); { c; }; ! d", ["cd|a", "b", "c", "d"], id="groups and negations"),
        pytest.param("if a; then b; else c; fi", ["a", "b", "c"], id="a condition and its branches"),
        pytest.param("for i in a b; do c $i; done", ["c|$i"], id="the body of a loop"),
        pytest.param("case $A in b) c;; *) d;; esac", ["c", "d"], id="the branches of a case"),
        pytest.param("f() { a; }; f", ["a", "f"], id="the body of a function"),
        pytest.param("[ -f a ] && b", ["b"], id="a test is no command"),
        pytest.param("a > b 2>&1 < c", ["a"], id="redirections are no words"),
        pytest.param("a # b", ["a"], id="a comment is no word"),
        pytest.param("a \\\n  b", ["a|b"], id="a continued line"),
        pytest.param("a <<E\nb c\nE\nd", ["a", "d"], id="the body of a heredoc is no command"),
        pytest.param("", [], id="nothing"),
        pytest.param("a; ) b", ["a", "b"], id="an odd character hides nothing else"),
    ],
)
def test_commands(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param('"b c"', "b c", id="double quotes fall away"),
        pytest.param("'b c'", "b c", id="single quotes fall away"),
        pytest.param("b\"c\"'d'$e", "bcd$e", id="parts are joined"),
        pytest.param("b\\ c", "b c", id="an escaped space"),
        pytest.param("b\\\\c", "b\\c", id="an escaped backslash is one"),
        pytest.param('"b\\"c\\$d\\\\e"', 'b"c$d\\e', id="escapes within double quotes"),
        pytest.param('"b\\nc"', "b\\nc", id="other backslashes within double quotes stay"),
        pytest.param("'b\\c'", "b\\c", id="backslashes within single quotes stay"),
        pytest.param("$B", "$B", id="a variable stays"),
        pytest.param('"${B:-c}"', "${B:-c}", id="a default stays"),
        pytest.param('"-X a=$(b c) -w"', "-X a=$(b c) -w", id="a substitution stays"),
        pytest.param("b[c]>=2", "b[c]", id="a bracket is a character and > is a redirection"),
        pytest.param("{b,c}", "{b,c}", id="braces stay"),
        pytest.param("é\"ü $é\"'\U0001f680'", "éü $é\U0001f680", id="letters of other scripts stay"),
    ],
)
def test_word(text: str, word: str) -> None:
    assert words(f"a {text}") == [f"a|{word}"]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        pytest.param("A=b c", Command(("c",), (("A", "b"),), 1, conditional=False), id="an assignment before it"),
        pytest.param("A= c", Command(("c",), (("A", ""),), 1, conditional=False), id="an empty assignment"),
        pytest.param("A=b", Command((), (("A", "b"),), 1, conditional=False), id="an assignment alone"),
        pytest.param("A=b C=d", Command((), (("A", "b"), ("C", "d")), 1, conditional=False), id="two alone"),
        pytest.param(
            'export A=b C D="e f"',
            Command((), (("A", "b"), ("C", ""), ("D", "e f")), 1, conditional=False, exports=True),
            id="an export with and without values",
        ),
        pytest.param("export A", Command((), (("A", ""),), 1, conditional=False, exports=True), id="an export alone"),
        pytest.param("readonly A=b", Command((), (("A", "b"),), 1, conditional=False), id="readonly exports nothing"),
        pytest.param("env A=b -i c d", Command(("c", "d"), (("A", "b"),), 1, conditional=False), id="through env"),
        pytest.param("env -u A c d", Command(("c", "d"), (), 1, conditional=False), id="through env that unsets"),
        pytest.param("env A=b", Command(("env", "A=b"), (), 1, conditional=False), id="env that runs nothing"),
        pytest.param("nice -n 10 c", Command(("c",), (), 1, conditional=False), id="through nice and its number"),
        pytest.param("sudo -E -u me c", Command(("c",), (), 1, conditional=False), id="through sudo and its user"),
        pytest.param("time -p nohup c", Command(("c",), (), 1, conditional=False), id="through two of them"),
        pytest.param("exec /bin/c d", Command(("/bin/c", "d"), (), 1, conditional=False), id="through exec"),
        pytest.param("command c d", Command(("c", "d"), (), 1, conditional=False), id="through command"),
        pytest.param(
            "command -v go", Command(("command", "-v", "go"), (), 1, conditional=False), id="asking for go runs no go"
        ),
        pytest.param("sudo", Command(("sudo",), (), 1, conditional=False), id="sudo of nothing"),
    ],
)
def test_command(text: str, command: Command) -> None:
    assert read(text) == Script((command,), readable=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("if a; then b; fi; c", [("a", True), ("b", True), ("c", False)], id="within if"),
        pytest.param('if [ "$T" = x ]; then b; elif c; then d; fi', [("b", True), ("c", True), ("d", True)], id="elif"),
        pytest.param("while a; do b; done", [("a", True), ("b", True)], id="within while"),
        pytest.param("until a; do b; done", [("a", True), ("b", True)], id="within until"),
        pytest.param("for i in x; do b; done", [("b", True)], id="within for"),
        pytest.param("for ((i=0; i<3; i++)); do b; done", [("", True), ("b", True)], id="within a counted for"),
        pytest.param("case x in y) b;; esac", [("b", True)], id="within case"),
        pytest.param("{ b; }; (c)", [("b", False), ("c", False)], id="groups are none"),
    ],
)
def test_conditional(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(command.program, command.conditional) for command in read(text).commands] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("a | b | c", [("a", False), ("b", True), ("c", True)], id="each after the first"),
        pytest.param("a | (b; c)", [("a", False), ("b", True), ("c", True)], id="a group"),
        pytest.param("a | b && c", [("a", False), ("b", True), ("c", False)], id="not the next command"),
        pytest.param("a <<E | b\nx\nE\nc", [("a", False), ("b", True), ("c", False)], id="after a heredoc's marker"),
    ],
)
def test_piped(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(command.program, command.piped_from) for command in read(text).commands] == found


def test_lines_are_counted_within_the_script() -> None:
    assert [command.line for command in read("a\n\nb \\\n  c && d\n").commands] == [1, 3, 4]


def test_a_program_is_the_last_part_of_its_path() -> None:
    assert [command.program for command in read("/usr/local/go/bin/go build; A=b").commands] == ["go", ""]


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        pytest.param("a", True, id="a script"),
        pytest.param("a; ) b", False, id="a bracket that nothing opens"),
        pytest.param('a "b', False, id="a quote that nothing closes"),
        pytest.param("a" * 100_001, False, id="more than 100,000 characters"),
        pytest.param("a |" * 1_001 + "b", False, id="more than a thousand pipes"),
    ],
)
def test_readable(text: str, *, readable: bool) -> None:
    assert read(text).readable is readable


def test_no_character_ends_the_process() -> None:
    # tree-sitter-bash 0.25.1 looks such characters up beyond the end of a table of C's library
    for character in ("\U0010ffff", "\U000be11b", "\U000eadbd", "\ufffd", "\ud800"):
        assert words(f"echo {{{character},; a{character}") == [f"echo|{{{character},", f"a{character}"]
