"""The straight line: repositories -> facts of each, in parallel -> one judgement over all -> Scoreboard."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, as_completed
from functools import partial

from audit.components import component
from audit.compliance.judge import Gathered, judge
from audit.dockerfile.parse import Unread, parse
from audit.dockerfile.text import decode
from audit.model.component import Facts
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Skipped
from audit.model.repository import Repository, Snapshot, Source
from audit.model.scoreboard import Run, Scoreboard
from audit.policy.policy import Policy
from audit.policy.signals import Signals
from audit.sources import crawl, discover
from audit.sources.crawl import Crawl, Limits

Surveyed = tuple[tuple[Facts, ...], tuple[Skipped, ...]]
Progress = Callable[[Repository, Surveyed], None]
Blobs = Mapping[str, bytes | str]


def run(
    repositories: tuple[Repository, ...], policy: Policy, facts_of: Run, limits: Limits, executor: Executor,
    progress: Progress,
) -> Scoreboard:
    """Survey the repositories on the executor, then judge what came back."""
    return judge(gather(repositories, policy.signals, limits, executor, progress), policy, facts_of)


def gather(
    repositories: tuple[Repository, ...], signals: Signals, limits: Limits, executor: Executor, progress: Progress,
) -> Gathered:
    """Survey the repositories in parallel; the order of what comes back does not matter."""
    work = partial(survey, signals=signals, limits=limits)
    tasks = {executor.submit(work, repository): repository for repository in repositories}
    results: dict[str, Surveyed] = {}
    for task in as_completed(tasks):
        results[tasks[task].name] = task.result()
        progress(tasks[task], results[tasks[task].name])
    ordered = [results[repository.name] for repository in repositories]
    return Gathered(
        repositories,
        tuple(facts for found, _ in ordered for facts in found),
        tuple(skipped for _, missed in ordered for skipped in missed),
    )


def survey(repository: Repository, signals: Signals, limits: Limits) -> Surveyed:
    """Return the facts of one repository's branches: the unit of work, from a description to picklable values."""
    found = crawl.visit(repository, limits, partial(_look, signals=signals))
    return ((), (found,)) if isinstance(found, Skipped) else found


def _look(opened: Crawl, signals: Signals) -> Surveyed:
    """Read every branch in two batches: the Dockerfiles, then the files that explain them."""
    candidates = {each: tuple(discover.candidates(each.entries)) for each in opened.snapshots}
    sources = opened.read(entry.blob for entries in candidates.values() for entry in entries)
    parsed = {each: tuple(_parsed(each, candidates[each], sources)) for each in opened.snapshots}
    wanted = {each: _wanted(each, parsed[each]) for each in opened.snapshots}
    texts = opened.read(blob for blobs in wanted.values() for blob in blobs.values())
    return (
        tuple(_facts(each, parsed[each], _texts(wanted[each], texts), signals, opened.notes) for each in opened.snapshots),
        opened.skipped,
    )


def _parsed(snapshot: Snapshot, entries: Iterable[discover.Entry], blobs: Blobs) -> Iterator[Dockerfile | Unread]:
    for entry in entries:
        content = blobs[entry.blob]
        yield Unread(entry.path, content) if isinstance(content, str) else parse(Source(entry.path, content))


def _wanted(snapshot: Snapshot, parsed: Iterable[Dockerfile | Unread]) -> dict[str, str]:
    """Return path -> blob of the files that explain the Dockerfiles."""
    blobs = {entry.path: entry.blob for entry in snapshot.entries if entry.kind in ("file", "executable")}
    return {
        path: blobs[path]
        for dockerfile in parsed if isinstance(dockerfile, Dockerfile)
        for path in component.wanted(dockerfile, blobs.keys())
    }


def _texts(wanted: Mapping[str, str], blobs: Blobs) -> dict[str, str]:
    return {path: decode(content) for path, blob in wanted.items() if isinstance(content := blobs[blob], bytes)}


def _facts(
    snapshot: Snapshot, parsed: Iterable[Dockerfile | Unread], texts: Mapping[str, str], signals: Signals,
    notes: tuple[str, ...],
) -> Facts:
    paths = {entry.path for entry in snapshot.entries if entry.kind in ("file", "executable")}
    around = component.Surroundings(snapshot.repository, signals, paths, texts)
    return Facts(
        repository=snapshot.repository, branch=snapshot.branch, commit=snapshot.commit, committed=snapshot.committed,
        components=tuple(component.find(each, around) for each in parsed if isinstance(each, Dockerfile)),
        skipped=tuple(Skipped(snapshot.repository, snapshot.branch, each.path, each.reason)
                      for each in parsed if isinstance(each, Unread)),
        notes=notes,
    )
