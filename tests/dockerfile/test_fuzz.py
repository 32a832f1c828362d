"""Any bytes give a Dockerfile or the reason why not: never an exception, never without end."""

import threading
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from audit.dockerfile.parse import MAXIMUM_BYTES, Unread, parse
from audit.dockerfile.shell import script_syntax
from audit.dockerfile.syntax import arguments, substitution
from audit.model.dockerfile import Dockerfile
from audit.model.repository import Source

SECONDS = 5.0
REAL = b"""\
# syntax=docker/dockerfile:1
ARG GO_VERSION=1.26
ARG RUNTIME=gcr.io/distroless/static@sha256:00000000000000000000000000000000
FROM --platform=$BUILDPLATFORM "golang:${GO_VERSION:-1.25}-alpine" AS Build
ARG TARGETARCH
ENV CGO_ENABLED=0 GOFLAGS="-mod=vendor -trimpath"
RUN --mount=type=cache,target=/root/.cache \\
    # a note

    go build -ldflags "-w -X main.v=$(git rev-parse HEAD)" -o /out/a ./cmd/a
RUN <<EOF cat <<-'END'
FROM evil
EOF
\tUSER evil
\tEND
FROM ${RUNTIME}
COPY --from=build --chown=65532:65532 ["/out/a", "/a"]
ONBUILD RUN echo
USER ${UID:+65532}:nobody
ENTRYPOINT ["/a"]
"""
MARKS = rb"""<<A <<-'A' ${ } $ :- " ' [ ] = # ` ? @ < \ {{ --mount=from= \ud800 FROM AS a""".split()
BYTES = [b" ", b"\n", b"\\\n", b"\r", b"\0", b"\t", b"\x1c", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80"]
LINES = [b"\nFROM ", b"\nRUN ", b"\nCOPY --from=0 ", b"\nARG A=$A", b"\nENV ", b"\xe2\x80\xa8", b"\xc2\x85"]
PIECES = st.sampled_from([*MARKS, *BYTES, *LINES])


def within(seconds: float, work: Callable[[], object]) -> object:
    """Return what the work returns; fail when it takes more of the processor's time, or never ends."""
    found: list[tuple[object, float]] = []
    thread = threading.Thread(target=lambda: found.append((work(), time.thread_time())), daemon=True)
    thread.start()
    thread.join(10 * seconds)
    assert not thread.is_alive(), "still running"
    result, spent = found[0]
    assert spent < seconds
    return result


def read(content: bytes) -> Dockerfile | Unread:
    found = parse(Source("Dockerfile", content))
    if isinstance(found, Dockerfile):
        assert found.stages
        assert [stage.index for stage in found.stages] == list(range(len(found.stages)))
        assert all(stage.parent is None or stage.parent < stage.index for stage in found.stages)
        # whatever came in can be written to a report
        assert repr(found).encode()
        for stage in found.stages:
            arguments.environment(found, stage, before=1_000_000)
            for instruction in stage.instructions:
                assert (
                    stage.line
                    < instruction.line
                    <= instruction.end_line
                    <= content.count(b"\n") + content.count(b"\n\0") + 1
                )
                script_syntax.read(instruction.value)
    return found


@settings(max_examples=500, deadline=None, derandomize=True)
@given(content=st.binary(max_size=200))
@example(content=b'FROM a\nRUN ["\\ud800"]')
@example(content=b"\xff\xfe\x00\xd8")
@example(content=b"FROM\0a\nRUN\0\\")
def test_any_bytes(content: bytes) -> None:
    read(content)


@settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(content=st.lists(PIECES, max_size=30).map(b"".join))
def test_any_bytes_that_mean_something(content: bytes) -> None:
    read(b"FROM a\n" + content)
    read(content)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(
    changes=st.lists(
        st.tuples(st.integers(0, len(REAL)), st.integers(0, 40), st.one_of(PIECES, st.binary(max_size=4))), max_size=6
    )
)
def test_a_real_dockerfile_with_parts_exchanged(changes: list[tuple[int, int, bytes]]) -> None:
    content = REAL
    for place, length, piece in changes:
        content = content[:place] + piece + content[place + length :]
    read(content)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text(alphabet="ab$A{}:-+?\"'\\ =", max_size=40))
def test_any_text_expands(text: str) -> None:
    assert isinstance(substitution.expand(text, {"A": "x", "a": "$A"}), str)
    assert isinstance(substitution.substitute(text, {"A": "x", "a": "$A"}), str)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.one_of(st.text(max_size=60), st.text(alphabet="ab $(){}|&;<>\"'`\\\n#=[]!", max_size=60)))
def test_any_text_is_a_script_or_not_readable(text: str) -> None:
    assert isinstance(script_syntax.read(text), script_syntax.Script)


