"""Makefiles as they are written: assignments, rules, conditions; nothing is expanded yet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.dockerfile.makefile.conditions import Condition
from audit.dockerfile.makefile.makefile_syntax import LONGEST, joined, read
from audit.dockerfile.makefile.statements import Assignment, Makefile, MakeRule, Step

GIVEN = Condition("A", defined=True)
NOT_GIVEN = Condition("A", defined=True, holds=False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("X = a\n", [Assignment("X", "=", "a")], id="deferred"),
        pytest.param("X := a\n", [Assignment("X", ":=", "a")], id="immediate"),
        pytest.param("X ::= a\n", [Assignment("X", "::=", "a")], id="immediate as POSIX writes it"),
        pytest.param("X ?= a\n", [Assignment("X", "?=", "a")], id="unless it is set"),
        pytest.param("X += a\n", [Assignment("X", "+=", "a")], id="more of it"),
        pytest.param("X?=a\nY+=b\n", [Assignment("X", "?=", "a"), Assignment("Y", "+=", "b")], id="without spaces"),
        pytest.param("X =\n", [Assignment("X", "=", "")], id="an empty value"),
        pytest.param("X = a \\\n  b\n", [Assignment("X", "=", "a b")], id="a continued line"),
        pytest.param("X = a # b\n", [Assignment("X", "=", "a")], id="a comment is no value"),
        pytest.param("X = a\\#b\n", [Assignment("X", "=", "a#b")], id="an escaped hash is one"),
        pytest.param("X = $(Y) $$Z\n", [Assignment("X", "=", "$(Y) $$Z")], id="references stay"),
        pytest.param("define X\na\nb # c\nendef\n", [Assignment("X", "=", "a\nb # c")], id="define"),
        pytest.param("override X = a\n", [Assignment("X", "=", "a", overrides=True)], id="override"),
        pytest.param("export X = a\n", [Assignment("X", "=", "a", exported=True)], id="export"),
        pytest.param("t: X = a\n", [Assignment("X", "=", "a", target="t")], id="for one target"),
        pytest.param(
            "t: export X := a\n", [Assignment("X", ":=", "a", "t", exported=True)], id="exported for one target"
        ),
        pytest.param("t: private X = a\n", [Assignment("X", "=", "a", target="t")], id="private to one target"),
        pytest.param(
            "ifdef A\nX = a\nendif\n", [Assignment("X", "=", "a", conditions=(GIVEN,))], id="under a condition"
        ),
        pytest.param(
            "ifdef A\nX = a\nelse\nX = b\nendif\n",
            [
                Assignment("X", "=", "a", conditions=(GIVEN,)),
                Assignment("X", "=", "b", conditions=(NOT_GIVEN,)),
            ],
            id="an else branch",
        ),
        pytest.param(
            "ifdef A\nelse ifneq ($(B),c)\nX = a\nelse\nX = b\nendif\n",
            [
                Assignment("X", "=", "a", conditions=(NOT_GIVEN, Condition("$(B)", "c", holds=False))),
                Assignment("X", "=", "b", conditions=(NOT_GIVEN, Condition("$(B)", "c"))),
            ],
            id="an else with a condition of its own",
        ),
        pytest.param(
            "ifndef A\nifeq '$(B)' \"c\"\nX = a\nendif\nendif\n",
            [Assignment("X", "=", "a", conditions=(NOT_GIVEN, Condition("$(B)", "c")))],
            id="a condition within another, quoted",
        ),
        pytest.param(
            "ifeq (,$(A))\nX = a\nendif\n",
            [Assignment("X", "=", "a", conditions=(Condition("", "$(A)"),))],
            id="compared with nothing",
        ),
        pytest.param(
            "t:\n\ta\nifdef A\nX = a\nendif\n",
            [Assignment("X", "=", "a", conditions=(GIVEN,))],
            id="a condition below a recipe is none of its",
        ),
    ],
)
def test_assignments(text: str, found: list[Assignment]) -> None:
    assert list(read("Makefile", text).assignments) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("t:\n\ta\n\tb\n", [MakeRule(("t",), (), (Step(2, "a"), Step(3, "b")))], id="a recipe"),
        pytest.param("t u: a b\n", [MakeRule(("t", "u"), ("a", "b"), ())], id="targets and prerequisites"),
        pytest.param("t: a \\\n  b\n", [MakeRule(("t",), ("a", "b"), ())], id="a continued line"),
        pytest.param("t: a | b\n", [MakeRule(("t",), ("a",), (), order_only=("b",))], id="prerequisites after a bar"),
        pytest.param("t: ; a\n", [MakeRule(("t",), (), (Step(1, "a"),))], id="a recipe on the same line"),
        pytest.param("t:\n\t@-a\n", [MakeRule(("t",), (), (Step(2, "a"),))], id="marks before a line are none of it"),
        pytest.param(
            "t:\n\ta \\\n\t b\n", [MakeRule(("t",), (), (Step(2, "a \\\n\t b"),))], id="a continued recipe line"
        ),
        pytest.param("%.o: %.c\n\ta $<\n", [MakeRule(("%.o",), ("%.c",), (Step(2, "a $<"),))], id="a pattern"),
        pytest.param(
            "t:\nifdef A\n\ta\nelse\n\tb\nendif\n\tc\n",
            [MakeRule(("t",), (), (Step(3, "a", (GIVEN,)), Step(5, "b", (NOT_GIVEN,)), Step(7, "c")))],
            id="a condition within a recipe",
        ),
        pytest.param(
            "ifdef A\nt:\n\ta\nendif\n",
            [MakeRule(("t",), (), (Step(3, "a"),), conditions=(GIVEN,))],
            id="a rule under a condition",
        ),
        pytest.param(
            "t:\n\ta\n\nifdef A\nu:\n\tb\nendif\n",
            [
                MakeRule(("t",), (), (Step(2, "a"),)),
                MakeRule(("u",), (), (Step(6, "b"),), conditions=(GIVEN,)),
            ],
            id="a rule under a condition below another rule",
        ),
    ],
)
def test_rules(text: str, found: list[MakeRule]) -> None:
    assert list(read("Makefile", text).rules) == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("X = a\n", set(), id="none"),
        pytest.param("export X Y\n", {"X", "Y"}, id="names"),
        pytest.param("export X = a\n", {"X"}, id="with a value"),
        pytest.param("export\n", {"*"}, id="all"),
        pytest.param(".EXPORT_ALL_VARIABLES:\n", {"*"}, id="all by a special target"),
        pytest.param("ifdef A\nexport X\nendif\n", {"X"}, id="under a condition"),
    ],
)
def test_exports(text: str, names: set[str]) -> None:
    assert read("Makefile", text).exports == names


def test_includes() -> None:
    text = "include a.mk b.mk\n-include c.mk\nsinclude $(D).mk\nifdef A\ninclude e.mk\nendif\n"
    assert read("Makefile", text).includes == ("a.mk", "b.mk", "c.mk", "$(D).mk", "e.mk")


def test_what_the_grammar_cannot_read_is_left_out() -> None:
    assert read("Makefile", "((((\nX = a\n").assignments == (Assignment("X", "=", "a"),)


def test_a_makefile_without_end_is_not_read() -> None:
    assert read("Makefile", "X = a\n" * LONGEST) == Makefile("Makefile")


def test_joined() -> None:
    assert joined(" a \\\nb ") == "a b"


@settings(deadline=2000)
@given(st.text(max_size=200) | st.text(alphabet="ab:=$(){}%|?+!#\\ \t\n\"',ifdelsnxport", max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert read("Makefile", text).path == "Makefile"
