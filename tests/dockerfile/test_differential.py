"""Two readers of one Dockerfile: ours against Docker's own parser (the PyPI package `dockerfile`)."""

from pathlib import Path

import dockerfile
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from audit.dockerfile.parse import Unread, parse
from audit.dockerfile.syntax import instructions
from audit.dockerfile.syntax.decoding import decode
from audit.model.dockerfile import Dockerfile
from audit.model.repository import Source

SAMPLE = Path(__file__).parents[2] / "config" / "sample"
SAMPLES = sorted(
    path.relative_to(SAMPLE).as_posix()
    for path in SAMPLE.rglob("*")
    if path.is_file() and "dockerfile" in path.name.lower()
)
# what the sample holds under such a name on purpose, though nothing can be built from it
NO_DOCKERFILES = [
    "edge-gateway/main/Dockerfile",
    "serving/main/docs/Dockerfile.template",
    "serving/main/tools/dockerfile.py",
]
FLAGGED = ("FROM", "RUN", "COPY", "ADD", "HEALTHCHECK")
SHELL_FORM = ("RUN", "CMD", "ENTRYPOINT")

Told = tuple[str, int, int, tuple[str, ...], str, tuple[str, ...] | None, tuple[tuple[str, str], ...]]
Based = tuple[int, str, str, int | None]


def ours(text: str) -> list[Told]:
    """Return keyword, first and last line, flags, shell text, exec form and heredocs of each instruction."""
    return [
        (
            each.keyword,
            each.line,
            each.end_line,
            tuple(f"--{name}={value}" if value else f"--{name}" for name, value in each.flags),
            each.value if each.keyword in SHELL_FORM and each.words is None else "",
            each.words,
            tuple((heredoc.marker, heredoc.body) for heredoc in each.heredocs),
        )
        for each in instructions.read(text)
    ]


def theirs(text: str) -> list[Told]:
    # a continuation of nothing at the end of the file is a command without a keyword there, and none here
    return [_theirs(each) for each in dockerfile.parse_string(text) if each.cmd]


def _theirs(each: dockerfile.Command) -> Told:
    keyword = each.cmd.upper()
    # JSON within HEALTHCHECK and ONBUILD is not our business: we keep their values whole
    words = tuple(each.value) if each.json and keyword not in ("HEALTHCHECK", "ONBUILD") else None
    return (
        keyword,
        each.start_line,
        each.end_line,
        # no rule reads flags of other instructions; Docker refuses them after parsing
        # and this build of the parser takes each byte of a flag for a character
        tuple(flag.encode("latin-1").decode() for flag in each.flags) if keyword in FLAGGED else (),
        "".join(each.value) if keyword in SHELL_FORM and words is None else "",
        words,
        tuple((heredoc.name, heredoc.content) for heredoc in each.heredocs),
    )


def our_stages(read: Dockerfile) -> list[Based]:
    return [(stage.line, stage.alias, stage.image.text, stage.parent) for stage in read.stages]


def their_stages(text: str) -> list[Based]:
    """Return line, alias, base image (`?` where the parser cannot know) and parent of each stage."""
    found: list[Based] = []
    for each in dockerfile.parse_string(text):
        if each.cmd and each.cmd.upper() == "FROM":
            base, alias = each.value[0].strip("\"'"), "".join(each.value[2:]).lower()
            parent = next((i for i in reversed(range(len(found))) if found[i][1] == base.lower()), None)
            # the parser expands no variable, and takes a name in upper case that the builder refuses
            image = base if base == base.lower() and "$" not in base else "?"
            found.append((each.start_line, alias, image if parent is None else found[parent][2], parent))
    return found


@pytest.mark.parametrize("path", [path for path in SAMPLES if path not in NO_DOCKERFILES])
def test_both_read_the_sample_alike(path: str) -> None:
    content = (SAMPLE / path).read_bytes()
    read = parse(Source(path, content))
    assert isinstance(read, Dockerfile)
    assert ours(decode(content)) == theirs(content.decode())
    for mine, other in zip(our_stages(read), their_stages(content.decode()), strict=True):
        # what a variable makes of a base is in `test_stages`
        assert mine[:2] == other[:2]
        assert other[2] in (mine[2], "?")


@pytest.mark.parametrize("path", NO_DOCKERFILES)
def test_both_refuse_what_is_no_dockerfile(path: str) -> None:
    content = (SAMPLE / path).read_bytes()
    assert isinstance(parse(Source(path, content)), Unread)
    try:
        keywords = [each.cmd.upper() for each in dockerfile.parse_string(content.decode())]
    except dockerfile.GoParseError:
        return
    # the parser takes any word for a keyword; the builder that follows it refuses these
    assert "FROM" not in keywords or keywords[0] not in ("FROM", "ARG") or "{{" in content.decode()


def _sequence(*parts: st.SearchStrategy[str], between: str = "") -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(between.join)