def _filled(head: str, piece: str, tail: str = "") -> bytes:
    """Return head and tail with the piece between them as often as fits."""
    room = MAXIMUM_BYTES - len((head + tail).encode())
    return (head + piece * (room // len(piece.encode())) + tail).encode()


def _lines(head: str, line: str, tail: str = "") -> bytes:
    """Return as many of the lines as may be, numbered where they ask for it."""
    return (head + "".join(line.format(i=i, j=i + 1) for i in range(19_990)) + tail).encode()[:MAXIMUM_BYTES]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(_filled("FROM a\nRUN ", "\\"), id="backslashes"),
        pytest.param(_lines("FROM a\nRUN ", "\\\n"), id="continuations of nothing"),
        pytest.param(_filled("FROM a\nRUN ", "\\ "), id="backslashes and spaces"),
        pytest.param(_lines("FROM a\nRUN b \\\n", "\n"), id="blank lines inside a continued RUN"),
        pytest.param(_lines("FROM a\nRUN b \\\n", "# c\n"), id="comments inside a continued RUN"),
        pytest.param(_filled("FROM a\nRUN ", " ", "b"), id="spaces"),
        pytest.param(_filled("# a=b", " ", "c"), id="a directive with spaces"),
        pytest.param(_filled("", "\r", "a"), id="carriage returns"),
        pytest.param(_filled("FROM a\nRUN ", "<<A"), id="markers without spaces"),
        pytest.param(_filled("FROM a\nRUN", " <<A"), id="markers with spaces"),
        pytest.param(_lines("FROM a\n", "RUN <<A\n"), id="heredocs that nothing ends"),
        pytest.param(b"FROM a\n" + b"RUN <<A\nA\n" * 9_990, id="heredocs that end"),
        pytest.param(_filled("FROM a\nRUN ", '"a '), id="quotes"),
        pytest.param(_filled("FROM a\nENV ", 'a="b '), id="pairs with quotes"),
        pytest.param(_filled('FROM a\nENV a="', "\\"), id="backslashes within a quote"),
        pytest.param(_filled("FROM a\nENV ", "a=b "), id="pairs"),
        pytest.param(_filled("FROM a\nCOPY ", "--a=b "), id="flags"),
        pytest.param(_filled("FROM a\nCOPY ", '--a="'), id="flags with quotes"),
        pytest.param(_filled("FROM a\nRUN ", "--mount=from=b "), id="mounts"),
        pytest.param(_filled("FROM a\nRUN ", "["), id="arrays within arrays"),
        pytest.param(_filled("FROM a\nCOPY ", "$a "), id="variables"),
        pytest.param(_filled("FROM ", "${"), id="braces that nothing closes"),
        pytest.param(_filled("FROM ", "${a:-"), id="defaults that nothing closes"),
        pytest.param(b"FROM " + b"${a:-" * 150_000 + b"}" * 150_000, id="defaults within defaults"),
        pytest.param(b"FROM a\nENV A=" + b"${a:-}" * 150_000, id="defaults one after another"),
        pytest.param(_filled("ARG A=" + "x" * 4_000 + "\nARG B=", "$A", "\nFROM $B"), id="a long value many times"),
        pytest.param(_lines("ARG A=xx\n", "ARG A=$A$A\n", "FROM $A"), id="an argument that doubles itself"),
        pytest.param(_lines("ARG A0=xx\n", "ARG A{j}=$A{i}$A{i}\n", "FROM $A60"), id="arguments that double"),
        pytest.param(_lines("ARG A0=xx\nFROM a\n", "ENV A{j}=$A{i}$A{i}\n", "COPY $A60 b"), id="variables that double"),
        pytest.param(_lines("ARG A=" + "x" * 4_000 + "\n", "ARG A{i}=$A\n", "FROM a"), id="one long value in many"),
        pytest.param(b"FROM a AS b\n" * 80_000, id="stages without end"),
        pytest.param(b"FROM a AS b\n" * 1_000, id="a thousand stages of one alias"),
        pytest.param(
            b"FROM a AS b0\n" + b"".join(b"FROM b%d AS b%d\nENV A%d=b\n" % (i, i + 1, i) for i in range(999)),
            id="a thousand stages one on another",
        ),
        pytest.param(
            b"".join(b"FROM a AS b%d\n" % i for i in range(999)) + b"COPY --from=b0 c d\n" * 18_000,
            id="many copies from many stages",
        ),
        pytest.param(_filled("FROM ", "a-", "!"), id="a long name"),
        pytest.param(_filled("FROM ", "a/", "!"), id="a long path"),
        pytest.param(_filled("FROM ", "?"), id="question marks"),
        pytest.param(_filled("FROM a:", "b"), id="a long tag"),
        pytest.param(_lines("FROM a\n", "RUN b\n"), id="many instructions"),
        pytest.param(_lines("", "ARG A{i}\n", "FROM a"), id="many arguments"),
        pytest.param(_filled("FROM a\n", "ONBUILD "), id="one in another"),
        pytest.param(_filled("", "\0"), id="nothing but NULs"),
        pytest.param(_filled("FROM a\nRUN b", "\u2028"), id="separators that are no line ends here"),
        pytest.param(_filled("", "x\n"), id="a million bytes of lines"),
    ],
)
def test_bounded_time(content: bytes) -> None:
    assert isinstance(within(SECONDS, lambda: parse(Source("Dockerfile", content))), Dockerfile | Unread)


@pytest.mark.parametrize(
    "piece",
    ["(", "$(", "${", "`", '"', "a|", "a;", "a&&", "if ", " <<A", "case a in ", "[[ ", "$((", "\\", "{ ", "a$b"],
)
def test_bounded_time_of_a_script(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert isinstance(within(SECONDS, lambda: script_syntax.read(text)), script_syntax.Script)
    assert within(SECONDS, lambda: script_syntax.read(text + " " * 100_000)) == script_syntax.Script((), readable=False)
