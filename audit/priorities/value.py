"""Give the value: what the move takes out of the image."""

from audit.model.evidence import Evidence
from audit.model.priority.ranking import Letter
from audit.priorities.move_facts import MoveFacts

_AS = {"root": "runs as root", "named": "runs under a name, not a number"}


def of(facts: MoveFacts) -> Letter:
    """Return H, M, L or none with the reason."""
    if facts.bare is None:
        return Letter("M", f"what {_base(facts)} holds is not known", (facts.base,), unknown=True)
    return _of_bare(facts) if facts.bare else _of_full(facts)


def _of_bare(facts: MoveFacts) -> Letter:
    """Judge an image without a shell: ended releases with code in them, and the user."""
    ended, family = facts.distribution_ended, facts.runtime.family
    if facts.language_ended:
        return Letter("H", f"the line of its interpreter ended on {facts.language_ended}", (facts.base,))
    if ended and facts.origin in ("compiled", "tool") and family in facts.book.value.with_libc:
        return Letter("H", f"{family} holds a C library, and its release ended on {ended}", _read(facts))
    if ended and facts.origin == "interpreter":
        return Letter("M", f"the distribution under it ended on {ended}", (facts.base,))
    if facts.user != "numeric" and not _is_nonroot_by_tag(facts):
        why = f"it {_AS[facts.user]}" if facts.user in _AS else "the user it runs as is not known"
        read = facts.user_read or (facts.base,)
        return Letter("M", f"no shell, but {why}", read, unknown=facts.user == "unknown")
    return Letter("none", "no shell, a numeric user, nothing in it has ended", _read(facts))


def _is_nonroot_by_tag(facts: MoveFacts) -> bool:
    """Return whether the tag gives a numeric user and the file only repeats it by name."""
    return facts.user in ("named", "unknown") and "nonroot" in facts.runtime.image.tag


def _of_full(facts: MoveFacts) -> Letter:
    """Judge an image with a shell or a package manager."""
    if facts.origin in ("compiled", "tool"):
        what = "a static tool" if facts.origin == "tool" else f"the {facts.language} program"
        return Letter("H", f"everything but {what} can go from {_base(facts)}", (facts.base,))
    if facts.language_ended:
        return Letter("H", f"the line of its interpreter ended on {facts.language_ended}", (facts.base,))
    stays = f"{facts.language} stays" if facts.origin == "interpreter" else "a third party's server stays"
    return _of_rest(facts, stays)


def _of_rest(facts: MoveFacts, stays: str) -> Letter:
    """Judge an image of which an interpreter or a server stays."""
    read = facts.user_read or (facts.base,)
    if facts.user in _AS:
        return Letter("M", f"{stays}, and it {_AS[facts.user]}", read)
    if not facts.case.dockerfile.is_multi_stage:
        return Letter("M", f"{stays}, and what built it ships with it: there is one stage", (facts.base,))
    if facts.distribution_ended:
        return Letter("M", f"{stays}, and the distribution under it ended on {facts.distribution_ended}", (facts.base,))
    if facts.user == "unknown":
        return Letter("M", f"{stays}; the user it runs as is not known", (facts.base,), unknown=True)
    return Letter("L", f"{stays}; several stages, a numeric user and a supported base already", _read(facts))


def _base(facts: MoveFacts) -> str:
    return facts.runtime.image.text


def _read(facts: MoveFacts) -> tuple[Evidence, ...]:
    return (facts.base, *facts.user_read)
