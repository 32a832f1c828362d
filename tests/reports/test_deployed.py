"""The section on releases: what waits for one, and which deployed images are built elsewhere."""

from dataclasses import replace

from audit.model.runtime import Released
from audit.model.scoreboard import Scoreboard, Standing

SHOWN = "</script><img src=x onerror=alert(1)>\"'&⟨U+202E⟩gnp.exe⟨U+200B⟩⟨U+0007⟩"
DASH = "\N{EN DASH}"


def with_rows(board: Scoreboard, *rows: Standing) -> Scoreboard:
    return replace(board, standings=rows)


SAME = Released("v1.0", "c0ffee", "Dockerfile", "alpine:3.15", 56.5, (), ())
