"""Makefiles as they are written: assignments, rules, conditions; nothing is expanded yet."""

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.dockerfile.makefile.conditions import Condition
from audit.dockerfile.makefile.makefile_syntax import LONGEST, joined, read
from audit.dockerfile.makefile.statements import Assignment, Makefile, MakeRule, Step
from tests.cases import cases

GIVEN = Condition("A", defined=True)
NOT_GIVEN = Condition("A", defined=True, holds=False)


@cases(
    "text, found",
    {
        "deferred": ("X = a\n", [Assignment("X", "=", "a")]),
        "immediate": ("X := a\n", [Assignment("X", ":=", "a")]),
        "immediate as POSIX writes it": ("X ::= a\n", [Assignment("X", "::=", "a")]),
        "unless it is set": ("X ?= a\n", [Assignment("X", "?=", "a")]),
        "more of it": ("X += a\n", [Assignment("X", "+=", "a")]),
        "without spaces": ("X?=a\nY+=b\n", [Assignment("X", "?=", "a"), Assignment("Y", "+=", "b")]),
        "an empty value": ("X =\n", [Assignment("X", "=", "")]),
        "a continued line": ("X = a \\\n  b\n", [Assignment("X", "=", "a b")]),
        "a comment is no value": ("X = a # b\n", [Assignment("X", "=", "a")]),
        "an escaped hash is one": ("X = a\\#b\n", [Assignment("X", "=", "a#b")]),
        "references stay": ("X = $(Y) $$Z\n", [Assignment("X", "=", "$(Y) $$Z")]),
        "define": ("define X\na\nb # c\nendef\n", [Assignment("X", "=", "a\nb # c")]),
        "override": ("override X = a\n", [Assignment("X", "=", "a", overrides=True)]),
        "export": ("export X = a\n", [Assignment("X", "=", "a", exported=True)]),
        "for one target": ("t: X = a\n", [Assignment("X", "=", "a", target="t")]),
        "exported for one target": ("t: export X := a\n", [Assignment("X", ":=", "a", "t", exported=True)]),
        "private to one target": ("t: private X = a\n", [Assignment("X", "=", "a", target="t")]),
        "under a condition": ("ifdef A\nX = a\nendif\n", [Assignment("X", "=", "a", conditions=(GIVEN,))]),
        "an else branch": (
            "ifdef A\nX = a\nelse\nX = b\nendif\n",
            [
                Assignment("X", "=", "a", conditions=(GIVEN,)),
                Assignment("X", "=", "b", conditions=(NOT_GIVEN,)),
            ],
        ),
        "an else with a condition of its own": (
            "ifdef A\nelse ifneq ($(B),c)\nX = a\nelse\nX = b\nendif\n",
            [
                Assignment("X", "=", "a", conditions=(NOT_GIVEN, Condition("$(B)", "c", holds=False))),
                Assignment("X", "=", "b", conditions=(NOT_GIVEN, Condition("$(B)", "c"))),
            ],
        ),
        "a condition within another, quoted": (
            "ifndef A\nifeq '$(B)' \"c\"\nX = a\nendif\nendif\n",
            [Assignment("X", "=", "a", conditions=(NOT_GIVEN, Condition("$(B)", "c")))],
        ),
        "compared with nothing": (
            "ifeq (,$(A))\nX = a\nendif\n",
            [Assignment("X", "=", "a", conditions=(Condition("", "$(A)"),))],
        ),
        "a condition below a recipe is none of its": (
            "t:\n\ta\nifdef A\nX = a\nendif\n",
            [Assignment("X", "=", "a", conditions=(GIVEN,))],
        ),
    },
)
def test_assignments(text: str, found: list[Assignment]) -> None:
    assert list(read("Makefile", text).assignments) == found


@cases(
    "text, found",
    {
        "a recipe": ("t:\n\ta\n\tb\n", [MakeRule(("t",), (), (Step(2, "a"), Step(3, "b")))]),
        "targets and prerequisites": ("t u: a b\n", [MakeRule(("t", "u"), ("a", "b"), ())]),
        "a continued line": ("t: a \\\n  b\n", [MakeRule(("t",), ("a", "b"), ())]),
        "prerequisites after a bar": ("t: a | b\n", [MakeRule(("t",), ("a",), (), order_only=("b",))]),
        "a recipe on the same line": ("t: ; a\n", [MakeRule(("t",), (), (Step(1, "a"),))]),
        "marks before a line are none of it": ("t:\n\t@-a\n", [MakeRule(("t",), (), (Step(2, "a"),))]),
        "a continued recipe line": ("t:\n\ta \\\n\t b\n", [MakeRule(("t",), (), (Step(2, "a \\\n\t b"),))]),
        "a pattern": ("%.o: %.c\n\ta $<\n", [MakeRule(("%.o",), ("%.c",), (Step(2, "a $<"),))]),
        "a condition within a recipe": (
            "t:\nifdef A\n\ta\nelse\n\tb\nendif\n\tc\n",
            [MakeRule(("t",), (), (Step(3, "a", (GIVEN,)), Step(5, "b", (NOT_GIVEN,)), Step(7, "c")))],
        ),
        "a rule under a condition": (
            "ifdef A\nt:\n\ta\nendif\n",
            [MakeRule(("t",), (), (Step(3, "a"),), conditions=(GIVEN,))],
        ),
        "a rule under a condition below another rule": (
            "t:\n\ta\n\nifdef A\nu:\n\tb\nendif\n",
            [
                MakeRule(("t",), (), (Step(2, "a"),)),
                MakeRule(("u",), (), (Step(6, "b"),), conditions=(GIVEN,)),
            ],
        ),
    },
)
def test_rules(text: str, found: list[MakeRule]) -> None:
    assert list(read("Makefile", text).rules) == found


@cases(
    "text, names",
    {
        "none": ("X = a\n", set()),
        "names": ("export X Y\n", {"X", "Y"}),
        "with a value": ("export X = a\n", {"X"}),
        "all": ("export\n", {"*"}),
        "all by a special target": (".EXPORT_ALL_VARIABLES:\n", {"*"}),
        "under a condition": ("ifdef A\nexport X\nendif\n", {"X"}),
    },
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
