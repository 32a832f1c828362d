"""`history backfill`: past commits come on record, beside the runs of the nights after."""

from pathlib import Path

from tests.cli.commands.test_history import dates
from tests.cli.conftest import Command
from tests.cli.serving import FILES, organisation
from tests.sources.origins import Origins, files
from tests.sources.server import GitServer

BACKFILL = ("history", "backfill", "--config", "acme.yaml", "--since", "2026-01-31", "--until", "2026-04-30")


def grown(server: GitServer) -> None:
    """Serve a repository with a commit of January and one of March."""
    Origins(server.root).make("web.git", {"main": FILES})
    files(server.root / "web.git", "main", FILES | {"README.md": "more"}, "2026-03-10")
    organisation(server, "web")


def test_points_come_on_record_with_their_cost_and_once(audit: Command, server: GitServer) -> None:
    grown(server)
    said = audit(*BACKFILL)
    lines = said.err.splitlines()
    assert (said.code, [each[:10] for each in lines[:-1]]) == (0, dates(audit))
    assert dates(audit) == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]
    assert lines[-1].startswith("4 points in ")
    assert lines[-1].endswith(" s a point")
    again = audit(*BACKFILL).err.splitlines()
    assert [each.rpartition(", ")[2] for each in again[:-1]] == ["on record already)"] * 4
    assert len(dates(audit)) == 4


def test_the_night_after_goes_on_in_the_same_clones(audit: Command, server: GitServer) -> None:
    grown(server)
    audit(*BACKFILL, "--quiet")
    assert audit("run", "--config", "acme.yaml", "--quiet", "--history", "history.sqlite").code == 0
    assert dates(audit)[-1] == "2026-11-23"
    files(server.root / "web.git", "main", {"Dockerfile": "FROM alpine:3.22\n"}, "2026-11-20")
    assert audit("run", "--config", "acme.yaml", "--quiet", "--output", "b", "--history", "history.sqlite").code == 0
    assert audit(*BACKFILL, "--quiet").code == 0
    assert Path("b/changes.md").read_text().splitlines()[0] == "## Container images since the run of 2026-11-23"


def test_before_the_first_commit_there_is_nothing_to_audit(audit: Command, server: GitServer) -> None:
    grown(server)
    said = audit("history", "backfill", "--config", "acme.yaml", "--since", "2019-07-01", "--until", "2019-09-01")
    assert (said.code, said.err.startswith("0 points in ")) == (3, True)
    said = audit("history", "backfill", "--config", "acme.yaml", "--since", "2026-07-01", "--until", "2019-09-01")
    assert (said.code, said.err) == (2, "image-audit: --since 2026-07-01 is later than --until 2019-09-01\n")


def test_the_sample_is_folders_of_today_and_filled_like_any_other(audit: Command) -> None:
    said = audit(
        "history", "backfill", "--config", "sample", "--since", "2026-10-01", "--until", "2026-10-31", "--quiet"
    )
    assert (said.code, dates(audit)) == (0, ["2026-10-01"])
