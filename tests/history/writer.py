"""A process of its own that puts runs on record: `python -m tests.history.writer PLACE keep|hang DATE...`."""

import sys

from audit.history.records import run_summary
from audit.history.storage.database import open_database
from audit.history.storage.insert import _added, add_runs
from tests.history.boards import ALPINE, Tree, board


def main() -> None:
    """Keep a run of each date; with `hang` stand still inside the transaction and say so."""
    place, how, *dates = sys.argv[1:]
    runs = [run_summary.summarize(board(Tree("acme/web", {"Dockerfile": ALPINE}), date=each)) for each in dates]
    print("ready", flush=True)  # noqa: T201 - whoever started it waits for the word
    sys.stdin.readline()
    with open_database(place) as history:
        if how == "keep":
            for each in runs:
                add_runs(history, [each])
            return
        with history.writing() as connection:
            for each in runs:
                _added(connection, each)
            print("inside", flush=True)  # noqa: T201
            sys.stdin.readline()  # nobody writes a second line: it stands still until it is killed


if __name__ == "__main__":
    main()
