"""Functions of make on words, by themselves and as a Makefile uses them."""

from audit.dockerfile.makefile import makefile_syntax, recipes, text_functions
from tests.cases import cases


@cases(
    "text, expected",
    {
        "a comma separates": ("a,b", ["a", "b"]),
        "one within parentheses does not": ("$(call x,y),b", ["$(call x,y)", "b"]),
        "nor one within braces": ("${x,y},b", ["${x,y}", "b"]),
        "nothing is one empty argument": ("", [""]),
    },
)
def test_arguments(text: str, expected: list[str]) -> None:
    assert text_functions.arguments(text) == expected


@cases(
    "value, expected",
    {
        "addprefix": ("$(addprefix bin/,a b)", "bin/a bin/b"),
        "addsuffix": ("$(addsuffix .o,a b)", "a.o b.o"),
        "foreach": ("$(foreach t,$(TAGS),--tag x:$(t))", "--tag x:1 --tag x:2"),
        "foreach within foreach": ("$(foreach a,1 2,$(foreach b,3,$(a)$(b)))", "13 23"),
        "patsubst": ("$(patsubst %.c,%.o,a.c b.h)", "a.o b.h"),
        "subst": ("$(subst /,-,a/b/c)", "a-b-c"),
        "filter": ("$(filter %.c b,a.c b c)", "a.c b"),
        "filter-out": ("$(filter-out %.c,a.c b)", "b"),
        "first and last word": ("$(firstword $(TAGS)) $(lastword $(TAGS))", "1 2"),
        "file names": ("$(notdir a/b c) $(dir a/b c) $(basename a.c)", "b c a/ ./ a"),
        "sort": ("$(sort b a b)", "a b"),
        "strip": ("$(strip  a   b )", "a b"),
        "a shell is not run": ("$(shell which go) $(shell date)", "go $(shell)"),
        "what needs more than words stays": ("$(wildcard *.go) $(call f,x)", "$(wildcard) $(call)"),
        "too few arguments": ("$(addprefix a)", "$(addprefix)"),
        "words that nobody knows cannot be chosen from": ("$(filter 1,$(shell x))", "$(filter)"),
        "nor by a pattern that nobody knows": ("$(filter-out $(shell x),1 2)", "$(filter-out)"),
        "nor is their first one known": ("$(firstword $(shell x) 2)", "$(firstword)"),
        "a word known in part is changed as a word": ("$(addprefix a/,b:$(shell x))", "a/b:$(shell)"),
        "and repeated for as one": ("$(foreach t,b:$(shell x),a/$(t))", "a/b:$(shell)"),
        "text around them is replaced all the same": ("$(subst -,/,$(shell x)-a)", "$(shell)/a"),
    },
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
