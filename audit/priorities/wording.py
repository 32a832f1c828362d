"""Say in plain sentences, from facts alone, why a campaign has its place."""

from collections.abc import Sequence

from audit.model.scoreboard import Standing

_PROGRAMS = {
    "go": "a Go program", "rust": "a Rust program", "cpp": "a C++ program", "python": "a Python program",
    "node": "a Node program", "java": "a Java program", "r": "an R program", "shell": "a shell script",
}  # fmt: skip
_WHO = {
    "default": "a default installation runs {them}",
    "runtime": "a default installation puts {them} into users' pods",
    "workspace": "users pick {them} from a list",
    "optional": "only an installation that chooses {them} runs {them}",
    "published": "no manifest at hand runs {them}",
    "none": "nothing publishes {them}",
    "unknown": "who runs {them} is not known",
}
_WORK = {
    "S": "the last FROM changes{each}",
    "M": "the work is medium: {names}",
    "L": "the work is large: {names}",
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def program(language: str, *, tool: str = "", static: bool = False) -> str:
    """Return what runs, in words."""
    if tool:
        return f"the ready tool {tool}"
    if static and language == "go":
        return "a static Go binary"
    return _PROGRAMS.get(language, "a third party's program")


def reason(row: Standing, step: Sequence[Standing]) -> str:
    """Return the sentence of a row's campaign; its best member comes first."""
    if not row.in_scope:
        return f"Not ranked: {row.scope_reason}."
    ranking = row.ranking
    if row.priority == "exempt" and ranking.gate:
        return f"Exempt: {ranking.gate.why}."
    if row.priority == "done":
        return f"Done: {ranking.value.why}."
    lead, several = step[0], len(step) > 1
    said = f"{_what(lead, step)}, and {_who(lead, several=several)}; {_work(lead, step)}"
    return f"{row.priority}. {said}.{_unknown(lead)}"


def _what(lead: Standing, step: Sequence[Standing]) -> str:
    """Return who ships what on which base as which user."""
    several = len(step) > 1
    names = f"{lead.component.name} and {_count(len(step) - 1)} more" if several else lead.component.name
    user = {"root": " as root", "named": " under a user's name", "numeric": ""}.get(lead.ranking.user, "")
    return f"{names} ship{'' if several else 's'} {lead.ranking.program} on {base(lead)}{user}"


def base(row: Standing) -> str:
    """Return the base in words, with the day on which its support ended."""
    ended = f" (ended {row.ranking.ended})" if row.ranking.ended else ""
    return f"{row.runtime.image.text}{ended}"


def _who(lead: Standing, *, several: bool) -> str:
    said = _WHO[lead.deployment.value].format(them="them" if several else "it")
    raised = [part for part in lead.ranking.exposure.why.split("; ")[1:] if part]
    return f"{said} ({'; '.join(raised)})" if raised else said


def _work(lead: Standing, step: Sequence[Standing]) -> str:
    gate = lead.ranking.gate
    if gate is not None:
        return gate.why
    effort = lead.ranking.step_effort
    worst = next(row for row in step if row.effort == effort)
    names = list(dict.fromkeys(blocker.name for blocker in worst.blockers if blocker.effort == effort))
    each = f" in each of {_count(len(step))} files" if len(step) > 1 else ""
    return _WORK[effort].format(names=", ".join(names) or worst.ranking.effort.why, each=each)


def _unknown(lead: Standing) -> str:
    found = (lead.ranking.value, lead.ranking.exposure, lead.ranking.effort)
    said = "; ".join(letter.why for letter in found if letter.unknown)
    return f" Not known: {said}." if said else ""


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
