"""Child process: what rendering costs by itself, from a record of the run whose reports are to be rendered again.

`python -m benchmarks.rendering FOLDER` reads scoreboard.json in a run's output folder and writes every report into the
folder anew: Python's start, loading pandas and matplotlib, and rendering.
"""

import sys
from pathlib import Path

import msgspec

from audit.model.scoreboard import Scoreboard
from reports import bundle, folder


def again(output: Path) -> None:
    """Render the reports of a run's record again."""
    board = msgspec.json.decode((output / "scoreboard.json").read_bytes(), type=Scoreboard)
    folder.write(output, bundle.pieces(board))


if __name__ == "__main__":
    again(Path(sys.argv[1]))
