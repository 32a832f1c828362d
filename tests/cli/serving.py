"""An organisation on a server: its file, and what a run over it wrote."""

import csv
import json
from pathlib import Path

from tests.sources.server import GitServer

FILES = {"Dockerfile": "FROM golang:1.26 AS build\nRUN go build -o /web .\nFROM scratch\nCOPY --from=build /web /web\n"}


def organisation(server: GitServer, *entries: str) -> str:
    """Write an organisation's file; an entry is `name`, then what else stands in it, `SERVER` for the address."""
    text = "organization: acme\nrepositories:\n"
    for entry in entries:
        name, _, rest = entry.partition(" ")
        text += f"  - {{name: acme/{name}, {rest.replace('SERVER', server.url) or f'url: {server.url}/{name}.git'}}}\n"
    Path("acme.yaml").write_text(text)
    return "acme.yaml"


def table(name: str, *columns: str, output: str = "out") -> list[tuple[str, ...]]:
    """Return some columns of a table that a run wrote."""
    with Path(output, f"{name}.csv").open(newline="") as stream:
        return [tuple(row[column] for column in columns) for row in csv.DictReader(stream)]


def ledger(output: str = "out") -> list[tuple[str, ...]]:
    """Return (repository, branch, outcome, reason) of every line of repositories.csv."""
    return table("repositories", "repository", "branch", "outcome", "reason", output=output)


def skipped() -> list[tuple[str, str]]:
    """Return (path, reason) of what was skipped."""
    record = json.loads(Path("out/scoreboard.json").read_text())
    return [(each["path"], each["reason"]) for each in record["skipped"]]
