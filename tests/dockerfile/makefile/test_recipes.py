"""What `make TARGET` runs: variables, prerequisites, patterns, and what reaches a recipe's environment."""

import time
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.dockerfile.makefile.makefile_syntax import read
from audit.dockerfile.makefile.recipes import Call, RecipeLine, recipes

SHOW = "show:\n\t$(X)\n"
NOTHING: Mapping[str, str] = {}


def made(
    text: str, *targets: str, environment: Mapping[str, str] = NOTHING, overrides: Mapping[str, str] = NOTHING
) -> list[RecipeLine | str]:
    return list(recipes((read("Makefile", text),), Call(targets, overrides, "/w", environment)))


def shown(text: str, *targets: str, **call: Mapping[str, str]) -> list[str]:
    """Return the recipe lines as the shell gets them."""
    return [line if isinstance(line, str) else line.shell for line in made(text, *targets, **call)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("X = a\n", "a", id="deferred"),
        pytest.param("Y = 1\nX = $(Y)\nY = 2\n", "2", id="deferred sees what comes later"),
        pytest.param("Y = 1\nX := $(Y)\nY = 2\n", "1", id="immediate does not"),
        pytest.param("X ?= a\n", "a", id="unless it is set"),
        pytest.param("X = a\nX ?= b\n", "a", id="unless it is set before"),
        pytest.param("X?=a\n", "a", id="unless it is set, without a space"),
        pytest.param("X=a\nX+=b\n", "a b", id="more of it, without a space"),
        pytest.param("Y=1\nX:=$(Y)\nY=2\n", "1", id="immediate, without a space"),
        pytest.param("X = a\nX += b\n", "a b", id="more of it"),
        pytest.param("X += b\n", "b", id="more of nothing"),
        pytest.param("X != ls\n", "$(shell)", id="what a command prints stays undecided"),
        pytest.param("define X\na\nendef\n", "a", id="define"),
        pytest.param("override X = a\n", "a", id="override"),
        pytest.param("X = ${Y}\nY = a\n", "a", id="braces"),
        pytest.param("X = $Y\nY = a\n", "a", id="a name of one letter"),
        pytest.param("X = $(Y)\n", "", id="what nothing sets is empty"),
        pytest.param("X = $($(Y))\nY = Z\nZ = a\n", "a", id="a name that is made up"),
        pytest.param("X = $$Y $${Y} $$(pwd)\n", "$Y ${Y} $(pwd)", id="doubled dollars are the shell's"),
        pytest.param("X := $$Y\n", "$Y", id="doubled dollars in an immediate value"),
        pytest.param("X = $(shell which go)\n", "go", id="where a program is"),
        pytest.param("X = $(shell command -v go 2>/dev/null)\n", "go", id="where a program is, errors off"),
        pytest.param("X = $(shell git rev-parse HEAD)\n", "$(shell)", id="a shell's answer stays undecided"),
        pytest.param("X = a$(if $(Y),b)c\n", "a$(if)c", id="a function stays undecided"),
        pytest.param("Y = a.c b.h\nX = $(Y:.c=.o)\n", "a.o b.h", id="another suffix"),
        pytest.param("Y = a b\nX = $(Y:%=p/%.go)\n", "p/a.go p/b.go", id="another pattern"),
        pytest.param("X = $(X) a\n", " a", id="itself"),
        pytest.param("X := a\nX := $(X) b\n", "a b", id="itself as it was"),
        pytest.param("X = $(Y)\nY = $(X)\n", "$(Y)", id="each in the other"),
        pytest.param("X = a \\\n b\n", "a b", id="a continued value"),
        pytest.param("X = a # b\n", "a", id="a comment"),
        pytest.param("X = a\nifdef A\nX = b\nendif\n", "a", id="under a condition that does not hold"),
        pytest.param("A = 1\nifdef A\nX = a\nelse\nX = b\nendif\n", "a", id="ifdef"),
        pytest.param("ifndef A\nX = a\nelse\nX = b\nendif\n", "a", id="ifndef"),
        pytest.param("ifeq ($(OS),Windows_NT)\nX = a\nelse\nX = b\nendif\n", "b", id="an else branch"),
        pytest.param("A = q\nifeq ($(A),q)\nX = a\nelse\nX = b\nendif\n", "a", id="ifeq"),
        pytest.param("A = q\nifneq ($(A),q)\nX = a\nelse ifdef A\nX = b\nelse\nX = c\nendif\n", "b", id="else ifdef"),
        pytest.param("ifeq ($(shell uname),Linux)\nX = a\nelse\nX = b\nendif\n", "a", id="undecided: the first branch"),
        pytest.param("X = c\nifeq ($(shell a),b)\nelse\nX = b\nendif\n", "c", id="undecided: an else changes nothing"),
        pytest.param("show: X = a\n", "a", id="for the target"),
        pytest.param("other: X = a\n", "", id="for another target"),
        pytest.param("X = a\nshow: X += b\n", "a b", id="more of it for the target"),
        pytest.param("T = show\n$(T): X = a\n", "a", id="for a target by a variable"),
        pytest.param("X = $(CURDIR) $(MAKE)\n", "/w make", id="make's own"),
    ],
)
def test_value(text: str, value: str) -> None:
    assert shown(text + SHOW, "show") == [value]


