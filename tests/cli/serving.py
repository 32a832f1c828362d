"""An organisation on a server: its file, and the ledger of a run over it."""

import csv
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


def ledger(output: str = "out") -> list[tuple[str, str, str, str]]:
    """Return (repository, branch, outcome, reason) of every line of repositories.csv."""
    with Path(output, "repositories.csv").open(newline="") as stream:
        return [(row["repository"], row["branch"], row["outcome"], row["reason"]) for row in csv.DictReader(stream)]
