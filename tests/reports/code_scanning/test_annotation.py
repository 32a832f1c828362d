"""Workflow commands: what a runner reads, and what it must not."""

from dataclasses import replace

import pytest

from audit.model.scoreboard import Scoreboard, Standing
from reports.code_scanning import annotation


def lines(*standings: Standing, board: Scoreboard) -> list[str]:
    """Return the commands about these rows."""
    return annotation.render(replace(board, standings=standings, skipped=())).splitlines()


def said(board: Scoreboard, path: str, message: str) -> list[str]:
    """Return the command about one finding with that path and message."""
    row = board.standings[0]
    verdict = replace(row.findings[4].verdict, message=message, evidence=(), next_step="")
    component = replace(row.component, dockerfile=replace(row.component.dockerfile, path=path))
    return lines(replace(row, component=component, findings=(replace(row.findings[4], verdict=verdict),)), board=board)


def test_the_gravest_come_first(board: Scoreboard) -> None:
    found = lines(board.standings[3], board=board)
    assert [line.removeprefix("::").partition(" ")[0] for line in found] == [
        "error", "warning", "notice", "notice", "notice",
    ]  # fmt: skip


def test_an_annotation_names_place_rule_and_next_step(board: Scoreboard) -> None:
    assert lines(board.standings[3], board=board)[0] == (
        "::error file=backend/Dockerfile.cacheserver,line=9,title=KF401 distroless-runtime::"
        "Run on a distroless image: fail%0AStand the final stage on gcr.io/distroless/static-debian12:nonroot"
    )


@pytest.mark.parametrize(
    ("path", "message", "command"),
    [
        pytest.param("a,b:c%/Dockerfile", "x", "file=a%2Cb%3Ac%25/Dockerfile,line=9,{}::x", id="signs of a property"),
        pytest.param("Dockerfile", "50 % of it: a, b", "file=Dockerfile,line=9,{}::50 %25 of it: a, b", id="a message"),
        pytest.param("Dockerfile", "x\n::stop-commands::y", "file=Dockerfile,line=9,{}::x%0A::stop-commands::y",
                     id="a line break begins no other command"),
        pytest.param("Dockerfile", "x\ry", "file=Dockerfile,line=9,{}::x⟨U+000D⟩y", id="a carriage return is shown"),
        pytest.param("D\n::error::", "x", "file=D⟨U+000A⟩%3A%3Aerror%3A%3A,line=9,{}::x", id="nor does one in a name"),
    ],
)  # fmt: skip
def test_nothing_of_a_text_acts(path: str, message: str, command: str, board: Scoreboard) -> None:
    assert said(board, path, message) == ["::error " + command.format("title=KF401 distroless-runtime")]


def test_what_was_skipped_is_a_warning(board: Scoreboard) -> None:
    assert annotation.render(replace(board, standings=())) == (
        "::warning file=scripts/Dockerfile,title=skipped::not UTF-8\n"
    )
