"""What `make TARGET` runs: variables, prerequisites, patterns, and what reaches a recipe's environment."""

import time
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.dockerfile.makefile.makefile_syntax import read
from audit.dockerfile.makefile.recipes import Call, RecipeLine, recipes
from tests.cases import cases

SHOW = "show:\n\t$(X)\n"
NOTHING: Mapping[str, str] = {}


def made(
    text: str, *targets: str, environment: Mapping[str, str] = NOTHING, overrides: Mapping[str, str] = NOTHING
) -> list[RecipeLine | str]:
    return list(recipes((read("Makefile", text),), Call(targets, overrides, "/w", environment)))


def shown(text: str, *targets: str, **call: Mapping[str, str]) -> list[str]:
    """Return the recipe lines as the shell gets them."""
    return [line if isinstance(line, str) else line.shell for line in made(text, *targets, **call)]


@cases(
    "text, value",
    {
        "deferred": ("X = a\n", "a"),
        "deferred sees what comes later": ("Y = 1\nX = $(Y)\nY = 2\n", "2"),
        "immediate does not": ("Y = 1\nX := $(Y)\nY = 2\n", "1"),
        "unless it is set": ("X ?= a\n", "a"),
        "unless it is set before": ("X = a\nX ?= b\n", "a"),
        "unless it is set, without a space": ("X?=a\n", "a"),
        "more of it, without a space": ("X=a\nX+=b\n", "a b"),
        "immediate, without a space": ("Y=1\nX:=$(Y)\nY=2\n", "1"),
        "more of it": ("X = a\nX += b\n", "a b"),
        "more of nothing": ("X += b\n", "b"),
        "what a command prints stays undecided": ("X != ls\n", "$(shell)"),
        "define": ("define X\na\nendef\n", "a"),
        "override": ("override X = a\n", "a"),
        "braces": ("X = ${Y}\nY = a\n", "a"),
        "a name of one letter": ("X = $Y\nY = a\n", "a"),
        "what nothing sets is empty": ("X = $(Y)\n", ""),
        "a name that is made up": ("X = $($(Y))\nY = Z\nZ = a\n", "a"),
        "doubled dollars are the shell's": ("X = $$Y $${Y} $$(pwd)\n", "$Y ${Y} $(pwd)"),
        "doubled dollars in an immediate value": ("X := $$Y\n", "$Y"),
        "where a program is": ("X = $(shell which go)\n", "go"),
        "where a program is, errors off": ("X = $(shell command -v go 2>/dev/null)\n", "go"),
        "a shell's answer stays undecided": ("X = $(shell git rev-parse HEAD)\n", "$(shell)"),
        "a function stays undecided": ("X = a$(wildcard $(Y))c\n", "a$(wildcard)c"),
        "another suffix": ("Y = a.c b.h\nX = $(Y:.c=.o)\n", "a.o b.h"),
        "another pattern": ("Y = a b\nX = $(Y:%=p/%.go)\n", "p/a.go p/b.go"),
        "itself": ("X = $(X) a\n", " a"),
        "itself as it was": ("X := a\nX := $(X) b\n", "a b"),
        "each in the other": ("X = $(Y)\nY = $(X)\n", "$(Y)"),
        "a continued value": ("X = a \\\n b\n", "a b"),
        "a comment": ("X = a # b\n", "a"),
        "under a condition that does not hold": ("X = a\nifdef A\nX = b\nendif\n", "a"),
        "ifdef": ("A = 1\nifdef A\nX = a\nelse\nX = b\nendif\n", "a"),
        "ifndef": ("ifndef A\nX = a\nelse\nX = b\nendif\n", "a"),
        "an else branch": ("ifeq ($(OS),Windows_NT)\nX = a\nelse\nX = b\nendif\n", "b"),
        "ifeq": ("A = q\nifeq ($(A),q)\nX = a\nelse\nX = b\nendif\n", "a"),
        "else ifdef": ("A = q\nifneq ($(A),q)\nX = a\nelse ifdef A\nX = b\nelse\nX = c\nendif\n", "b"),
        "undecided: the first branch": ("ifeq ($(shell uname),Linux)\nX = a\nelse\nX = b\nendif\n", "a"),
        "undecided: an else changes nothing": ("X = c\nifeq ($(shell a),b)\nelse\nX = b\nendif\n", "c"),
        "for the target": ("show: X = a\n", "a"),
        "for another target": ("other: X = a\n", ""),
        "more of it for the target": ("X = a\nshow: X += b\n", "a b"),
        "for a target by a variable": ("T = show\n$(T): X = a\n", "a"),
        "make's own": ("X = $(CURDIR) $(MAKE)\n", "/w make"),
    },
)
def test_value(text: str, value: str) -> None:
    assert shown(text + SHOW, "show") == [value]


