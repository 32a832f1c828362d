"""Loops, branches and functions of shell text, unrolled as far as what is known decides them."""

import pytest

from audit.dockerfile.shell import unrolling
from audit.dockerfile.shell.interpreter import Running, interpret


def runs(text: str, known: dict[str, str], arguments: tuple[str, ...] = ()) -> list[str]:
    """Return the commands of a text after it was unrolled."""
    at = Running(0, 1, "", (), "/", known)
    found = interpret(unrolling.unroll(text, dict(known), arguments), at)
    return [command.text for command in found if command.text != ":"]


CASES = {
    "no loop, no branch": ("a b", ["a b"]),
    "a loop over words": ("for i in x y; do a $i; done", ["a x", "a y"]),
    "a loop over a variable's words": ('L="x y"; for i in $L; do a $i; done', ["a x", "a y"]),
    "a loop over an array": ('L=(x y)\nfor i in "${L[@]}"; do a $i; done', ["a x", "a y"]),
    "a quoted word is one": ('for i in "x y"; do a "$i"; done', ["a x y"]),
    "a loop over what nobody knows": ("for i in $(ls); do a $i; done", ["ls", "a $i"]),
    "loops within loops": ("for i in x y; do for j in $i$i; do a $j; done; done", ["a xx", "a yy"]),
    "a branch that is taken": ('if [ "$K" = v ]; then a; else b; fi', ["a"]),
    "another branch": ('if [[ "$K" == "w" ]]; then a; elif [ -n "$K" ]; then b; else c; fi', ["b"]),
    "no branch": ('if [ "$K" != v ]; then a; fi\nb', ["b"]),
    "one condition of two": ('if [[ "$K" == w || "$K" == v ]]; then a; else b; fi', ["a"]),
    "both conditions": ('if [ "$K" = v ] && [ "$K" = w ]; then a; else b; fi', ["b"]),
    "an undecided branch": ('if [ "$U" = v ]; then a; else b; fi', ["a", "b"]),
    "a case": ('case "$K" in u|v) a;; *) b;; esac', ["a"]),
    "the last case": ("case $K in u) a;; *) b;; esac", ["b"]),
    "an undecided case": ("case $U in u) a;; *) b;; esac", ["a", "b"]),
    "a function is called": ('f() { a "$1" ${2:-z}; }\nf x y\nf "$K"', ["a x y", "a v z"]),
    "all arguments": ("f() { a $@; }\nf x y", ["a x y"]),
    "a function that calls itself": ("f() { f x; }\nf y", ["f x"]),
    "a registry for tries on a condition": ('R=q.io\nif [ "$U" ]; then R=localhost:5000; fi\na $R', ["a q.io"]),
    "another registry on a condition": ('R=localhost\nif [ "$U" ]; then R=q.io; fi\na $R', ["a q.io"]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_unroll(text: str, expected: list[str]) -> None:
    assert runs(text, {"K": "v"}) == expected


def test_arguments_of_a_script_are_not_those_of_its_functions() -> None:
    assert runs("f() { a $1; }\nf x\nb $1", {}, ("y",)) == ["a x", "b y"]


def test_what_has_no_end_is_bounded() -> None:
    loops = "".join(f"for v{n} in a b c d e f g h i j; do " for n in range(6)) + "a $v5" + "; done" * 6
    assert len(runs(loops, {})) <= 2_000
