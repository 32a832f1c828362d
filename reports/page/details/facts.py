"""List the answers about a component, each with its evidence."""

from collections.abc import Iterable
from typing import Any

from audit.model.evidence import Answer, Evidence
from audit.model.priority.ranking import Letter
from audit.model.scoreboard import Standing
from reports.page.details.evidence import show
from reports.page.details.scan import scan_facts
from reports.text.visible import name, prose
from reports.text.wording import amount, decimal, percent, yes_no

_SUPPORT = {
    "yes": "supported",
    "lts": "supported by its long-term team only",
    "no": "no longer supported",
    "?": "support not known",
}


def facts(standing: Standing) -> list[list[Any]]:
    """Return the answers: term, sentence, evidence."""
    runtime = standing.runtime
    words = [part for part in (runtime.tier, runtime.family, runtime.release) if part]
    support = _SUPPORT[runtime.supported]
    until = f", until {runtime.supported_until}" if runtime.supported_until else ""
    known = f"{percent(standing.coverage)} of the weight known"
    return [
        ["Kind", *_answer(standing, standing.component.kind)],
        ["Language", *_answer(standing, standing.component.language)],
        ["Published as", *_published(standing)],
        *_target(standing),
        ["Deployed", *_deployed(standing)],
        *_release(standing),
        *scan_facts(standing.scan),
        ["Owners", *_owners(standing)],
        ["In scope", f"{yes_no(standing.in_scope)}: {prose(standing.scope_reason)}", []],
        ["Runs on", name(runtime.image.text), []],
        ["Runtime", name(f"{', '.join(words)}; {support}{until}"), []],
        ["Multi-stage", yes_no(standing.multi_stage), []],
        ["Stand on it", amount(standing.dependents, "image of the organisation", "images of the organisation"), []],
        ["Score", f"{decimal(standing.score)} {standing.grade or ''} ({known})", []],
        *_letters(standing),
    ]


def _letters(standing: Standing) -> list[list[Any]]:
    """Return value, exposure and effort with reason and evidence, the target, and the campaign."""
    ranking = standing.ranking
    if not ranking.campaign:
        return []
    named = {"Value": ranking.value, "Exposure": ranking.exposure, "Effort": ranking.effort}
    letters = [[term, *_reason(standing, letter)] for term, letter in named.items()]
    gate = [["Decided by", prose(ranking.gate.why), _shown(standing, ranking.gate.evidence)]] if ranking.gate else []
    step = f"{prose(ranking.campaign)} ({amount(ranking.size, 'component')}, effort {ranking.step_effort})"
    target = name(ranking.target.image) if ranking.target.image else prose(f"not yet: {ranking.target.why}")
    return [*letters, *gate, ["Move to", target, []], ["Campaign", step, []]]


def _reason(standing: Standing, letter: Letter) -> tuple[str, list[list[str]]]:
    """Return a letter with its reason, and what was read."""
    return prose(f"{letter.letter}: {letter.why}"), _shown(standing, letter.evidence)


def _shown(standing: Standing, evidence: Iterable[Evidence]) -> list[list[str]]:
    return [show(standing, piece) for piece in evidence]


def _published(standing: Standing) -> tuple[str, list[list[str]]]:
    """Return the published name with the hops that lead to it, or a sentence that there is none."""
    image = standing.component.image
    return _answer(standing, image) if image else ("no workflow tells a name", [])


def _target(standing: Standing) -> list[list[Any]]:
    """Return which stages were not judged, where the target of a build is not decided."""
    doubt = standing.component.stage_doubt
    if doubt is None:
        return []
    rest = f"; not judged: {', '.join(doubt.unjudged)}" if doubt.unjudged else ""
    said = f"a build's target is not decided; the stage {doubt.judged} was judged{rest}"
    return [["Target", name(said), [show(standing, evidence) for evidence in doubt.evidence]]]


def _deployed(standing: Standing) -> tuple[str, list[list[str]]]:
    """Return how the image is deployed and under which tag, and the manifests that show it."""
    deployment = standing.deployment
    tag = f", as {deployment.tag}" if deployment.tag else ""
    said = f"{deployment.value}{tag}: {deployment.why}"
    return prose(said), [show(standing, evidence) for evidence in deployment.evidence]


def _release(standing: Standing) -> list[list[Any]]:
    """Return score and base at the deployed tag, if it was read, and the rules fixed or broken since."""
    released = standing.released
    if released is None:
        return []
    waiting = f"; mended since and waiting for a release: {', '.join(released.fixed)}" if released.fixed else ""
    worse = f"; worse since: {', '.join(released.broken)}" if released.broken else ""
    said = f"{released.tag}: score {decimal(released.score)} on {name(released.base_image)}{waiting}{worse}"
    return [["Released", prose(said), []]]


def _owners(standing: Standing) -> tuple[str, list[list[str]]]:
    """Return the owners, with the project's maturity, and the lines that name them."""
    owners, project = standing.component.owners, standing.place.project
    said = prose(", ".join(owners.names)) or "no OWNERS or CODEOWNERS names anybody"
    return f"{said} (project: {name(project)})" if project else said, [show(standing, e) for e in owners.evidence]


def _answer(standing: Standing, answer: Answer) -> tuple[str, list[list[str]]]:
    """Return an answer with its confidence and evidence; an answer of the organisation has no address."""
    if answer.given:
        return f"{name(answer.value)} (given by the organisation)", [
            [*show(standing, e)[:2], ""] for e in answer.evidence
        ]
    return f"{name(answer.value)} ({answer.confidence} confidence)", [show(standing, e) for e in answer.evidence]
