"""What RUN runs: words, folder and variables in effect."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.dockerfile.parse import parse
from audit.dockerfile.shell.interpreter import Running, given_to_shell, interpret, numbered
from audit.dockerfile.shell.run_commands import commands, folder
from audit.model.dockerfile import Dockerfile
from audit.model.repository import Source

AT = Running(0, 1, "", (), "/", {})


def runs(text: str) -> list[Running]:
    """Return what the final stage runs."""
    dockerfile = parse(Source("Dockerfile", text.encode()))
    assert isinstance(dockerfile, Dockerfile)
    return list(commands(dockerfile, dockerfile.final_stage))


def words(text: str) -> list[str]:
    return [" ".join(found.words) for found in runs(f"FROM x\n{text}\n")]


@pytest.mark.parametrize(
    ("text", "environment"),
    [
        pytest.param("FROM x\nRUN A=b go build", {"A": "b"}, id="before the command"),
        pytest.param("FROM x\nRUN env A=b go build", {"A": "b"}, id="by env"),
        pytest.param('FROM x\nRUN ["env", "A=b", "go", "build"]', {"A": "b"}, id="by env in exec form"),
        pytest.param("FROM x\nENV A=b\nRUN go build", {"A": "b"}, id="by ENV"),
        pytest.param("FROM x\nRUN go build\nENV A=b", {}, id="an ENV below comes too late"),
        pytest.param("FROM x\nARG A=b\nRUN go build", {"A": "b"}, id="by ARG"),
        pytest.param("ARG A=b\nFROM x\nRUN go build", {}, id="a global ARG must be declared again"),
        pytest.param("ARG A=b\nFROM x\nARG A\nRUN go build", {"A": "b"}, id="a global ARG declared again"),
        pytest.param("FROM x\nRUN export A=b && go build", {"A": "b"}, id="by export"),
        pytest.param("FROM x\nRUN export A=b\nRUN go build", {}, id="an export ends with its RUN"),
        pytest.param("FROM x\nRUN A=b; export A; go build", {"A": "b"}, id="assigned, then exported"),
        pytest.param("FROM x\nRUN A=b && go build", {}, id="a variable of the shell reaches no command"),
        pytest.param("FROM x\nENV A=b\nRUN A=c && go build", {"A": "c"}, id="but one that was exported before"),
        pytest.param('FROM x\nENV A=b\nRUN A="$A c" go build', {"A": "b c"}, id="a value that holds the old one"),
        pytest.param("FROM x\nRUN A= go build", {"A": ""}, id="set to nothing"),
        pytest.param("FROM x\nRUN go env -w A=b\nRUN go build", {"A": "b"}, id="by go env -w"),
        pytest.param("FROM x\nRUN go env -w A=b && go build", {"A": "b"}, id="by go env -w in the same RUN"),
        pytest.param("FROM x\nENV A=b\nRUN go env -w A=c && go build", {"A": "b"}, id="an ENV wins over go env -w"),
        pytest.param(
            "FROM x AS p\nENV A=b\nARG C=d\nFROM p\nRUN go build", {"A": "b"}, id="the parent's ENV, not its ARG"
        ),
        pytest.param("FROM x AS p\nRUN go env -w A=b\nFROM p\nRUN go build", {"A": "b"}, id="the parent's go env -w"),
        pytest.param("FROM x AS p\nENV A=b\nFROM y\nRUN go build", {}, id="another stage's ENV does not apply"),
        pytest.param("FROM x AS p\nRUN go env -w A=b\nFROM y\nRUN go build", {}, id="nor its go env -w"),
        pytest.param("FROM x\nRUN sh -c 'A=b go build'", {"A": "b"}, id="within sh -c"),
        pytest.param("FROM x\nRUN sh -c 'export A=b; go build'", {"A": "b"}, id="exported within sh -c"),
        pytest.param("FROM x\nRUN A=b sh -c 'go build'", {"A": "b"}, id="before sh -c"),
        pytest.param("FROM x\nRUN A=b; sh -c 'go build'", {}, id="a variable of the shell before sh -c"),
        pytest.param('FROM x\nRUN ["sh", "-c", "A=b go build"]', {"A": "b"}, id="within sh -c in exec form"),
        pytest.param("FROM x\nRUN A=b \\\n  go build", {"A": "b"}, id="on another line than the command"),
    ],
)
def test_environment(text: str, environment: dict[str, str]) -> None:
    assert runs(text)[-1].environment == environment


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("RUN go build", "/", id="the root to begin with"),
        pytest.param("WORKDIR /a\nRUN go build", "/a", id="WORKDIR"),
        pytest.param("WORKDIR a\nWORKDIR b/../c\nRUN go build", "/a/c", id="a relative WORKDIR"),
        pytest.param("ARG D=/q\nWORKDIR $D/src\nRUN go build", "/q/src", id="a variable in WORKDIR"),
        pytest.param("WORKDIR $D\nRUN go build", "/?", id="a variable that nothing sets"),
        pytest.param("RUN go build\nWORKDIR /a", "/", id="a WORKDIR below comes too late"),
        pytest.param("WORKDIR /a\nRUN cd b && go build", "/a/b", id="cd"),
        pytest.param("RUN cd /a && cd .. && go build", "/", id="cd up"),
        pytest.param("RUN cd /a && cd /b && cd - && go build", "/a", id="cd back"),
        pytest.param("RUN cd && go build", "/root", id="cd home"),
        pytest.param("ENV HOME=/h\nRUN cd ~/x && go build", "/h/x", id="a tilde is home"),
        pytest.param("RUN cd -P /a && go build", "/a", id="an option of cd"),
        pytest.param("ENV D=/q\nRUN cd $D && go build", "/q", id="a variable in cd"),
        pytest.param("RUN pushd /a && popd && go build", "/", id="pushd and popd"),
        pytest.param("RUN cd /a\nRUN go build", "/", id="cd ends with its RUN"),
        pytest.param("RUN sh -c 'cd /a && go build'", "/a", id="cd within sh -c"),
        pytest.param("RUN sh -c 'cd /a' && go build", "/", id="cd within sh -c ends there"),
        pytest.param("RUN <<EOF\ncd /a\ngo build\nEOF", "/a", id="cd within a heredoc"),
    ],
)
def test_folder(text: str, place: str) -> None:
    assert runs(f"FROM x\n{text}")[-1].folder == place


def test_a_parents_workdir_carries_on() -> None:
    assert runs("FROM x AS p\nWORKDIR /a\nFROM p\nWORKDIR b\nRUN go build")[-1].folder == "/a/b"


def test_the_folder_before_a_line() -> None:
    dockerfile = parse(Source("Dockerfile", b"FROM x\nWORKDIR /a\nRUN a\nWORKDIR b\n"))
    assert isinstance(dockerfile, Dockerfile)
    assert [folder(dockerfile, dockerfile.final_stage, before) for before in (2, 3, 5)] == ["/", "/a", "/a/b"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("RUN a && b || c; d", ["a", "b", "c", "d"], id="lists"),
        pytest.param("RUN a | b", ["a", "b"], id="a pipe"),
        pytest.param("RUN a \\\n  b \\\n  c", ["a b c"], id="continuation lines"),
        pytest.param("RUN a && \\\n\n # c\n  b", ["a", "b"], id="a comment within continuation lines"),
        pytest.param("RUN if a; then b; else c; fi", ["a", "b", "c"], id="both branches"),
        pytest.param("RUN for i in a b; do c $i; done", ["c $i"], id="a loop"),
        pytest.param("RUN case $A in b) c;; esac", ["c"], id="a case"),
        pytest.param("RUN (a; b) && { c; }", ["a", "b", "c"], id="groups"),
        pytest.param("RUN ! a", ["a"], id="a negation"),
        pytest.param("RUN --mount=type=cache,target=/x a", ["a"], id="flags are no words"),
        pytest.param("RUN --network=none a", ["a"], id="another flag"),
        pytest.param('RUN ["go", "build", "-o", "a b"]', ["go build -o a b"], id="exec form"),
        pytest.param('RUN ["bash", "-c", "a && b"]', ["a", "b"], id="a shell in exec form"),
        pytest.param("RUN []", [], id="an empty exec form"),
        pytest.param("RUN sh -c 'a; b'", ["a", "b"], id="a shell given a script"),
        pytest.param("RUN bash -eo pipefail -c 'a'", ["a"], id="a shell with options"),
        pytest.param("RUN bash -o errexit -c 'a'", ["a"], id="an option with a name"),
        pytest.param("RUN sh -c 'sh -c \"a\"'", ["a"], id="a shell within a shell"),
        pytest.param("RUN bash x.sh -c", ["bash x.sh -c"], id="a script's option is not the shell's"),
        pytest.param("RUN exec a", ["a"], id="exec"),
        pytest.param("RUN time a", ["a"], id="time"),
        pytest.param("RUN sudo -u x a", ["a"], id="sudo"),
        pytest.param("ENV A=b\nRUN a $A ${A} '$A'", ["a b b b"], id="variables that are known"),
        pytest.param("RUN a $A", ["a $A"], id="a variable that is not"),
        pytest.param("RUN X=y; a $X", ["a y"], id="a variable of the shell"),
        pytest.param("RUN <<EOF\na\nb\nEOF", ["a", "b"], id="a heredoc is the script"),
        pytest.param("RUN <<-EOF\n\ta\n\tEOF", ["a"], id="a heredoc with tabs"),
        pytest.param('RUN <<"EOF"\na\nEOF', ["a"], id="a quoted marker"),
        pytest.param("RUN <<EOF\n#!/bin/bash -e\na\nEOF", ["a"], id="a heredoc with a shell's shebang"),
        pytest.param("RUN <<EOF\n#!/usr/bin/env python3\nimport go\nEOF", [], id="a heredoc of Python"),
        pytest.param("RUN <<EOF bash\na\nEOF", ["a"], id="a heredoc that bash reads"),
        pytest.param("RUN bash -e <<EOF\na\nEOF", ["a"], id="a heredoc after bash"),
        pytest.param("RUN python3 <<EOF\ngo = 1\nEOF", ["python3"], id="a heredoc that Python reads"),
        pytest.param("RUN <<EOF python3\ngo = 1\nEOF", ["python3"], id="a heredoc before Python"),
        pytest.param("RUN cat <<EOF > /x\na\nEOF", ["cat"], id="a heredoc that is written to a file"),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_what_depends_on_a_condition_says_so() -> None:
    found = runs("FROM x\nRUN a && if b; then c; fi && sh -c 'd'")
    assert [(each.words, each.conditional) for each in found] == [
        (("a",), False),
        (("b",), True),
        (("c",), True),
        (("d",), False),
    ]


def test_what_reads_a_pipe_says_so() -> None:
    found = runs("FROM x\nRUN curl x | sh -c 'tar x' && b")
    assert [(each.words, each.piped_from) for each in found] == [
        (("curl", "x"), False),
        (("tar", "x"), True),
        (("b",), False),
    ]


def test_a_command_is_told_with_its_line_stage_and_text() -> None:
    found = runs("FROM y\nFROM x\n\nENV E=f\nRUN A=$E go build \\\n  -o x\n")
    assert found == [Running(1, 5, "A=f go build -o x", ("go", "build", "-o", "x"), "/", {"E": "f", "A": "f"})]


def test_lines_within_a_script() -> None:
    found = numbered("#!/bin/sh\n\na\nsh -c 'b\nc'\nif d; then\n  e\nfi\n", AT)
    assert [(line, each.words) for line, each in found] == [
        (3, ("a",)),
        (4, ("b",)),
        (5, ("c",)),
        (6, ("d",)),
        (7, ("e",)),
    ]


@pytest.mark.parametrize(
    ("line", "script"),
    [
        pytest.param(["sh", "-c", "a"], "a", id="sh -c"),
        pytest.param(["/bin/bash", "-exc", "a"], "a", id="flags together"),
        pytest.param(["bash", "--norc", "-c", "a"], "a", id="a long option before"),
        pytest.param(["sh"], "", id="a shell alone"),
        pytest.param(["sh", "-c"], "", id="no script"),
        pytest.param(["sh", "x.sh"], "", id="a script's file"),
        pytest.param(["python", "-c", "a"], "", id="no shell"),
    ],
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
    dockerfile = parse(Source("Dockerfile", b"FROM x\nRUN " + text.encode("utf-8", "surrogatepass") + b"\n"))
    assert isinstance(dockerfile, Dockerfile)
    assert all(found.words for found in commands(dockerfile, dockerfile.final_stage))


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
