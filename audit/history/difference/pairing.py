"""Which component of the new run is which of the old: renamed repositories and branches, moved Dockerfiles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from audit.model.history.past_run import PastBranch, PastComponent, PastRun
from audit.sources import rename

_ALIKE = 0.5  # the share of Dockerfiles that two names of a repository or branch have in common, word for word
_TELLING = 4  # instructions: fewer are the same in many places
Where = tuple[str, str]  # repository, branch


@dataclass(frozen=True, slots=True)
class Paired:
    """Hold the components that are in both runs, as (old, new), those of one alone, and where branches were."""

    both: tuple[tuple[PastComponent, PastComponent], ...]
    gone: tuple[PastComponent, ...]
    new: tuple[PastComponent, ...]
    renamed: Mapping[Where, Where]


def pair(old: PastRun, new: PastRun) -> Paired:
    """Pair the components of two runs; `renamed` leads from a branch as the old run names it to its new name."""
    renamed = _renamed(old, new)
    here = {each.key: each for each in new.components}
    both, gone = [], []
    for each in old.components:
        repository, branch = renamed.get((each.repository, each.branch), (each.repository, each.branch))
        found = here.pop((repository, branch, each.dockerfile), None)
        if found:
            both.append((each, found))
        else:
            gone.append(replace(each, repository=repository, branch=branch))
    moved = _moved(gone, list(here.values()))
    was = {replace(each, repository=to[0], branch=to[1]).key: each for each, to in _placed(old.components, renamed)}
    both += [(was[before.key], after) for before, after in moved]
    taken = {before.key for before, _ in moved} | {after.key for _, after in moved}
    return Paired(
        both=tuple(sorted(both, key=lambda each: each[1].key)),
        gone=tuple(was[each.key] for each in gone if each.key not in taken),
        new=tuple(each for each in here.values() if each.key not in taken),
        renamed=renamed,
    )


def _placed(
    components: Iterable[PastComponent], renamed: Mapping[Where, Where]
) -> Iterator[tuple[PastComponent, Where]]:
    for each in components:
        where = each.repository, each.branch
        yield each, renamed.get(where, where)


def _renamed(old: PastRun, new: PastRun) -> dict[Where, Where]:
    """Return the branches that go by another name now: the same commit under it, or most of the Dockerfiles."""
    before, after = _read(old), _read(new)
    told = {(each.repository, each.branch) for each in new.branches} - after.keys()
    gone = [each for key, each in before.items() if key not in after]
    came = [each for key, each in after.items() if key not in before]
    texts, others = _texts(old), _texts(new)
    found: dict[Where, Where] = {}
    for share, one, other in sorted(
        ((_share(each, to, texts, others), _key(each), _key(to)) for each in gone for to in came),
        key=lambda each: (-each[0], each[1][0] != each[2][0], each[1:]),
    ):
        # a branch that could not be looked at this time has not gone anywhere, unless its very commit tells
        sure = share > 1 or (share >= _ALIKE and one not in told)
        if sure and one not in found and other not in found.values():
            found[one] = other
    return found


def _read(run: PastRun) -> dict[Where, PastBranch]:
    return {_key(each): each for each in run.branches if each.outcome == "read"}


def _key(branch: PastBranch) -> Where:
    return branch.repository, branch.branch


def _texts(run: PastRun) -> dict[Where, set[tuple[str, tuple[str, ...]]]]:
    ordered = sorted(run.components, key=lambda each: (each.repository, each.branch))
    grouped = groupby(ordered, key=lambda each: (each.repository, each.branch))
    return {where: {(each.dockerfile, each.judged.text) for each in group} for where, group in grouped}


def _share(
    old: PastBranch,
    new: PastBranch,
    texts: Mapping[Where, set[tuple[str, tuple[str, ...]]]],
    others: Mapping[Where, set[tuple[str, tuple[str, ...]]]],
) -> float:
    """Return 2 for the same commit, else the share (0-1) of Dockerfiles that are the same at the same path."""
    if old.commit == new.commit:
        return 2.0
    one, other = texts.get(_key(old), set()), others.get(_key(new), set())
    return len(one & other) / max(len(one), len(other), 1)


def _moved(gone: list[PastComponent], came: list[PastComponent]) -> list[tuple[PastComponent, PastComponent]]:
    """Return the pairs that are one Dockerfile at two places: within a branch by likeness, beyond it by identity."""
    found: list[tuple[PastComponent, PastComponent]] = []
    for where in sorted({(each.repository, each.branch) for each in gone}):
        one, other = _on(gone, where), _on(came, where)
        texts, others = _lines(one), _lines(other)
        found += [(one[path], other[to]) for to, path in rename.followed(texts, others).items()]
    taken = {each.key for two in found for each in two}
    rest = [each for each in gone if each.key not in taken]
    for each in came:
        if each.key not in taken:
            same = next((other for other in rest if _is_same(other, each)), None)
            if same:
                rest.remove(same)
                found.append((same, each))
    return found


def _on(components: Iterable[PastComponent], where: Where) -> dict[str, PastComponent]:
    return {each.dockerfile: each for each in components if (each.repository, each.branch) == where}


def _lines(components: Mapping[str, PastComponent]) -> dict[str, bytes]:
    return {path: "\n".join(each.judged.text).encode() for path, each in components.items()}


def _is_same(one: PastComponent, other: PastComponent) -> bool:
    """Tell whether two places hold one component: the published name is the same, or every instruction of several."""
    named = one.judged.image != "" and one.judged.image == other.judged.image
    return named or (one.judged.text == other.judged.text and len(one.judged.text) >= _TELLING)
