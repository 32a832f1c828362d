"""What RUN runs: words, folder and variables in effect."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.dockerfile.shell.hidden_commands import given_to_shell
from audit.dockerfile.shell.interpreter import Running, interpret, numbered
from audit.dockerfile.shell.run_commands import commands, folder
from tests.cases import cases
from tests.dockerfile.reading import read

AT = Running(0, 1, "", (), "/", {})


def runs(text: str) -> list[Running]:
    """Return what the final stage runs."""
    dockerfile = read(text)
    return list(commands(dockerfile, dockerfile.final_stage))


def words(text: str) -> list[str]:
    return [" ".join(found.words) for found in runs(f"FROM x\n{text}\n")]


@cases(
    "text, environment",
    {
        "before the command": ("FROM x\nRUN A=b go build", {"A": "b"}),
        "by env in exec form": ('FROM x\nRUN ["env", "A=b", "go", "build"]', {"A": "b"}),
        "by export": ("FROM x\nRUN export A=b && go build", {"A": "b"}),
        "an export ends with its RUN": ("FROM x\nRUN export A=b\nRUN go build", {}),
        "assigned, then exported": ("FROM x\nRUN A=b; export A; go build", {"A": "b"}),
        "a variable of the shell reaches no command": ("FROM x\nRUN A=b && go build", {}),
        "but one that was exported before": ("FROM x\nENV A=b\nRUN A=c && go build", {"A": "c"}),
        "a value that holds the old one": ('FROM x\nENV A=b\nRUN A="$A c" go build', {"A": "b c"}),
        "by go env -w": ("FROM x\nRUN go env -w A=b\nRUN go build", {"A": "b"}),
        "by go env -w in the same RUN": ("FROM x\nRUN go env -w A=b && go build", {"A": "b"}),
        "an ENV wins over go env -w": ("FROM x\nENV A=b\nRUN go env -w A=c && go build", {"A": "b"}),
        "the parent's ENV and ARG": ("FROM x AS p\nENV A=b\nARG C=d\nFROM p\nRUN go build", {"A": "b", "C": "d"}),
        "the parent's go env -w": ("FROM x AS p\nRUN go env -w A=b\nFROM p\nRUN go build", {"A": "b"}),
        "nor its go env -w": ("FROM x AS p\nRUN go env -w A=b\nFROM y\nRUN go build", {}),
        "within sh -c": ("FROM x\nRUN sh -c 'A=b go build'", {"A": "b"}),
        "exported within sh -c": ("FROM x\nRUN sh -c 'export A=b; go build'", {"A": "b"}),
        "before sh -c": ("FROM x\nRUN A=b sh -c 'go build'", {"A": "b"}),
        "a variable of the shell before sh -c": ("FROM x\nRUN A=b; sh -c 'go build'", {}),
        "within sh -c in exec form": ('FROM x\nRUN ["sh", "-c", "A=b go build"]', {"A": "b"}),
        "on another line than the command": ("FROM x\nRUN A=b \\\n  go build", {"A": "b"}),
    },
)
def test_environment(text: str, environment: dict[str, str]) -> None:
    assert runs(text)[-1].environment == environment


@cases(
    "text, place",
    {
        "the root to begin with": ("RUN go build", "/"),
        "WORKDIR": ("WORKDIR /a\nRUN go build", "/a"),
        "a relative WORKDIR": ("WORKDIR a\nWORKDIR b/../c\nRUN go build", "/a/c"),
        "a variable in WORKDIR": ("ARG D=/q\nWORKDIR $D/src\nRUN go build", "/q/src"),
        "a variable that nothing sets": ("WORKDIR $D\nRUN go build", "/?"),
        "a WORKDIR below comes too late": ("RUN go build\nWORKDIR /a", "/"),
        "cd": ("WORKDIR /a\nRUN cd b && go build", "/a/b"),
        "cd up": ("RUN cd /a && cd .. && go build", "/"),
        "cd back": ("RUN cd /a && cd /b && cd - && go build", "/a"),
        "cd home": ("RUN cd && go build", "/root"),
        "a tilde is home": ("ENV HOME=/h\nRUN cd ~/x && go build", "/h/x"),
        "an option of cd": ("RUN cd -P /a && go build", "/a"),
        "a variable in cd": ("ENV D=/q\nRUN cd $D && go build", "/q"),
        "pushd and popd": ("RUN pushd /a && popd && go build", "/"),
        "cd ends with its RUN": ("RUN cd /a\nRUN go build", "/"),
        "cd within sh -c": ("RUN sh -c 'cd /a && go build'", "/a"),
        "cd within sh -c ends there": ("RUN sh -c 'cd /a' && go build", "/"),
        "cd within a heredoc": ("RUN <<EOF\ncd /a\ngo build\nEOF", "/a"),
    },
)
def test_folder(text: str, place: str) -> None:
    assert runs(f"FROM x\n{text}")[-1].folder == place


def test_a_parents_workdir_carries_on() -> None:
    assert runs("FROM x AS p\nWORKDIR /a\nFROM p\nWORKDIR b\nRUN go build")[-1].folder == "/a/b"


def test_the_folder_before_a_line() -> None:
    dockerfile = read("FROM x\nWORKDIR /a\nRUN a\nWORKDIR b\n")
    assert [folder(dockerfile, dockerfile.final_stage, before) for before in (2, 3, 5)] == ["/", "/a", "/a/b"]


@cases(
    "text, found",
    {
        "a comment within continuation lines": ("RUN a && \\\n\n # c\n  b", ["a", "b"]),
        "flags are no words": ("RUN --mount=type=cache,target=/x a", ["a"]),
        "exec form": ('RUN ["go", "build", "-o", "a b"]', ["go build -o a b"]),
        "a shell in exec form": ('RUN ["bash", "-c", "a && b"]', ["a", "b"]),
        "an empty exec form": ("RUN []", []),
        "a shell given a script": ("RUN sh -c 'a; b'", ["a", "b"]),
        "a shell with options": ("RUN bash -eo pipefail -c 'a'", ["a"]),
        "an option with a name": ("RUN bash -o errexit -c 'a'", ["a"]),
        "a shell within a shell": ("RUN sh -c 'sh -c \"a\"'", ["a"]),
        "a script's option is not the shell's": ("RUN bash x.sh -c", ["bash x.sh -c"]),
        "variables that are known": ("ENV A=b\nRUN a $A ${A} '$A'", ["a b b b"]),
        "a variable that is not": ("RUN a $A", ["a $A"]),
        "a variable of the shell": ("RUN X=y; a $X", ["a y"]),
        "a heredoc is the script": ("RUN <<EOF\na\nb\nEOF", ["a", "b"]),
        "a heredoc with a shell's shebang": ("RUN <<EOF\n#!/bin/bash -e\na\nEOF", ["a"]),
        "a heredoc of Python": ("RUN <<EOF\n#!/usr/bin/env python3\nimport go\nEOF", []),
        "a heredoc that bash reads": ("RUN <<EOF bash\na\nEOF", ["a"]),
        "a heredoc after bash": ("RUN bash -e <<EOF\na\nEOF", ["a"]),
        "a heredoc that Python reads": ("RUN python3 <<EOF\ngo = 1\nEOF", ["python3"]),
        "a heredoc before Python": ("RUN <<EOF python3\ngo = 1\nEOF", ["python3"]),
        "a heredoc that is written to a file": ("RUN cat <<EOF > /x\na\nEOF", ["cat"]),
    },
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_what_depends_on_a_condition_says_so() -> None:
    found = runs("FROM x\nRUN a && if b; then c; fi && sh -c 'd'")
    assert [(each.program, each.conditional) for each in found] == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("d", False),
    ]


def test_what_reads_a_pipe_says_so() -> None:
    found = runs("FROM x\nRUN curl x | sh -c 'tar x' && b")
    assert [(each.program, each.piped_from) for each in found] == [("curl", False), ("tar", True), ("b", False)]


def test_a_command_is_told_with_its_line_stage_and_text() -> None:
    found = runs("FROM y\nFROM x\n\nENV E=f\nRUN A=$E go build \\\n  -o x\n")
    assert found == [Running(1, 5, "A=f go build -o x", ("go", "build", "-o", "x"), "/", {"E": "f", "A": "f"})]


def test_lines_within_a_script() -> None:
    found = numbered("#!/bin/sh\n\na\nsh -c 'b\nc'\nif d; then\n  e\nfi\n", AT)
    assert [(line, each.program) for line, each in found] == [(3, "a"), (4, "b"), (5, "c"), (6, "d"), (7, "e")]


@cases(
    "line, script",
    {
        "sh -c": (["sh", "-c", "a"], "a"),
        "flags together": (["/bin/bash", "-exc", "a"], "a"),
        "a long option before": (["bash", "--norc", "-c", "a"], "a"),
        "a shell alone": (["sh"], ""),
        "no script": (["sh", "-c"], ""),
        "a script's file": (["sh", "x.sh"], ""),
        "no shell": (["python", "-c", "a"], ""),
    },
)
def test_given_to_shell(line: list[str], script: str) -> None:
    assert given_to_shell(tuple(line)) == script


SHELL = st.text(alphabet=st.sampled_from("ab go-cd$={}()\"'\\|&;<>\n\t #!`*~"), max_size=120)


@settings(deadline=2000)
@given(SHELL)
def test_any_shell_text_is_read(text: str) -> None:
    assert all(found.words for found in interpret(text, AT))


@settings(deadline=2000)
@given(st.text(max_size=100))
def test_any_text_after_run_is_read(text: str) -> None:
    assert all(found.words for found in runs(f"FROM x\nRUN {text}\n"))


def test_shells_within_shells_end() -> None:
    script = "a"
    for _ in range(10):
        script = "sh -c " + "'" + script.replace("'", "'\\''") + "'"
    begun = time.perf_counter()
    assert len(list(interpret(script, AT))) == 1
    assert time.perf_counter() - begun < 2


def test_a_long_dockerfile_takes_bounded_time() -> None:
    begun = time.perf_counter()
    found = runs("FROM x\n" + "ENV A=b\nWORKDIR a\nRUN a\n" * 1_000)
    assert (len(found), found[-1].folder) == (1_000, "/a" * 1_000)
    assert time.perf_counter() - begun < 10
