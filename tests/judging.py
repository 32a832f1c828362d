"""Judge a Dockerfile that stands in a test: the real reading, the real answers, the shipped configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TypedDict, Unpack

from audit.compliance import catalogue
from audit.compliance.case.case import Case, Conditions
from audit.compliance.case.rule import Rule
from audit.components import component
from audit.components.deployment import resolve
from audit.components.deployment.placed_mentions import NO_MANIFESTS
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.dockerfile.parse import parse
from audit.model.component import Component
from audit.model.deployment import NOT_KNOWN
from audit.model.dockerfile import Dockerfile, Image
from audit.model.evidence import Evidence
from audit.model.finding import Result, Verdict
from audit.model.place import Place
from audit.model.repository import Source
from audit.model.scoreboard import Standing
from audit.policy import policy, shipped_files
from audit.policy.lifecycle import Lifecycle
from audit.policy.policy import Policy
from audit.scoreboard import row
from audit.scoreboard.row import JudgingContext

PATH = "Dockerfile"
WHEN = "2026-11-23"
COMMITTED = "2026-08-14"
DIGEST = "sha256:" + "1" * 64


class Given(TypedDict, total=False):
    """Hold what a test says of what is around its Dockerfile: keywords of the functions below."""

    files: Mapping[str, str]
    path: str
    when: str
    committed: str
    profile: str
    repository: str
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """Hold what is around a Dockerfile: its path, the repository's other files, the run's and the commit's day.

    `unread` names files that are in the repository and whose text nobody has.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    path: str = PATH
    when: str = WHEN
    committed: str = COMMITTED
    profile: str = "kubeflow-2020"
    repository: str = "sample/thing"
    unread: tuple[str, ...] = ()


@cache
def shipped(profile: str = "kubeflow-2020") -> Policy:
    """Return the shipped configuration."""
    return policy.load(shipped_files.packaged() / "sample.yaml", profile)


def lifecycle() -> Lifecycle:
    """Return the shipped facts about images and releases."""
    return shipped().lifecycle


def rule(code: str) -> Rule:
    """Return the rule of a code."""
    return next(rule for rule in catalogue.every() if rule.code == code)


def read(text: str, path: str = PATH) -> Dockerfile:
    """Return a Dockerfile as it is read."""
    found = parse(Source(path, text.encode()))
    assert isinstance(found, Dockerfile), found
    return found


def image(text: str) -> Image:
    """Return an image as FROM names it."""
    return read(f"FROM {text}\n").final_stage.image


def built(text: str, **given: Unpack[Given]) -> Component:
    """Return what a Dockerfile builds, the files around it included."""
    around = Around(**given)
    paths = {around.path, *around.files, *around.unread}
    files = Files(paths, around.files, build_context.folders(paths))
    surroundings = component.Surroundings(around.repository, shipped().signals, files)
    return component.find(read(text, around.path), surroundings)


def conditions(around: Around) -> Conditions:
    """Return what a run judges by."""
    return Conditions(lifecycle(), shipped(around.profile).profile, date.fromisoformat(around.when))


def case(text: str, **given: Unpack[Given]) -> Case:
    """Return what rules judge."""
    around = Around(**given)
    component, place = built(text, **given), Place("", "", "", "", "")
    return conditions(around).case(component, place, NOT_KNOWN, date.fromisoformat(around.committed))


def judged(code: str, text: str, **given: Unpack[Given]) -> Verdict:
    """Return what a rule says of a Dockerfile."""
    return rule(code).judge(case(text, **given))


def in_short(code: str, text: str, **given: Unpack[Given]) -> str:
    """Return a verdict as `fail: message | PATH LINE: text of the evidence | -> next step | ended DAY`.

    The Dockerfile's own evidence has no path; the verdict's line is that of the first evidence that has one.
    """
    found = judged(code, text, **given)
    assert found.line == next((item.line for item in found.evidence if item.line is not None), None)
    own = {"Dockerfile": "", given.get("path", PATH): ""}
    shown = [f"{own.get(item.path, f'{item.path} ')}{item.line or '-'}: {item.text}" for item in found.evidence]
    step = [f"-> {found.next_step}"] if found.next_step else []
    ended = [f"ended {found.ended}"] if found.ended else []
    return " | ".join([f"{found.result}: {found.message}", *shown, *step, *ended])


def result(code: str, text: str, **given: Unpack[Given]) -> tuple[Result, int | None]:
    """Return a rule's verdict in short: the result and the line that decides."""
    found = judged(code, text, **given)
    return found.result, found.line


def verdicts(text: str, **given: Unpack[Given]) -> dict[str, Result]:
    """Return what every rule says of a Dockerfile, by code."""
    whole = case(text, **given)
    return {rule.code: rule.judge(whole).result for rule in catalogue.every()}


def at(line: int | None, text: str, path: str = PATH) -> Evidence:
    """Return evidence, from the Dockerfile unless another path is given."""
    return Evidence(path, line, text)


def standing(text: str, **given: Unpack[Given]) -> Standing:
    """Return a Dockerfile's row of the scoreboard, unranked."""
    around, component = Around(**given), built(text, **given)
    place = Place(around.repository, "main", "1" * 40, "Platform", "")
    deployment = resolve.deployment(component, (place.repository, place.branch), NO_MANIFESTS)
    context = JudgingContext(shipped(around.profile), conditions(around), {})
    return row.of(row.judge(component, place, around.committed, deployment, context), place, context)


def compiled(instructions: str, image: str = "golang:1.26", takes: str = "/m") -> str:
    """Return a Dockerfile whose build stage begins in line 3."""
    return (
        f"FROM {image} AS build\nCOPY . .\n{instructions}\nFROM scratch\nCOPY --from=build {takes} /m\n"
        'ENTRYPOINT ["/m"]\n'
    )
