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
from tests.cases import cases

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


def _filled(head: str, piece: str, tail: str = "") -> bytes:
    """Return head and tail with the piece between them as often as fits."""
    room = MAXIMUM_BYTES - len((head + tail).encode())
    return (head + piece * (room // len(piece.encode())) + tail).encode()


def _lines(head: str, line: str, tail: str = "") -> bytes:
    """Return as many of the lines as may be, numbered where they ask for it."""
    return (head + "".join(line.format(i=i, j=i + 1) for i in range(19_990)) + tail).encode()[:MAXIMUM_BYTES]


@cases(
    "content",
    {
        "backslashes": _filled("FROM a\nRUN ", "\\"),
        "continuations of nothing": _lines("FROM a\nRUN ", "\\\n"),
        "backslashes and spaces": _filled("FROM a\nRUN ", "\\ "),
        "blank lines inside a continued RUN": _lines("FROM a\nRUN b \\\n", "\n"),
        "comments inside a continued RUN": _lines("FROM a\nRUN b \\\n", "# c\n"),
        "spaces": _filled("FROM a\nRUN ", " ", "b"),
        "a directive with spaces": _filled("# a=b", " ", "c"),
        "carriage returns": _filled("", "\r", "a"),
        "markers without spaces": _filled("FROM a\nRUN ", "<<A"),
        "markers with spaces": _filled("FROM a\nRUN", " <<A"),
        "heredocs that nothing ends": _lines("FROM a\n", "RUN <<A\n"),
        "heredocs that end": b"FROM a\n" + b"RUN <<A\nA\n" * 9_990,
        "quotes": _filled("FROM a\nRUN ", '"a '),
        "pairs with quotes": _filled("FROM a\nENV ", 'a="b '),
        "backslashes within a quote": _filled('FROM a\nENV a="', "\\"),
        "pairs": _filled("FROM a\nENV ", "a=b "),
        "flags": _filled("FROM a\nCOPY ", "--a=b "),
        "flags with quotes": _filled("FROM a\nCOPY ", '--a="'),
        "mounts": _filled("FROM a\nRUN ", "--mount=from=b "),
        "arrays within arrays": _filled("FROM a\nRUN ", "["),
        "variables": _filled("FROM a\nCOPY ", "$a "),
        "braces that nothing closes": _filled("FROM ", "${"),
        "defaults that nothing closes": _filled("FROM ", "${a:-"),
        "defaults within defaults": b"FROM " + b"${a:-" * 150_000 + b"}" * 150_000,
        "defaults one after another": b"FROM a\nENV A=" + b"${a:-}" * 150_000,
        "a long value many times": _filled("ARG A=" + "x" * 4_000 + "\nARG B=", "$A", "\nFROM $B"),
        "an argument that doubles itself": _lines("ARG A=xx\n", "ARG A=$A$A\n", "FROM $A"),
        "arguments that double": _lines("ARG A0=xx\n", "ARG A{j}=$A{i}$A{i}\n", "FROM $A60"),
        "variables that double": _lines("ARG A0=xx\nFROM a\n", "ENV A{j}=$A{i}$A{i}\n", "COPY $A60 b"),
        "one long value in many": _lines("ARG A=" + "x" * 4_000 + "\n", "ARG A{i}=$A\n", "FROM a"),
        "stages without end": b"FROM a AS b\n" * 80_000,
        "a thousand stages of one alias": b"FROM a AS b\n" * 1_000,
        "a thousand stages one on another": b"FROM a AS b0\n"
        + b"".join(b"FROM b%d AS b%d\nENV A%d=b\n" % (i, i + 1, i) for i in range(999)),
        "many copies from many stages": b"".join(b"FROM a AS b%d\n" % i for i in range(999))
        + b"COPY --from=b0 c d\n" * 18_000,
        "a long name": _filled("FROM ", "a-", "!"),
        "a long path": _filled("FROM ", "a/", "!"),
        "question marks": _filled("FROM ", "?"),
        "a long tag": _filled("FROM a:", "b"),
        "many instructions": _lines("FROM a\n", "RUN b\n"),
        "many arguments": _lines("", "ARG A{i}\n", "FROM a"),
        "one in another": _filled("FROM a\n", "ONBUILD "),
        "nothing but NULs": _filled("", "\0"),
        "separators that are no line ends here": _filled("FROM a\nRUN b", "\u2028"),
        "a million bytes of lines": _filled("", "x\n"),
    },
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
