"""`$X` and its forms replaced by what variables hold."""

import pytest

from audit.dockerfile.syntax.substitution import expand, substitute


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("$A", "x", id="a variable"),
        pytest.param("${A}", "x", id="a variable in braces"),
        pytest.param("a${A}b$A", "axbx", id="variables within words"),
        pytest.param("$AB", "?", id="a longer name is another name"),
        pytest.param("$B", "?", id="what nothing sets is undecided"),
        pytest.param("node:${B}-slim", "node:?-slim", id="what stands around the undecided stays"),
        pytest.param("$EMPTY", "", id="an empty value"),
        pytest.param("${B:-d}", "d", id="a default for what is not set"),
        pytest.param("${A:-d}", "x", id="a default for what is set"),
        pytest.param("${EMPTY:-d}", "d", id="a colon takes the empty for not set"),
        pytest.param("${EMPTY-d}", "", id="without a colon the empty is set"),
        pytest.param("${A:+y}", "y", id="another word for what is set"),
        pytest.param("${B:+y}", "", id="no other word for what is not set"),
        pytest.param("${EMPTY:+y}", "", id="nor for the empty"),
        pytest.param("${EMPTY+y}", "y", id="unless there is no colon"),
        pytest.param("${A:?no}", "x", id="an error for what is set is none"),
        pytest.param("${B:?no}", "?", id="an error for what is not set leaves it undecided"),
        pytest.param("${B:-$A}", "x", id="a default that holds a variable"),
        pytest.param("${B:-${C:-${A}}}", "x", id="defaults within defaults"),
        pytest.param("${B:-}", "", id="an empty default"),
        pytest.param('${B:-"}"}', "}", id="a quoted brace ends nothing"),
        pytest.param("${B:-a:1@b}", "a:1@b", id="colons and at signs in a default"),
        pytest.param("${A#x}", "?", id="a pattern is undecided"),
        pytest.param("${A/x/y}", "?", id="a replacement is undecided"),
        pytest.param("${A", "?", id="a brace that nothing closes"),
        pytest.param("a${", "a?", id="a brace at the end"),
        pytest.param("${}", "?", id="braces around nothing"),
        pytest.param("$", "$", id="a dollar alone"),
        pytest.param("a$-b", "a$-b", id="a dollar before no name"),
        pytest.param("'$A'", "$A", id="single quotes keep a variable as it is"),
        pytest.param('"$A"', "x", id="double quotes do not"),
        pytest.param("\"a '$A'\"", "a 'x'", id="single quotes within double quotes are characters"),
        pytest.param("\\$A", "$A", id="a backslash keeps a variable as it is"),
        pytest.param("a\\b", "ab", id="a backslash falls away before any character"),
        pytest.param('"a\\b\\"\\\\"', 'a\\b"\\', id="within double quotes only before a quote, a dollar and itself"),
        pytest.param("a\\", "a\\", id="a backslash at the end stays"),
        pytest.param('"ubuntu:bionic"', "ubuntu:bionic", id="quotes fall away"),
        pytest.param('a"b', "ab", id="a quote that nothing closes falls away too"),
        pytest.param("{A}}", "{A}}", id="braces without a dollar are characters"),
        pytest.param("", "", id="nothing"),
        pytest.param("a" * 4_001, "?", id="what is too long is undecided"),
        pytest.param("${B:-" * 21 + "}" * 21, "?", id="what nests too deep is undecided"),
        pytest.param("${B:-" * 20 + "a" + "}" * 20, "a", id="twenty deep is not too deep"),
    ],
)
def test_expand(text: str, result: str) -> None:
    assert expand(text, {"A": "x", "EMPTY": ""}) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("$A ${A}b", "x xb", id="what is known is replaced"),
        pytest.param("$B ${B}", "$B ${B}", id="what is not known stays"),
        pytest.param("${A:-b} $(c) $1", "${A:-b} $(c) $1", id="every other form stays"),
        pytest.param("\"$A\" 'b'", "\"x\" 'b'", id="quotes stay"),
        pytest.param("b" * 30_000, "b" * 30_000, id="a long text stays whole"),
        pytest.param("$L" * 6, "l" * 20_000 + "$L", id="beyond 20,000 characters of values variables stay"),
    ],
)
def test_substitute(text: str, result: str) -> None:
    assert substitute(text, {"A": "x", "L": "l" * 4_000}) == result
