"""Pair the components of two runs: follow renamed repositories and branches, and moved Dockerfiles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from audit.model.component import Key
from audit.model.evidence import label
from audit.model.history.past_component import PastComponent, Where
from audit.model.history.past_run import PastBranch, PastRun
from audit.sources import rename

_ALIKE = 0.5  # share of equal Dockerfiles from which two names are one repository or branch
_DISTINCTIVE = 4  # instructions: files with fewer are equal in many places
_Texts = Mapping[Where, set[tuple[str, tuple[str, ...]]]]  # of each branch: path and text of its Dockerfiles


@dataclass(frozen=True, slots=True)
class Pairing:
    """Hold the components in both runs, as (old, new), those in one alone, and the branches that were renamed."""

    both: tuple[tuple[PastComponent, PastComponent], ...]
    gone: tuple[PastComponent, ...]
    new: tuple[PastComponent, ...]
    renamed: Mapping[Where, Where]


def pair(old: PastRun, new: PastRun) -> Pairing:
    """Pair the components of two runs; `renamed` maps the old name of a branch to its new one."""
    renamed = _renamed(old, new)
    unpaired = {component.key: component for component in new.components}
    both: list[tuple[PastComponent, PastComponent]] = []
    gone: dict[Key, PastComponent] = {}  # by the key under its branch's new name
    for component in old.components:
        key = (*renamed.get(component.where, component.where), component.dockerfile, component.target)
        if found := unpaired.pop(key, None):
            both.append((component, found))
        else:
            gone[key] = component
    placed = [replace(was, repository=key[0], branch=key[1]) for key, was in gone.items()]
    moved = _moved(placed, list(unpaired.values()))
    both += [(gone[before.key], after) for before, after in moved]
    taken = {component.key for components in moved for component in components}
    return Pairing(
        both=tuple(sorted(both, key=lambda components: components[1].key)),
        gone=tuple(component for key, component in gone.items() if key not in taken),
        new=tuple(component for component in unpaired.values() if component.key not in taken),
        renamed=renamed,
    )


def _renamed(old: PastRun, new: PastRun) -> dict[Where, Where]:
    """Return the branches with another name now: the same commit under it, or most of the Dockerfiles."""
    before, after = _read(old), _read(new)
    unread = {branch.where for branch in new.branches} - after.keys()
    gone = [branch for where, branch in before.items() if where not in after]
    added = [branch for where, branch in after.items() if where not in before]
    old_texts, new_texts = _texts(old), _texts(new)
    found: dict[Where, Where] = {}
    for share, one, other in sorted(
        ((_share(was, now, old_texts, new_texts), was.where, now.where) for was in gone for now in added),
        key=lambda row: (-row[0], row[1][0] != row[2][0], row[1:]),
    ):
        # a branch that could not be read this time is not renamed, unless its very commit has another name
        is_sure = share > 1 or (share >= _ALIKE and one not in unread)
        if is_sure and one not in found and other not in found.values():
            found[one] = other
    return found


def _read(run: PastRun) -> dict[Where, PastBranch]:
    return {branch.where: branch for branch in run.branches if branch.outcome == "read"}


def _texts(run: PastRun) -> _Texts:
    ordered = sorted(run.components, key=lambda component: component.where)
    grouped = groupby(ordered, key=lambda component: component.where)
    return {where: {(item.dockerfile, item.judged.text) for item in group} for where, group in grouped}


def _share(old: PastBranch, new: PastBranch, old_texts: _Texts, new_texts: _Texts) -> float:
    """Return 2 for the same commit, else the share (0-1) of Dockerfiles that are equal at the same path."""
    if old.commit == new.commit:
        return 2.0
    one, other = old_texts.get(old.where, set()), new_texts.get(new.where, set())
    return len(one & other) / max(len(one), len(other), 1)


def _moved(gone: list[PastComponent], added: list[PastComponent]) -> list[tuple[PastComponent, PastComponent]]:
    """Return the pairs that are one Dockerfile at two places: alike within a branch, else equal."""
    found: list[tuple[PastComponent, PastComponent]] = []
    for where in sorted({component.where for component in gone}):
        old, new = _on(gone, where), _on(added, where)
        split = [(path, to) for path, one in old.items() for to, other in new.items() if _is_target(one, other)]
        found += [(old.pop(path), new.pop(to)) for path, to in split if path in old and to in new]
        found += [(old[path], new[to]) for to, path in rename.followed(_contents(old), _contents(new)).items()]
    taken = {component.key for components in found for component in components}
    rest = [component for component in gone if component.key not in taken]
    for component in added:
        if component.key not in taken:
            same = next((other for other in rest if _is_same(other, component)), None)
            if same:
                rest.remove(same)
                found.append((same, component))
    return found


def _on(components: Iterable[PastComponent], where: Where) -> dict[str, PastComponent]:
    here = (component for component in components if component.where == where)
    return {label(component.dockerfile, component.target): component for component in here}


def _is_target(one: PastComponent, other: PastComponent) -> bool:
    """Tell whether two components are one image of one file, of which another number of targets is known now."""
    image = one.judged.image
    return one.dockerfile == other.dockerfile and image != "" and image == other.judged.image


def _contents(components: Mapping[str, PastComponent]) -> dict[str, bytes]:
    return {path: "\n".join(component.judged.text).encode() for path, component in components.items()}


def _is_same(one: PastComponent, other: PastComponent) -> bool:
    """Tell whether two components publish the same image, or have the same instructions, and enough of them."""
    named = one.judged.image != "" and one.judged.image == other.judged.image
    return named or (one.judged.text == other.judged.text and len(one.judged.text) >= _DISTINCTIVE)
