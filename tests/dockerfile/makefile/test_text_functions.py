"""Functions of make on words, by themselves and as a Makefile uses them."""

import pytest

from audit.dockerfile.makefile import makefile_syntax, recipes, text_functions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a,b", ["a", "b"], id="a comma separates"),
        pytest.param("$(call x,y),b", ["$(call x,y)", "b"], id="one within parentheses does not"),
        pytest.param("${x,y},b", ["${x,y}", "b"], id="nor one within braces"),
        pytest.param("", [""], id="nothing is one empty argument"),
    ],
)
def test_arguments(text: str, expected: list[str]) -> None:
    assert text_functions.arguments(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("$(addprefix bin/,a b)", "bin/a bin/b", id="addprefix"),
        pytest.param("$(addsuffix .o,a b)", "a.o b.o", id="addsuffix"),
        pytest.param("$(foreach t,$(TAGS),--tag x:$(t))", "--tag x:1 --tag x:2", id="foreach"),
        pytest.param("$(foreach a,1 2,$(foreach b,3,$(a)$(b)))", "13 23", id="foreach within foreach"),
        pytest.param("$(patsubst %.c,%.o,a.c b.h)", "a.o b.h", id="patsubst"),
        pytest.param("$(subst /,-,a/b/c)", "a-b-c", id="subst"),
        pytest.param("$(filter %.c b,a.c b c)", "a.c b", id="filter"),
        pytest.param("$(filter-out %.c,a.c b)", "b", id="filter-out"),
        pytest.param("$(firstword $(TAGS)) $(lastword $(TAGS))", "1 2", id="first and last word"),
        pytest.param("$(notdir a/b c) $(dir a/b c) $(basename a.c)", "b c a/ ./ a", id="file names"),
        pytest.param("$(sort b a b)", "a b", id="sort"),
        pytest.param("$(strip  a   b )", "a b", id="strip"),
        pytest.param("$(shell which go) $(shell date)", "go $(shell)", id="a shell is not run"),
        pytest.param("$(wildcard *.go) $(call f,x)", "$(wildcard) $(call)", id="what needs more than words stays"),
        pytest.param("$(addprefix a)", "$(addprefix)", id="too few arguments"),
        pytest.param("$(filter 1,$(shell x))", "$(filter)", id="words that nobody knows cannot be chosen from"),
        pytest.param("$(filter-out $(shell x),1 2)", "$(filter-out)", id="nor by a pattern that nobody knows"),
        pytest.param("$(firstword $(shell x) 2)", "$(firstword)", id="nor is their first one known"),
        pytest.param("$(addprefix a/,b:$(shell x))", "a/b:$(shell)", id="a word known in part is changed as a word"),
        pytest.param("$(foreach t,b:$(shell x),a/$(t))", "a/b:$(shell)", id="and repeated for as one"),
        pytest.param("$(subst -,/,$(shell x)-a)", "$(shell)/a", id="text around them is replaced all the same"),
    ],
)
def test_values(value: str, expected: str) -> None:
    read = makefile_syntax.read("Makefile", f"TAGS := 1 2\nall:\n\techo {value}\n")
    (line,) = recipes.recipes((read,), recipes.Call(("all",), {}, "/", {}))
    assert not isinstance(line, str)
    assert line.shell == f"echo {expected}"


def test_prerequisites_that_a_function_names_are_made() -> None:
    text = "all: $(addprefix build--, a b)\nbuild--%:\n\t$(MAKE) image -C $*\n"
    found = recipes.recipes((makefile_syntax.read("Makefile", text),), recipes.Call(("all",), {}, "/", {}))
    assert [line if isinstance(line, str) else line.shell for line in found] == ["make image -C a", "make image -C b"]


def test_a_list_too_long_to_expand_is_left_whole_rather_than_cut() -> None:
    words = " ".join(map(str, range(201)))
    read = makefile_syntax.read("Makefile", f"all:\n\techo $(foreach t,{words},x) $(addprefix {'y' * 200},{words})\n")
    (line,) = recipes.recipes((read,), recipes.Call(("all",), {}, "/", {}))
    assert not isinstance(line, str)
    assert line.shell == "echo $(foreach) $(addprefix)"
