"""What no Dockerfile builds stands on the ledger, with the lines that build it."""

from dataclasses import replace

from audit.model.component import OtherBuild
from audit.model.evidence import Evidence
from audit.model.scoreboard import Scoreboard
from reports import page
from reports.chart import draw
from reports.page.sections import ledger
from reports.page.sections.ledger import OtherBuildRow

BUILD = OtherBuild("kubeflow/katib", "master", "ko", "", (Evidence("Makefile", 3, "ko build ./a"),))


def test_it_is_listed_with_its_lines(board: Scoreboard) -> None:
    found = ledger.build(replace(board, other_builds=(BUILD,)))
    assert found.others == (OtherBuildRow("kubeflow/katib", "master", "ko", "not told", ("Makefile:3 ko build ./a",)),)
    assert "1 image built without a Dockerfile, listed and not judged" in found.said


def test_a_page_without_any_does_not_speak_of_them(board: Scoreboard) -> None:
    pages = [page.render(each, draw(each)) for each in (board, replace(board, other_builds=(BUILD,)))]
    assert [each.count("<caption>Built without a Dockerfile") for each in pages] == [0, 1]