@pytest.mark.parametrize(
    ("text", "environment", "overrides", "value", "reaching"),
    [
        pytest.param("X = a\n", {}, {}, "a", {}, id="a make variable reaches no command"),
        pytest.param("X = a\n", {"X": "e"}, {}, "a", {"X": "a"}, id="the Makefile wins over the environment"),
        pytest.param("X ?= a\n", {"X": "e"}, {}, "e", {"X": "e"}, id="unless it only sets what is not set"),
        pytest.param("", {"X": "e"}, {}, "e", {"X": "e"}, id="the environment passes through"),
        pytest.param("", {"X": "$(Y)"}, {}, "$(Y)", {"X": "$(Y)"}, id="and is not expanded again"),
        pytest.param("X += b\n", {"X": "e"}, {}, "e b", {"X": "e b"}, id="more of what the environment has"),
        pytest.param("X = a\n", {"X": "e"}, {"X": "o"}, "o", {"X": "o"}, id="the command line wins over both"),
        pytest.param("X ?= a\n", {}, {"X": "o"}, "o", {"X": "o"}, id="also over a default"),
        pytest.param("X += a\n", {}, {"X": "o"}, "o", {"X": "o"}, id="also over more of it"),
        pytest.param("show: X = a\n", {}, {"X": "o"}, "o", {"X": "o"}, id="also over a target's"),
        pytest.param("override X = a\n", {}, {"X": "o"}, "a", {}, id="override wins over the command line"),
        pytest.param("override X += a\n", {}, {"X": "o"}, "o a", {}, id="override with more of it"),
        pytest.param("Y = q\n", {}, {"X": "$(Y)"}, "q", {"X": "q"}, id="the command line is expanded"),
        pytest.param("export X = a\n", {}, {}, "a", {"X": "a"}, id="exported with its value"),
        pytest.param("X = a\nexport X\n", {}, {}, "a", {"X": "a"}, id="exported by name"),
        pytest.param("export X ?= a\n", {"X": "e"}, {}, "e", {"X": "e"}, id="an exported default"),
        pytest.param("X = a\nexport\n", {}, {}, "a", {"X": "a"}, id="all exported"),
        pytest.param(".EXPORT_ALL_VARIABLES:\nX = a\n", {}, {}, "a", {"X": "a"}, id="all exported by a target"),
        pytest.param("show: export X = a\n", {}, {}, "a", {"X": "a"}, id="exported for the target"),
        pytest.param("export Y\nX = a\n", {}, {}, "a", {}, id="exported, but set by nobody"),
    ],
)
def test_precedence(
    text: str, environment: dict[str, str], overrides: dict[str, str], value: str, reaching: dict[str, str]
) -> None:
    (line,) = made(text + SHOW, "show", environment=environment, overrides=overrides)
    assert isinstance(line, RecipeLine)
    assert (line.shell, line.environment) == (value, reaching)


