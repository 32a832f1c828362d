"""`$X` and its forms replaced by what variables hold."""

from audit.dockerfile.syntax.substitution import expand, substitute
from tests.cases import cases

VALUES = {"A": "x", "EMPTY": "", "P": "a-b-c.d", "Q": "a", "S": "a*b", "SLASH": "a/b", "U": "x?"}


@cases(
    "text, result",
    {
        "a variable": ("$A", "x"),
        "a variable in braces": ("${A}", "x"),
        "variables within words": ("a${A}b$A", "axbx"),
        "a longer name is another name": ("$AB", "?"),
        "what nothing sets is undecided": ("$B", "?"),
        "what stands around the undecided stays": ("node:${B}-slim", "node:?-slim"),
        "an empty value": ("$EMPTY", ""),
        "a default for what is not set": ("${B:-d}", "d"),
        "a default for what is set": ("${A:-d}", "x"),
        "a colon takes the empty for not set": ("${EMPTY:-d}", "d"),
        "without a colon the empty is set": ("${EMPTY-d}", ""),
        "another word for what is set": ("${A:+y}", "y"),
        "no other word for what is not set": ("${B:+y}", ""),
        "nor for the empty": ("${EMPTY:+y}", ""),
        "unless there is no colon": ("${EMPTY+y}", "y"),
        "an error for what is set is none": ("${A:?no}", "x"),
        "an error for what is not set leaves it undecided": ("${B:?no}", "?"),
        "a default that holds a variable": ("${B:-$A}", "x"),
        "defaults within defaults": ("${B:-${C:-${A}}}", "x"),
        "an empty default": ("${B:-}", ""),
        "a quoted brace ends nothing": ('${B:-"}"}', "}"),
        "colons and at signs in a default": ("${B:-a:1@b}", "a:1@b"),
        "a pattern for what is not set is undecided": ("${B#x}", "?"),
        "a pattern for what is partly undecided too": ("${U#x}", "?"),
        "the shortest beginning": ("${P#*-}", "b-c.d"),
        "the longest beginning": ("${P##*-}", "c.d"),
        "the shortest end": ("${P%-*}", "a-b"),
        "the longest end": ("${P%%-*}", "a"),
        "one character": ("${P#?}", "-b-c.d"),
        "a pattern that does not fit": ("${P#b}", "a-b-c.d"),
        "a dot is a dot": ("${P%.?}", "a-b-c"),
        "a pattern in quotes": ('${P#"a-"}', "b-c.d"),
        "a pattern that holds a variable": ("${P#${Q}-}", "b-c.d"),
        "an escaped star is a star": ("${S#a\\*}", "b"),
        "an escape that the builder refuses": ("${P#\\a}", "?"),
        "the first replacement": ("${P/-/_}", "a_b-c.d"),
        "every replacement": ("${P//-/_}", "a_b_c.d"),
        "a replacement by nothing": ("${P//-/}", "abc.d"),
        "a replacement of an escaped slash": ("${SLASH//\\//-}", "a-b"),
        "a replacement of the longest that fits": ("${P/a*c/x}", "x.d"),
        "a replacement without its second slash": ("${P/a}", "?"),
        "a pattern with a colon is none": ("${P:#a}", "?"),
        "a brace that nothing closes": ("${A", "?"),
        "a brace at the end": ("a${", "a?"),
        "braces around nothing": ("${}", "?"),
        "a dollar alone": ("$", "$"),
        "a dollar before no name": ("a$.b", "a$.b"),
        "a variable of the shell itself": ("a$-b$@", "a?b?"),
        "single quotes keep a variable as it is": ("'$A'", "$A"),
        "double quotes do not": ('"$A"', "x"),
        "single quotes within double quotes are characters": ("\"a '$A'\"", "a 'x'"),
        "a backslash keeps a variable as it is": ("\\$A", "$A"),
        "a backslash falls away before any character": ("a\\b", "ab"),
        "within double quotes only before a quote, a dollar and itself": ('"a\\b\\"\\\\"', 'a\\b"\\'),
        "a backslash at the end falls away": ("a\\", "a"),
        "quotes fall away": ('"ubuntu:bionic"', "ubuntu:bionic"),
        "a quote that nothing closes falls away too": ('a"b', "ab"),
        "braces without a dollar are characters": ("{A}}", "{A}}"),
        "nothing": ("", ""),
        "what is too long is undecided": ("a" * 4_001, "?"),
        "what nests too deep is undecided": ("${B:-" * 21 + "}" * 21, "?"),
        "twenty deep is not too deep": ("${B:-" * 20 + "a" + "}" * 20, "a"),
    },
)
def test_expand(text: str, result: str) -> None:
    assert expand(text, VALUES) == result


@cases(
    "text, result",
    {
        "what is known is replaced": ("$A ${A}b", "x xb"),
        "what is not known stays": ("$B ${B}", "$B ${B}"),
        "every other form stays": ("${A:-b} $(c) $1", "${A:-b} $(c) $1"),
        "quotes stay": ("\"$A\" 'b'", "\"x\" 'b'"),
        "a long text stays whole": ("b" * 30_000, "b" * 30_000),
        "beyond 20,000 characters of values variables stay": ("$L" * 6, "l" * 20_000 + "$L"),
    },
)
def test_substitute(text: str, result: str) -> None:
    assert substitute(text, {"A": "x", "L": "l" * 4_000}) == result
