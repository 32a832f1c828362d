"""Variables: what ARG and ENV say, and what is in effect where."""

from audit.dockerfile.syntax.arguments import environment, global_values, pairs
from audit.dockerfile.syntax.instructions import read
from tests.cases import cases
from tests.dockerfile import reading


@cases(
    "text, found",
    {
        "an argument without a default": ("ARG A", [("A", None)]),
        "an empty default": ("ARG A=", [("A", "")]),
        "several arguments": ("ARG A=b C D=e", [("A", "b"), ("C", None), ("D", "e")]),
        "a quoted value keeps its space": ('ARG A="b c" D=e', [("A", '"b c"'), ("D", "e")]),
        "a quote within the other quotes": ("ARG A='b \"c'", [("A", "'b \"c'")]),
        "an escaped space": ("ARG A=b\\ c", [("A", "b\\ c")]),
        "the first equals sign counts": ("ARG A=b=c", [("A", "b=c")]),
        "a digest is a value": ("ARG A=x/y@sha256:00", [("A", "x/y@sha256:00")]),
        "pairs on several lines": ("ENV A=b \\\n  C=d", [("A", "b"), ("C", "d")]),
        "a tab between pairs": ("ENV A=b\tC=d", [("A", "b"), ("C", "d")]),
        "the old form takes the rest of the line": ("ENV A b  c", [("A", "b  c")]),
        "the old form with a tab": ("ENV A\tb", [("A", "b")]),
        "the old form with an equals sign in its value": ("ENV A b=c d=e", [("A", "b=c d=e")]),
        "the old form without a value": ("ENV A", [("A", "")]),
        "nothing at all": ("ENV", []),
        "a quoted name": ('LABEL "a.b"="c d"', [("a.b", '"c d"')]),
        "a quote that nothing closes holds the rest": ('ENV A="b c', [("A", '"b c')]),
    },
)
def test_pairs(text: str, found: list[tuple[str, str | None]]) -> None:
    (instruction,) = read(text)
    assert list(pairs(instruction)) == found


@cases(
    "text, values",
    {
        "a default": ("ARG A=b", {"A": "b"}),
        "no default is no value": ("ARG A", {}),
        "an argument that holds another": ("ARG A=b\nARG C=$A-c", {"A": "b", "C": "b-c"}),
        "also of the same line, before the first FROM": ("ARG A=b C=$A", {"A": "b", "C": "b"}),
        "an argument that holds an unknown one": ("ARG A=$B", {"A": "?"}),
        "the last default counts": ("ARG A=b\nARG A=c", {"A": "c"}),
        "a second declaration without a default changes nothing": ("ARG A=b\nARG A", {"A": "b"}),
        "quotes fall away": ('ARG A="b c"', {"A": "b c"}),
    },
)
def test_global_values(text: str, values: dict[str, str]) -> None:
    assert global_values(read(text)) == values


@cases(
    "text, stage, before, values",
    {
        "ENV": ("FROM a\nENV A=b\nRUN c", 0, 3, {"A": "b"}),
        "the old form of ENV": ("FROM a\nENV A b c\nRUN c", 0, 3, {"A": "b c"}),
        "what comes later is not in effect": ("FROM a\nRUN c\nENV A=b", 0, 2, {}),
        "a global argument is not in effect in a stage": ("ARG A=b\nFROM a\nRUN c", 0, 3, {}),
        "unless the stage declares it again": ("ARG A=b\nFROM a\nARG A\nRUN c", 0, 4, {"A": "b"}),
        "with a default of its own": ("ARG A=b\nFROM a\nARG A=d\nRUN c", 0, 4, {"A": "d"}),
        "an argument that nobody sets": ("FROM a\nARG A\nRUN c", 0, 3, {}),
        "ENV after ARG wins": ("FROM a\nARG A=b\nENV A=c\nRUN d", 0, 4, {"A": "c"}),
        "ENV before ARG wins": ("FROM a\nENV A=c\nARG A=b\nRUN d", 0, 4, {"A": "c"}),
        "ENV before ARG wins where it is used too": ("FROM a\nENV A=c\nARG A=b\nENV D=$A", 0, 5, {"A": "c", "D": "c"}),
        "ENV that takes its own ARG": ("FROM a\nARG A=b\nENV A=${A}c\nRUN d", 0, 4, {"A": "bc"}),
        "pairs of one ENV see what was before it": (
            "FROM a\nENV A=old\nENV A=new B=$A\nRUN c",
            0,
            4,
            {"A": "new", "B": "old"},
        ),
        "ENV of a parent stage applies": ("FROM a AS x\nENV A=b\nFROM x\nRUN c", 1, 4, {"A": "b"}),
        "ARG of a parent stage applies": ("FROM a AS x\nARG A=b\nFROM x\nRUN c", 1, 4, {"A": "b"}),
        "ENV of another stage does not": ("FROM a AS x\nENV A=b\nFROM c\nRUN d", 1, 4, {}),
        "ENV passes through several stages": (
            "FROM a AS x\nARG A=b\nENV C=$A\nFROM x AS y\nENV D=$C\nFROM y\nENV E=$D\nRUN f",
            2,
            8,
            {"A": "b", "C": "b", "D": "b", "E": "b"},
        ),
        "ONBUILD sets nothing here": ("FROM a\nONBUILD ENV A=b\nRUN c", 0, 3, {}),
    },
)
def test_environment(text: str, stage: int, before: int, values: dict[str, str]) -> None:
    dockerfile = reading.read(text)
    assert environment(dockerfile, dockerfile.stages[stage], before) == values