@pytest.mark.parametrize(
    ("text", "targets", "found"),
    [
        pytest.param("a:\n\tx\nb:\n\ty\n", ("b",), ["y"], id="the named target"),
        pytest.param("a:\n\tx\nb:\n\ty\n", ("b", "a"), ["y", "x"], id="several targets in their order"),
        pytest.param("a:\n\tx\nb:\n\ty\n", (), ["x"], id="the first is the default goal"),
        pytest.param(".PHONY: a\n%.o:\n\tz\na:\n\tx\n", (), ["x"], id="neither a special target nor a pattern"),
        pytest.param(".DEFAULT_GOAL := b\na:\n\tx\nb:\n\ty\n", (), ["y"], id="a named default goal"),
        pytest.param("G = b\n.DEFAULT_GOAL = $(G)\na:\n\tx\nb:\n\ty\n", (), ["y"], id="a default goal by a variable"),
        pytest.param("", (), [], id="an empty Makefile"),
        pytest.param("a:\n\tx\n", ("b",), ["b"], id="an unknown target by its name"),
        pytest.param("a: b\n\tx\n", ("a",), ["x"], id="a prerequisite that is a file"),
        pytest.param("a: b c\n\tx\nb:\n\ty\nc: b\n\tz\n", ("a",), ["y", "z", "x"], id="prerequisites first, each once"),
        pytest.param("a: | b\n\tx\nb:\n\ty\n", ("a",), ["y", "x"], id="a prerequisite after a bar"),
        pytest.param("D = b\na: $(D)\n\tx\nb:\n\ty\n", ("a",), ["y", "x"], id="prerequisites by a variable"),
        pytest.param("a: b\n\tx\nb: a\n\ty\n", ("a",), ["y", "x"], id="a circle ends"),
        pytest.param("a: b\na: c\n\tx\nb:\n\ty\nc:\n\tz\n", ("a",), ["y", "z", "x"], id="rules add up"),
        pytest.param("a::\n\tx\na::\n\ty\n", ("a",), ["x", "y"], id="double colons"),
        pytest.param("b-%:\n\tgo build ./cmd/$*\n", ("b-x",), ["go build ./cmd/x"], id="a pattern"),
        pytest.param("%.o: %.c\n\tcc $@ $< $^\n", ("d/a.o",), ["cc d/a.o d/a.c d/a.c"], id="a pattern's prerequisites"),
        pytest.param("a.o:\n\tx\n%.o:\n\ty\n", ("a.o",), ["x"], id="a name before a pattern"),
        pytest.param("a.o: b\n%.o:\n\ty\nb:\n\tz\n", ("a.o",), ["z", "y"], id="a name without a recipe, and a pattern"),
        pytest.param("%.o:\n\ty\n", (".o",), [".o"], id="a stem is never empty"),
        pytest.param(
            "d/a: b b c\n\t$@ $(@D) $(@F) $< $^ $+\n", ("d/a",), ["d/a d a b b c b b c"], id="automatic variables"
        ),
        pytest.param("a b:\n\t$@\n", ("b",), ["b"], id="one of several targets"),
        pytest.param("T = a b\n$(T):\n\t$@\n", ("b",), ["b"], id="targets by a variable"),
        pytest.param("a: X = t\na: b\nb:\n\t$(X)\n", ("a",), ["t"], id="a target's variable reaches its prerequisites"),
        pytest.param("a:\nifdef X\n\tx\nelse\n\ty\nendif\n", ("a",), ["y"], id="a condition within a recipe"),
        pytest.param("ifdef X\na:\n\tx\nelse\na:\n\ty\nendif\n", ("a",), ["y"], id="rules under conditions"),
        pytest.param("a:\n\t$(MAKE) -C d t\n", ("a",), ["make -C d t"], id="make within make"),
        pytest.param("a: ; x\n", ("a",), ["x"], id="a recipe on the same line"),
    ],
)
def test_recipes(text: str, targets: tuple[str, ...], found: list[str]) -> None:
    assert shown(text, *targets) == found


def test_a_line_says_where_it_stands() -> None:
    first, second = read("Makefile", "include b.mk\nX = a\nt: u\n\t$(X) \\\n\tb\n"), read("b.mk", "\nu:\n\tc\nX = z\n")
    assert list(recipes((first, second), Call(("t",), {}, "/", {"E": "f"}))) == [
        RecipeLine("b.mk", 3, "c", {"E": "f"}),
        RecipeLine("Makefile", 4, "z \\\n\tb", {"E": "f"}),
    ]


REFERENCES = 10_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(f"V{i} = $(V{i + 1})\n" for i in range(REFERENCES)) + "X = $(V0)\n", id="a long chain"),
        pytest.param("X = " + "$(" * REFERENCES + "a" + ")" * REFERENCES + "\n", id="nested references"),
        pytest.param("X = " + "$(a" * REFERENCES + "\n", id="references that nothing closes"),
        pytest.param(
            "V0 = a\n" + "".join(f"V{i} = {f'$(V{i - 1})' * 8}\n" for i in range(1, 25)) + "X = $(V24)\n", id="a bomb"
        ),
        pytest.param(
            "V0 =\n" + "".join(f"V{i} = {f'$(V{i - 1})' * 8}\n" for i in range(1, 25)) + "X = $(V24)\n",
            id="an empty bomb",
        ),
        pytest.param(
            "".join(f"V{i} := {f'$(V{i - 1})' * 8}\n" for i in range(25)) + "X = $(V24)\n", id="an immediate bomb"
        ),
        pytest.param("X = a\n" + "X := $(X)$(X)\n" * 100, id="a value that doubles"),
        pytest.param("X = a\n" + "X += $(X) a\n" * 500, id="a value that grows"),
        pytest.param("".join(f"t{i}: t{i + 1}\n\ta\n" for i in range(2000)) + "show: t0\n", id="a chain of targets"),
        pytest.param("show: " + " ".join(f"t{i}" for i in range(5000)) + "\n", id="many prerequisites"),
        pytest.param("".join(f"export V{i} = $(V{i + 1})$(V{i + 1})\n" for i in range(300)), id="many exports"),
        pytest.param("ifdef A\n" * 2000, id="conditions that nothing ends"),
    ],
)
def test_a_hostile_makefile_takes_bounded_time(text: str) -> None:
    begun = time.perf_counter()
    assert len(shown(text + SHOW, "show")) < 500
    assert time.perf_counter() - begun < 10


MAKEFILES = st.text(alphabet=st.sampled_from("ab:=$(){}%|?+!#\\ \t\n@<^*,;"), max_size=200)


@settings(deadline=2000)
@given(MAKEFILES, st.text(max_size=3))
def test_any_makefile_is_run(text: str, target: str) -> None:
    assert all(isinstance(line, str | RecipeLine) for line in made(text, target, environment={"a": "$(b)"}))
