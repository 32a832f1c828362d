"""Shell scripts as lists of simple commands."""

from audit.dockerfile.shell.script_syntax import Script, read
from audit.dockerfile.shell.simple_command import Command
from tests.cases import cases


def words(text: str) -> list[str]:
    return ["|".join(command.words) for command in read(text).commands]


@cases(
    "text, found",
    {
        "one command": ("a b", ["a|b"]),
        "lists in order": ("a && b || c; d & e", ["a", "b", "c", "d", "e"]),
        "a pipeline in order": ("a | b |& c", ["a", "b", "c"]),
        "groups and negations": ("(cd a && b); { c; }; ! d", ["cd|a", "b", "c", "d"]),
        "a condition and its branches": ("if a; then b; else c; fi", ["a", "b", "c"]),
        "the body of a loop": ("for i in a b; do c $i; done", ["c|$i"]),
        "the branches of a case": ("case $A in b) c;; *) d;; esac", ["c", "d"]),
        "the body of a function": ("f() { a; }; f", ["a", "f"]),
        "a test is no command": ("[ -f a ] && b", ["b"]),
        "redirections are no words": ("a > b 2>&1 < c", ["a"]),
        "a comment is no word": ("a # b", ["a"]),
        "a continued line": ("a \\\n  b", ["a|b"]),
        "the body of a heredoc is no command": ("a <<E\nb c\nE\nd", ["a", "d"]),
        "nothing": ("", []),
        "an odd character hides nothing else": ("a; ) b", ["a", "b"]),
    },
)
def test_commands(text: str, found: list[str]) -> None:
    assert words(text) == found


@cases(
    "text, word",
    {
        "double quotes fall away": ('"b c"', "b c"),
        "single quotes fall away": ("'b c'", "b c"),
        "parts are joined": ("b\"c\"'d'$e", "bcd$e"),
        "an escaped space": ("b\\ c", "b c"),
        "an escaped backslash is one": ("b\\\\c", "b\\c"),
        "escapes within double quotes": ('"b\\"c\\$d\\\\e"', 'b"c$d\\e'),
        "other backslashes within double quotes stay": ('"b\\nc"', "b\\nc"),
        "backslashes within single quotes stay": ("'b\\c'", "b\\c"),
        "a variable stays": ("$B", "$B"),
        "a default stays": ('"${B:-c}"', "${B:-c}"),
        "a substitution stays": ('"-X a=$(b c) -w"', "-X a=$(b c) -w"),
        "a bracket is a character and > is a redirection": ("b[c]>=2", "b[c]"),
        "braces stay": ("{b,c}", "{b,c}"),
        "letters of other scripts stay": ("é\"ü $é\"'\U0001f680'", "éü $é\U0001f680"),
    },
)
def test_word(text: str, word: str) -> None:
    assert words(f"a {text}") == [f"a|{word}"]


@cases(
    "text, command",
    {
        "an assignment before it": ("A=b c", Command(("c",), (("A", "b"),), 1, conditional=False)),
        "an empty assignment": ("A= c", Command(("c",), (("A", ""),), 1, conditional=False)),
        "an assignment alone": ("A=b", Command((), (("A", "b"),), 1, conditional=False)),
        "two alone": ("A=b C=d", Command((), (("A", "b"), ("C", "d")), 1, conditional=False)),
        "an export with and without values": (
            'export A=b C D="e f"',
            Command((), (("A", "b"), ("C", ""), ("D", "e f")), 1, conditional=False, exports=True),
        ),
        "an export alone": ("export A", Command((), (("A", ""),), 1, conditional=False, exports=True)),
        "readonly exports nothing": ("readonly A=b", Command((), (("A", "b"),), 1, conditional=False)),
        "through env": ("env A=b -i c d", Command(("c", "d"), (("A", "b"),), 1, conditional=False)),
        "through env that unsets": ("env -u A c d", Command(("c", "d"), (), 1, conditional=False)),
        "env that runs nothing": ("env A=b", Command(("env", "A=b"), (), 1, conditional=False)),
        "through nice and its number": ("nice -n 10 c", Command(("c",), (), 1, conditional=False)),
        "through sudo and its user": ("sudo -E -u me c", Command(("c",), (), 1, conditional=False)),
        "through two of them": ("time -p nohup c", Command(("c",), (), 1, conditional=False)),
        "through exec": ("exec /bin/c d", Command(("/bin/c", "d"), (), 1, conditional=False)),
        "through command": ("command c d", Command(("c", "d"), (), 1, conditional=False)),
        "asking for go runs no go": ("command -v go", Command(("command", "-v", "go"), (), 1, conditional=False)),
        "sudo of nothing": ("sudo", Command(("sudo",), (), 1, conditional=False)),
    },
)
def test_command(text: str, command: Command) -> None:
    assert read(text) == Script((command,), readable=True)


@cases(
    "text, found",
    {
        "within if": ("if a; then b; fi; c", [("a", True), ("b", True), ("c", False)]),
        "elif": ('if [ "$T" = x ]; then b; elif c; then d; fi', [("b", True), ("c", True), ("d", True)]),
        "within while": ("while a; do b; done", [("a", True), ("b", True)]),
        "within until": ("until a; do b; done", [("a", True), ("b", True)]),
        "within for": ("for i in x; do b; done", [("b", True)]),
        "within a counted for": ("for ((i=0; i<3; i++)); do b; done", [("", True), ("b", True)]),
        "within case": ("case x in y) b;; esac", [("b", True)]),
        "groups are none": ("{ b; }; (c)", [("b", False), ("c", False)]),
    },
)
def test_conditional(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(command.program, command.conditional) for command in read(text).commands] == found


@cases(
    "text, found",
    {
        "each after the first": ("a | b | c", [("a", False), ("b", True), ("c", True)]),
        "a group": ("a | (b; c)", [("a", False), ("b", True), ("c", True)]),
        "not the next command": ("a | b && c", [("a", False), ("b", True), ("c", False)]),
        "after a heredoc's marker": ("a <<E | b\nx\nE\nc", [("a", False), ("b", True), ("c", False)]),
    },
)
def test_piped(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(command.program, command.piped_from) for command in read(text).commands] == found


def test_lines_are_counted_within_the_script() -> None:
    assert [command.line for command in read("a\n\nb \\\n  c && d\n").commands] == [1, 3, 4]


def test_a_program_is_the_last_part_of_its_path() -> None:
    assert [command.program for command in read("/usr/local/go/bin/go build; A=b").commands] == ["go", ""]


@cases(
    "text, readable",
    {
        "a script": ("a", True),
        "a bracket that nothing opens": ("a; ) b", False),
        "a quote that nothing closes": ('a "b', False),
        "more than 100,000 characters": ("a" * 100_001, False),
        "more than a thousand pipes": ("a |" * 1_001 + "b", False),
    },
)
def test_readable(text: str, *, readable: bool) -> None:
    assert read(text).readable is readable


def test_no_character_ends_the_process() -> None:
    # tree-sitter-bash 0.25.1 looks such characters up beyond the end of a table of C's library
    for character in ("\U0010ffff", "\U000be11b", "\U000eadbd", "\ufffd", "\ud800"):
        assert words(f"echo {{{character},; a{character}") == [f"echo|{{{character},", f"a{character}"]
