"""Variables: what ARG and ENV say, and what is in effect where."""

import pytest

from audit.dockerfile.arguments import environment, expand, global_values, pairs, substitute
from audit.dockerfile.instructions import read
from audit.dockerfile.parse import parse
from audit.model.dockerfile import Dockerfile
from audit.model.repository import Source


def in_effect(text: str, stage: int, before: int) -> dict[str, str]:
    dockerfile = parse(Source("Dockerfile", text.encode()))
    assert isinstance(dockerfile, Dockerfile)
    return environment(dockerfile, dockerfile.stages[stage], before)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("ARG A", [("A", None)], id="an argument without a default"),
        pytest.param("ARG A=", [("A", "")], id="an empty default"),
        pytest.param("ARG A=b C D=e", [("A", "b"), ("C", None), ("D", "e")], id="several arguments"),
        pytest.param('ARG A="b c" D=e', [("A", '"b c"'), ("D", "e")], id="a quoted value keeps its space"),
        pytest.param("ARG A='b \"c'", [("A", "'b \"c'")], id="a quote within the other quotes"),
        pytest.param("ARG A=b\\ c", [("A", "b\\ c")], id="an escaped space"),
        pytest.param("ARG A=b=c", [("A", "b=c")], id="the first equals sign counts"),
        pytest.param("ARG A=x/y@sha256:00", [("A", "x/y@sha256:00")], id="a digest is a value"),
        pytest.param("ENV A=b \\\n  C=d", [("A", "b"), ("C", "d")], id="pairs on several lines"),
        pytest.param("ENV A=b\tC=d", [("A", "b"), ("C", "d")], id="a tab between pairs"),
        pytest.param("ENV A b  c", [("A", "b  c")], id="the old form takes the rest of the line"),
        pytest.param("ENV A\tb", [("A", "b")], id="the old form with a tab"),
        pytest.param("ENV A b=c d=e", [("A", "b=c d=e")], id="the old form with an equals sign in its value"),
        pytest.param("ENV A", [("A", "")], id="the old form without a value"),
        pytest.param("ENV", [], id="nothing at all"),
        pytest.param('LABEL "a.b"="c d"', [("a.b", '"c d"')], id="a quoted name"),
        pytest.param('ENV A="b c', [("A", '"b c')], id="a quote that nothing closes holds the rest"),
    ],
)
def test_pairs(text: str, found: list[tuple[str, str | None]]) -> None:
    (instruction,) = read(text)
    assert list(pairs(instruction)) == found


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


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("ARG A=b", {"A": "b"}, id="a default"),
        pytest.param("ARG A", {}, id="no default is no value"),
        pytest.param("ARG A=b\nARG C=$A-c", {"A": "b", "C": "b-c"}, id="an argument that holds another"),
        pytest.param("ARG A=b C=$A", {"A": "b", "C": "b"}, id="also of the same line, before the first FROM"),
        pytest.param("ARG A=$B", {"A": "?"}, id="an argument that holds an unknown one"),
        pytest.param("ARG A=b\nARG A=c", {"A": "c"}, id="the last default counts"),
        pytest.param("ARG A=b\nARG A", {"A": "b"}, id="a second declaration without a default changes nothing"),
        pytest.param('ARG A="b c"', {"A": "b c"}, id="quotes fall away"),
    ],
)
def test_global_values(text: str, values: dict[str, str]) -> None:
    assert global_values(read(text)) == values


@pytest.mark.parametrize(
    ("text", "stage", "before", "values"),
    [
        pytest.param("FROM a\nENV A=b\nRUN c", 0, 3, {"A": "b"}, id="ENV"),
        pytest.param("FROM a\nENV A b c\nRUN c", 0, 3, {"A": "b c"}, id="the old form of ENV"),
        pytest.param("FROM a\nRUN c\nENV A=b", 0, 2, {}, id="what comes later is not in effect"),
        pytest.param("ARG A=b\nFROM a\nRUN c", 0, 3, {}, id="a global argument is not in effect in a stage"),
        pytest.param("ARG A=b\nFROM a\nARG A\nRUN c", 0, 4, {"A": "b"}, id="unless the stage declares it again"),
        pytest.param("ARG A=b\nFROM a\nARG A=d\nRUN c", 0, 4, {"A": "d"}, id="with a default of its own"),
        pytest.param("FROM a\nARG A\nRUN c", 0, 3, {}, id="an argument that nobody sets"),
        pytest.param("FROM a\nARG A=b\nENV A=c\nRUN d", 0, 4, {"A": "c"}, id="ENV after ARG wins"),
        pytest.param("FROM a\nENV A=c\nARG A=b\nRUN d", 0, 4, {"A": "c"}, id="ENV before ARG wins"),
        pytest.param(
            "FROM a\nENV A=c\nARG A=b\nENV D=$A",
            0,
            5,
            {"A": "c", "D": "c"},
            id="ENV before ARG wins where it is used too",
        ),
        pytest.param("FROM a\nARG A=b\nENV A=${A}c\nRUN d", 0, 4, {"A": "bc"}, id="ENV that takes its own ARG"),
        pytest.param(
            "FROM a\nENV A=old\nENV A=new B=$A\nRUN c",
            0,
            4,
            {"A": "new", "B": "old"},
            id="pairs of one ENV see what was before it",
        ),
        pytest.param("FROM a AS x\nENV A=b\nFROM x\nRUN c", 1, 4, {"A": "b"}, id="ENV of a parent stage applies"),
        pytest.param("FROM a AS x\nARG A=b\nFROM x\nRUN c", 1, 4, {}, id="ARG of a parent stage does not"),
        pytest.param("FROM a AS x\nENV A=b\nFROM c\nRUN d", 1, 4, {}, id="ENV of another stage does not"),
        pytest.param(
            "FROM a AS x\nARG A=b\nENV C=$A\nFROM x AS y\nENV D=$C\nFROM y\nENV E=$D\nRUN f",
            2,
            8,
            {"C": "b", "D": "b", "E": "b"},
            id="ENV passes through several stages",
        ),
        pytest.param("FROM a\nONBUILD ENV A=b\nRUN c", 0, 3, {}, id="ONBUILD sets nothing here"),
    ],
)
def test_environment(text: str, stage: int, before: int, values: dict[str, str]) -> None:
    assert in_effect(text, stage, before) == values
