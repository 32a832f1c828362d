"""How fluent the page is with many rows: first paint, and each sort and filter, in headless Chromium."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import msgspec
from playwright.sync_api import Page, sync_playwright

from audit.model.scoreboard import Scoreboard
from benchmarks import judging
from benchmarks.corpus import Corpus
from benchmarks.goal import Goal, Measured
from benchmarks.measure import Cost, child
from benchmarks.race import Figure
from reports import chart, page

_PART = "page"
_COMMAND = "python -m benchmarks --part page"
_PAINT, _ANSWER = 1.0, 0.2  # seconds
# from the act until the browser has drawn what follows from it
_DRAWN = """async (act) => {
    const begun = performance.now();
    new Function(act)();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return (performance.now() - begun) / 1000;
}"""
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"
_HEADING = """[...document.querySelectorAll('#table .tabulator-col-title button')]
    .find((one) => one.textContent === '{}').click()"""
_CHOICE = """const one = document.querySelector('[aria-label="{}"]'); one.selectedIndex = {};
    one.dispatchEvent(new Event('change', {{ bubbles: true }}))"""
_SEARCH = "const one = document.getElementById('search'); one.value = '{}'; one.dispatchEvent(new Event('input'))"
_ACTS = {
    "sort by score": _HEADING.format("Score"),
    "sort by component": _HEADING.format("Component"),
    "filter by kind": _CHOICE.format("Filter by kind", 1),
    "all kinds again": _CHOICE.format("Filter by kind", 0),
    "filter by rule": _CHOICE.format("Filter by rule not kept", 2),
    "all rules again": _CHOICE.format("Filter by rule not kept", 0),
    "search": _SEARCH.format("server"),
    "nothing searched": _SEARCH.format(""),
}


def measured(corpus: Corpus, work: Path, rows: int, repeats: int) -> Measured:
    """Return the figures of a page of so many rows, those of a run over and over; none without a browser."""
    chromium = browser()
    if not chromium:
        return Measured((), ())
    file = work / f"page-{rows}.html"
    output = work / "looked-at"
    child(judging.on_disk(corpus.configure(work / "looked-at.yaml"), output))
    file.write_text(_rendered(output, rows), encoding="utf-8")
    taken: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(repeats):
            for act, seconds in _taken(launched.new_page(viewport={"width": 1440, "height": 900}), file):
                taken.setdefault(act, []).append(seconds)
        launched.close()
    figures = {act: _figure(act, rows, seconds) for act, seconds in taken.items()}
    return Measured(tuple(figures.values()), tuple(_goals(figures, rows)))


def browser() -> str:
    """Return the path of an installed Chromium, empty without one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


def _rendered(output: Path, rows: int) -> str:
    board = msgspec.json.decode((output / "scoreboard.json").read_bytes(), type=Scoreboard)
    many = tuple(
        replace(each, in_scope=True, rank=count, place=replace(each.place, branch=f"{each.place.branch}-{count}"))
        for count, each in enumerate(islice(cycle(board.standings), rows), 1)
    )
    return page.render(replace(board, standings=many), chart.draw(board))


def _taken(shown: Page, file: Path) -> Iterator[tuple[str, float]]:
    """Yield what one visit takes: the first paint, then each act, in seconds."""
    shown.goto(file.as_uri())
    shown.wait_for_function("document.getElementById('count').textContent !== ''")
    yield "first paint", shown.evaluate(_PAINTED)
    for act, script in _ACTS.items():
        yield act, shown.evaluate(_DRAWN, script)
    shown.close()


def _figure(act: str, rows: int, seconds: list[float]) -> Figure:
    costs = tuple(Cost(seconds=each, processor=0, peak=0) for each in seconds)
    return Figure(_PART, f"{act}, {rows:,} rows", _COMMAND, costs)


def _goals(figures: dict[str, Figure], rows: int) -> Iterator[Goal]:
    paint = figures["first paint"].seconds
    yield Goal(f"first paint of {rows:,} rows", f"{paint:.2f} s", f"limit {_PAINT:g} s", paint / _PAINT, 1)
    slowest = max((each for act, each in figures.items() if act != "first paint"), key=lambda each: each.seconds)
    answer = slowest.seconds
    said = f"{slowest.name}: {answer:.2f} s"
    yield Goal("the slowest sort or filter", said, f"limit {_ANSWER:g} s", answer / _ANSWER, 1)
