"""What a run leaves behind beside the folder of reports."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

SERVING = ("run", "--config", "sample", "--only", "serving", "--quiet")
BEGIN, END = "<!-- image-audit: begin -->", "<!-- image-audit: end -->"


def test_the_summary_is_put_into_a_page_between_its_markers(audit: Command) -> None:
    page = Path("STATUS.md")
    page.write_text(f"# Ours\n\n{BEGIN}\nold\n{END}\n\nKept.\n")
    page.chmod(0o664)
    said = audit(*SERVING, "--summary-into", "STATUS.md")
    summary = Path("out/summary.md").read_text().strip()
    assert (said.code, said.err) == (0, "")
    assert page.read_text() == f"# Ours\n\n{BEGIN}\n\n{summary}\n\n{END}\n\nKept.\n"
    assert page.stat().st_mode & 0o777 == 0o664


def test_a_link_to_the_page_stays_a_link(audit: Command) -> None:
    Path("docs").mkdir()
    Path("docs/status.md").write_text(f"{BEGIN}\n{END}\n")
    Path("STATUS.md").symlink_to("docs/status.md")
    assert audit(*SERVING, "--summary-into", "STATUS.md").code == 0
    assert Path("STATUS.md").is_symlink()
    assert "## Container images of" in Path("docs/status.md").read_text()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(
            BEGIN.encode(),
            f"{BEGIN} is there once and {END} never; expected each once, on lines of their own",
            id="one marker alone",
        ),
        pytest.param(b"\xff", "not UTF-8", id="a page that is no text"),
        pytest.param(None, "cannot be read: No such file or directory", id="no page"),
    ],
)
def test_a_page_without_a_section_leaves_with_2_before_anything_is_crawled(
    content: bytes | None, told: str, audit: Command
) -> None:
    if content is not None:
        Path("STATUS.md").write_bytes(content)
    said = audit(*SERVING, "--summary-into", "STATUS.md")
    assert (said.code, said.err) == (2, f"image-audit: --summary-into: STATUS.md: {told}\n")
    assert [each.name for each in Path().iterdir()] == ([] if content is None else ["STATUS.md"])


def test_logs_for_each_repository_are_written_when_asked_for(audit: Command) -> None:
    assert audit("run", "--config", "sample", "--only", "*ing", "--quiet", "--sarif-per-repository").code == 0
    logs = {each.name: json.loads(each.read_text()) for each in Path("out/sarif").iterdir()}
    assert {name: [run["automationDetails"]["id"] for run in log["runs"]] for name, log in logs.items()} == {
        "sample-serving.sarif": ["image-audit/main/"]
    }
