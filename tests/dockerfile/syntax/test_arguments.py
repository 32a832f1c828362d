"""Variables: what ARG and ENV say, and what is in effect where."""

import pytest

from audit.dockerfile.parse import parse
from audit.dockerfile.syntax.arguments import environment, global_values, pairs
from audit.dockerfile.syntax.instructions import read
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