WORD = st.sampled_from(
    ["a", "b=c", "--d", "$E", "${F:-g}", "'h i'", '"j k"', "&&", "|", "l\\\\", "<<<m", "$((1<<2))", "#", "[", "é", ":"]
)
GAP = st.sampled_from([" ", "  ", "\t", " \\\n", " \\\n  ", " \\\n# c\n", " \\\n\n", " \\ \n\t# c \\\n\n ", "\\\n "])
WORDS = st.lists(_sequence(GAP, WORD), max_size=5).map("".join)
MARKER = st.sampled_from([("E", "E"), ("'E'", "E"), ('"E F"', "E F"), ("-G", "G")])
BODY = st.lists(
    st.sampled_from(["FROM evil\n", "USER evil\n", "# c\n", "\n", "x \\\n", "RUN <<E\n", " E\n", "E \n"]), max_size=4
).map("".join)
HEREDOC = st.tuples(MARKER, BODY)
IMAGE = st.sampled_from(["alpine", "ubuntu:24.04", '"node:22"', "gcr.io/a/b@sha256:" + "0" * 64, "x", "Y", "z", "0"])
ALIAS = st.sampled_from(["", " AS x", " as X", "\tAs y", " \\\n AS y", " AS z-1"])
FLAG = st.sampled_from(
    ["", " --from=x ", " --mount=type=cache,target=/a ", " --chown=1:2 \\\n  --link ", ' --mount=source="a b" ']
)
ARRAY = st.sampled_from([' ["a", "b c"]', ' [ "a" , \\\n "\\u00fc" ]', " []", ' ["a"', ' ["a"] b', " ['a']"])


def _with_heredocs(keyword: str, words: str, heredocs: list[tuple[tuple[str, str], str]]) -> str:
    opened = "".join(f" <<{marker}" for (marker, _), _ in heredocs)
    closed = "".join(f"{body}{name}\n" for (_, name), body in heredocs)
    return f"{keyword}{words}{opened}\n{closed}"


INSTRUCTION = st.one_of(
    _sequence(st.sampled_from(["FROM ", "from ", "FROM\t", "FROM \\\n "]), IMAGE, ALIAS, st.just("\n")),
    _sequence(st.sampled_from(["RUN", "Run", "RUN \\\n# c\n", "  RUN"]), FLAG, WORDS, st.just(" z\n")),
    _sequence(st.sampled_from(["COPY", "ADD"]), FLAG, WORDS, st.just(" z\n")),
    _sequence(st.sampled_from(["CMD", "RUN", "ENTRYPOINT", "COPY", "VOLUME"]), ARRAY, st.just("\n")),
    _sequence(
        st.sampled_from(["CMD", "ENTRYPOINT", "USER", "WORKDIR", "EXPOSE", "FOO"]),
        st.just(" z"),
        WORDS,
        st.just(" z\n"),
    ),
    st.sampled_from(["ENV A=b \\\n  C=d\n", "ENV A b c\n", "ARG A\n", "ARG A=b\n", "LABEL a=b\n", "ONBUILD RUN a\n"]),
    st.sampled_from(
        ["\n", " \t\n", "# c\n", "  # c \\\n", "#\n", "RUN\n", "USER a\\\\\n", "\\\nUSER a\n", "US\\\nER a\n"]
    ),
    st.builds(_with_heredocs, st.sampled_from(["RUN", "COPY", "ADD"]), WORDS, st.lists(HEREDOC, max_size=3)),
)
HEAD = st.sampled_from(["", "# syntax=a/b:1\n", "# escape=\\\n", "# c\n", "ARG A=b\n", "\n"])
TAIL = st.sampled_from(["", "RUN a \\", "RUN a \\\n", "RUN a \\\n\n# c\n", "USER a", "# c"])


@settings(max_examples=1_000, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(head=HEAD, body=st.lists(INSTRUCTION, max_size=8), tail=TAIL, crlf=st.booleans())
def test_both_read_any_dockerfile_alike(head: str, body: list[str], tail: str, *, crlf: bool) -> None:
    text = f"{head}FROM alpine\n{''.join(body)}{tail}"
    try:
        expected = theirs(text)
    except dockerfile.GoParseError:
        # an unterminated heredoc or an ENV of one word: Docker stops, we read on for what else the file says
        reject()
    content = text.replace("\n", "\r\n") if crlf else text
    assert ours(decode(content.encode())) == expected
    read = parse(Source("Dockerfile", content.encode()))
    assert isinstance(read, Dockerfile)
    assert our_stages(read) == their_stages(text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(lines=st.lists(st.text(alphabet="RUN \\#`<EOF'\"\t$-[]", max_size=12), min_size=1, max_size=6))
def test_both_divide_any_lines_alike(lines: list[str]) -> None:
    text = "\n".join(["FROM a", *lines, ""])
    try:
        expected = theirs(text)
    except dockerfile.GoParseError:
        reject()
    assert [told[:3] for told in ours(text)] == [told[:3] for told in expected]
