"""Feed changed texts to every reader: `python -m benchmarks.fuzzing --minutes 30 [--keep FOLDER] [--seed N]`.

Each input is of a few kilobytes: a text of one kind (Dockerfile, Makefile, workflow, manifest, chart, scanner's report)
with parts exchanged, repeated or replaced. An input fails when a reader raises, or takes more than a second of the
processor; failing inputs are kept, one file each. The figures go to standard output.
"""

import faulthandler
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import click

from audit import facts
from audit.compliance import catalogue
from audit.errors import ReportError
from audit.model.evidence import Skipped
from audit.model.repository import Entry, Local, Repository, Snapshot
from audit.model.scoreboard import Run
from audit.policy import policy, shipped_files
from audit.policy.policy import Policy
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge
from audit.vulnerabilities.report_files import load
from benchmarks import fuzzing_seeds as seeds

_LONGEST = 4_000  # characters of an input
_SLOW = 1.0  # seconds of the processor
_STUCK = 60  # seconds after which the whole process ends with a traceback


class _Tree:
    """Be an opened repository of one branch whose files are at hand."""

    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        entries = tuple(Entry(path, "file", path) for path in sorted(files))
        self.snapshots: tuple[Snapshot, ...] = (Snapshot("sample/fuzz", "main", "1" * 40, "2026-01-01", entries),)

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes | str]:
        """Return the content of files."""
        return {blob: self._files[blob] for blob in blobs}


def mutated(text: str, others: list[str], chance: random.Random) -> str:
    """Return a text with some of its parts exchanged, repeated, cut out, or replaced by what means something."""
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 3, 10, 40, 200)))
        piece = chance.choice(
            (
                "",
                text[start:end] * chance.choice((2, 3, 50)),
                chance.choice(seeds.PIECES) * chance.choice((1, 1, 1, 2, 30)),
                chr(chance.choice((0, 9, 13, 34, 39, 92, 0x85, 0xD7FF, 0xE000, 0x1F600, chance.randrange(0xD800)))),
                _slice(chance.choice(others), chance),
            )
        )
        text = (text[:start] + piece + text[end:])[:_LONGEST]
    return text


def _slice(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text))
    return text[start : start + chance.randrange(200)]


def _read(kind: str, text: str, known: Policy) -> None:
    """Read a text as the product would: in a repository among sound files, or as a scanner's report."""
    content = text.encode("utf-8", "surrogatepass")
    if kind == "report":
        try:
            load.report("report.json", content, known.scanning)
        except ReportError:
            return
        return
    tree = _Tree({path: seed.encode() for path, seed in seeds.TREE.items()} | {seeds.PLACES[kind]: content})
    found, skipped = facts.gather(tree, known.signals)
    place = Repository("sample/fuzz", Local(""), (), "active", "", "", "")
    run = Run("fuzz", date(2026, 1, 1).isoformat(), "", catalogue.VERSION, known.profile.name, known.digest)
    judge(join(Gathered((place,), found, skipped), known), known, run)


@click.command(context_settings={"show_default": True})
@click.option("--minutes", type=click.FloatRange(0), default=30.0)
@click.option("--seed", type=int, default=1)
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), default="out/fuzz")
def main(minutes: float, seed: int, keep: Path) -> None:
    """Feed changed texts to every reader until the time is over; leave with 1 when an input failed."""
    known = policy.load(shipped_files.packaged() / "sample.yaml")
    chance, end = random.Random(seed), time.monotonic() + 60 * minutes  # noqa: S311 - no secret
    counts, slowest, failures = Counter[str](), dict[str, float](), 0
    everything = [text for texts in seeds.SEEDS.values() for text in texts]
    while time.monotonic() < end:
        kind = chance.choice(list(seeds.SEEDS))
        text = mutated(chance.choice(seeds.SEEDS[kind]), everything, chance)
        faulthandler.dump_traceback_later(_STUCK, exit=True)
        begun, fault = time.process_time(), ""
        try:
            _read(kind, text, known)
        except Exception as error:  # noqa: BLE001 - any error is a finding
            fault = f"{type(error).__name__}: {error}"
        spent = time.process_time() - begun
        counts[kind] += 1
        slowest[kind] = max(slowest.get(kind, 0.0), spent)
        if fault or spent > _SLOW:
            failures += 1
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{kind}-{counts[kind]}").write_text(text, encoding="utf-8", errors="surrogatepass")
            click.echo(f"{kind} {counts[kind]}: {fault or f'{spent:.2f} s'}")
    faulthandler.cancel_dump_traceback_later()
    for kind, count in sorted(counts.items()):
        click.echo(f"{kind}: {count:,} inputs, slowest {slowest[kind]:.2f} s")
    click.echo(f"{sum(counts.values()):,} inputs in {minutes:g} minutes, {failures} failed")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