@cases(
    "text, environment, overrides, value, reaching",
    {
        "a make variable reaches no command": ("X = a\n", {}, {}, "a", {}),
        "the Makefile wins over the environment": ("X = a\n", {"X": "e"}, {}, "a", {"X": "a"}),
        "unless it only sets what is not set": ("X ?= a\n", {"X": "e"}, {}, "e", {"X": "e"}),
        "the environment passes through": ("", {"X": "e"}, {}, "e", {"X": "e"}),
        "and is not expanded again": ("", {"X": "$(Y)"}, {}, "$(Y)", {"X": "$(Y)"}),
        "more of what the environment has": ("X += b\n", {"X": "e"}, {}, "e b", {"X": "e b"}),
        "the command line wins over both": ("X = a\n", {"X": "e"}, {"X": "o"}, "o", {"X": "o"}),
        "also over a default": ("X ?= a\n", {}, {"X": "o"}, "o", {"X": "o"}),
        "also over more of it": ("X += a\n", {}, {"X": "o"}, "o", {"X": "o"}),
        "also over a target's": ("show: X = a\n", {}, {"X": "o"}, "o", {"X": "o"}),
        "override wins over the command line": ("override X = a\n", {}, {"X": "o"}, "a", {}),
        "override with more of it": ("override X += a\n", {}, {"X": "o"}, "o a", {}),
        "the command line is expanded": ("Y = q\n", {}, {"X": "$(Y)"}, "q", {"X": "q"}),
        "exported with its value": ("export X = a\n", {}, {}, "a", {"X": "a"}),
        "exported by name": ("X = a\nexport X\n", {}, {}, "a", {"X": "a"}),
        "an exported default": ("export X ?= a\n", {"X": "e"}, {}, "e", {"X": "e"}),
        "all exported": ("X = a\nexport\n", {}, {}, "a", {"X": "a"}),
        "all exported by a target": (".EXPORT_ALL_VARIABLES:\nX = a\n", {}, {}, "a", {"X": "a"}),
        "exported for the target": ("show: export X = a\n", {}, {}, "a", {"X": "a"}),
        "exported, but set by nobody": ("export Y\nX = a\n", {}, {}, "a", {}),
    },
)
def test_precedence(
    text: str, environment: dict[str, str], overrides: dict[str, str], value: str, reaching: dict[str, str]
) -> None:
    (line,) = made(text + SHOW, "show", environment=environment, overrides=overrides)
    assert isinstance(line, RecipeLine)
    assert (line.shell, line.environment) == (value, reaching)


