"""Dockerfiles written from a grammar are read as they were meant: stages, parents, lines, heredocs, variables."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.dockerfile.shell import run_commands
from audit.dockerfile.syntax import arguments
from tests.dockerfile.reading import read

NAME = st.sampled_from(["A", "B_C", "D1"])
VALUE = st.sampled_from(["x", "1.2.3", "v1-alpine", "a/b"])
BODY = st.lists(st.sampled_from(["FROM evil:1", "USER evil", "# c", "", "x \\", "it's (", "apk add evil"]), max_size=3)
OPENS = st.sampled_from(["<<", "<< ", "<<\t ", "<<-"])
MARKER = st.sampled_from([("EOF", "EOF"), ("'EOF'", "EOF"), ('"E F"', "E F")])
WRAPPER = st.sampled_from(["", "timeout 5 ", "nice -n 3 ", "env A=b ", "sudo -E ", "stdbuf -oL timeout 9 "])


@dataclass
class Written:
    """Hold the text written so far, and what is meant by it."""

    lines: list[str] = field(default_factory=list)
    stages: list[tuple[int, int | None, str]] = field(default_factory=list)
    values: list[dict[str, str]] = field(default_factory=list)
    fixed: list[set[str]] = field(default_factory=list)
    programs: list[list[str]] = field(default_factory=list)
    heredocs: list[tuple[int, str]] = field(default_factory=list)


@st.composite
def dockerfiles(draw: st.DrawFn) -> Written:
    """Write a Dockerfile of one to four stages."""
    written = Written()
    for index in range(draw(st.integers(1, 4))):
        parent = draw(st.one_of(st.none(), st.integers(0, index - 1))) if index else None
        base = f"image{index}:1" if parent is None else f"s{parent}"
        written.stages.append((len(written.lines) + 1, parent, f"s{index}"))
        written.lines.append(f"FROM {base} AS s{index}")
        written.values.append({} if parent is None else dict(written.values[parent]))
        written.fixed.append(set() if parent is None else set(written.fixed[parent]))
        written.programs.append([])
        for _ in range(draw(st.integers(0, 4))):
            draw(st.sampled_from((variable, command, heredoc)))(draw, written)
    return written


def variable(draw: st.DrawFn, written: Written) -> None:
    keyword, name, value = draw(st.sampled_from(["ARG", "ENV"])), draw(NAME), draw(VALUE)
    written.lines.append(f"{keyword} {name}={value}")
    if keyword == "ENV":
        written.fixed[-1].add(name)
    if keyword == "ENV" or name not in written.fixed[-1]:
        written.values[-1][name] = value


def command(draw: st.DrawFn, written: Written) -> None:
    written.lines.append(f"RUN {draw(WRAPPER)}prog --flag")
    written.programs[-1].append("prog")


def heredoc(draw: st.DrawFn, written: Written) -> None:
    opens, (marker, name), body = draw(OPENS), draw(MARKER), draw(BODY)
    written.heredocs.append((len(written.lines) + 1, "".join(f"{line}\n" for line in body)))
    written.lines += [f"RUN cat {opens}{marker} > /f && {draw(WRAPPER)}after", *body, name]
    written.programs[-1] += ["cat", "after"]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(dockerfiles())
def test_what_is_written_is_read(written: Written) -> None:
    found = read("\n".join([*written.lines, ""]))
    assert [(stage.line, stage.parent, stage.alias) for stage in found.stages] == written.stages
    assert [arguments.environment(found, stage, before=10_000) for stage in found.stages] == written.values
    assert [
        [running.program for running in run_commands.commands(found, stage)] for stage in found.stages
    ] == written.programs
    assert [
        (instruction.line, heredoc.body)
        for stage in found.stages
        for instruction in stage.instructions
        for heredoc in instruction.heredocs
    ] == written.heredocs
    assert all(run_commands.is_readable(instruction) for stage in found.stages for instruction in stage.instructions)