@cases(
    "text, targets, found",
    {
        "the named target": ("a:\n\tx\nb:\n\ty\n", ("b",), ["y"]),
        "several targets in their order": ("a:\n\tx\nb:\n\ty\n", ("b", "a"), ["y", "x"]),
        "the first is the default goal": ("a:\n\tx\nb:\n\ty\n", (), ["x"]),
        "neither a special target nor a pattern": (".PHONY: a\n%.o:\n\tz\na:\n\tx\n", (), ["x"]),
        "a named default goal": (".DEFAULT_GOAL := b\na:\n\tx\nb:\n\ty\n", (), ["y"]),
        "a default goal by a variable": ("G = b\n.DEFAULT_GOAL = $(G)\na:\n\tx\nb:\n\ty\n", (), ["y"]),
        "an empty Makefile": ("", (), []),
        "an unknown target by its name": ("a:\n\tx\n", ("b",), ["b"]),
        "a prerequisite that is a file": ("a: b\n\tx\n", ("a",), ["x"]),
        "prerequisites first, each once": ("a: b c\n\tx\nb:\n\ty\nc: b\n\tz\n", ("a",), ["y", "z", "x"]),
        "a prerequisite after a bar": ("a: | b\n\tx\nb:\n\ty\n", ("a",), ["y", "x"]),
        "prerequisites by a variable": ("D = b\na: $(D)\n\tx\nb:\n\ty\n", ("a",), ["y", "x"]),
        "a circle ends": ("a: b\n\tx\nb: a\n\ty\n", ("a",), ["y", "x"]),
        "rules add up": ("a: b\na: c\n\tx\nb:\n\ty\nc:\n\tz\n", ("a",), ["y", "z", "x"]),
        "double colons": ("a::\n\tx\na::\n\ty\n", ("a",), ["x", "y"]),
        "a pattern": ("b-%:\n\tgo build ./cmd/$*\n", ("b-x",), ["go build ./cmd/x"]),
        "a pattern's prerequisites": ("%.o: %.c\n\tcc $@ $< $^\n", ("d/a.o",), ["cc d/a.o d/a.c d/a.c"]),
        "a name before a pattern": ("a.o:\n\tx\n%.o:\n\ty\n", ("a.o",), ["x"]),
        "a name without a recipe, and a pattern": ("a.o: b\n%.o:\n\ty\nb:\n\tz\n", ("a.o",), ["z", "y"]),
        "a stem is never empty": ("%.o:\n\ty\n", (".o",), [".o"]),
        "automatic variables": ("d/a: b b c\n\t$@ $(@D) $(@F) $< $^ $+\n", ("d/a",), ["d/a d a b b c b b c"]),
        "one of several targets": ("a b:\n\t$@\n", ("b",), ["b"]),
        "targets by a variable": ("T = a b\n$(T):\n\t$@\n", ("b",), ["b"]),
        "a target's variable reaches its prerequisites": ("a: X = t\na: b\nb:\n\t$(X)\n", ("a",), ["t"]),
        "a condition within a recipe": ("a:\nifdef X\n\tx\nelse\n\ty\nendif\n", ("a",), ["y"]),
        "rules under conditions": ("ifdef X\na:\n\tx\nelse\na:\n\ty\nendif\n", ("a",), ["y"]),
        "make within make": ("a:\n\t$(MAKE) -C d t\n", ("a",), ["make -C d t"]),
        "a recipe on the same line": ("a: ; x\n", ("a",), ["x"]),
    },
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


@cases(
    "text",
    {
        "a long chain": "".join(f"V{i} = $(V{i + 1})\n" for i in range(REFERENCES)) + "X = $(V0)\n",
        "nested references": "X = " + "$(" * REFERENCES + "a" + ")" * REFERENCES + "\n",
        "references that nothing closes": "X = " + "$(a" * REFERENCES + "\n",
        "a bomb": "V0 = a\n" + "".join(f"V{i} = {f'$(V{i - 1})' * 8}\n" for i in range(1, 25)) + "X = $(V24)\n",
        "an empty bomb": "V0 =\n" + "".join(f"V{i} = {f'$(V{i - 1})' * 8}\n" for i in range(1, 25)) + "X = $(V24)\n",
        "an immediate bomb": "".join(f"V{i} := {f'$(V{i - 1})' * 8}\n" for i in range(25)) + "X = $(V24)\n",
        "a value that doubles": "X = a\n" + "X := $(X)$(X)\n" * 100,
        "a value that grows": "X = a\n" + "X += $(X) a\n" * 500,
        "a chain of targets": "".join(f"t{i}: t{i + 1}\n\ta\n" for i in range(2000)) + "show: t0\n",
        "many prerequisites": "show: " + " ".join(f"t{i}" for i in range(5000)) + "\n",
        "many exports": "".join(f"export V{i} = $(V{i + 1})$(V{i + 1})\n" for i in range(300)),
        "conditions that nothing ends": "ifdef A\n" * 2000,
    },
)
def test_a_hostile_makefile_takes_bounded_time(text: str) -> None:
    begun = time.process_time()
    assert len(shown(text + SHOW, "show")) < 500
    assert time.process_time() - begun < 20


MAKEFILES = st.text(alphabet=st.sampled_from("ab:=$(){}%|?+!#\\ \t\n@<^*,;"), max_size=200)


@settings(deadline=2000)
@given(MAKEFILES, st.text(max_size=3))
def test_any_makefile_is_run(text: str, target: str) -> None:
    assert all(isinstance(line, str | RecipeLine) for line in made(text, target, environment={"a": "$(b)"}))
