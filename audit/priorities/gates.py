"""Try the gates of the rule book in their order: the first that fits decides the class before the table does."""

from collections.abc import Callable

from audit.compliance import catalogue
from audit.compliance.base_image import target
from audit.model.evidence import Evidence
from audit.model.priority.ranking import Gate, Letter
from audit.priorities.move_facts import MoveFacts

_DEFAULT = ("default", "runtime")


def find(facts: MoveFacts, value: Letter) -> Gate | None:
    """Return the first gate that fits, None where the table decides."""
    for gate in _EXEMPTIONS:
        if found := gate(facts):
            return found
    if value.letter == "none":
        return Gate("done", value.why, value.evidence)
    return _not_worth_it(facts) or _users_code(facts)


def _workspace(facts: MoveFacts) -> Gate | None:
    if facts.deployment.value != "workspace":
        return None
    return Gate("exempt", "users work in it and need its shell", facts.deployment.evidence[:2])


def _stack(facts: MoveFacts) -> Gate | None:
    why = "it brings accelerators, MPI or a machine-learning framework"
    return Gate("exempt", why, facts.stack[:2]) if facts.stack else None


def _repackaged(facts: MoveFacts) -> Gate | None:
    """Exempt a third party's program whose image is repackaged, where no variant without a shell is on record."""
    found = facts.third_party.repackages
    if not found or facts.bare or facts.target.why == target.VARIANT:
        return None
    image = facts.runtime.image.name
    return Gate("exempt", f"it repackages {image}, which has no variant without a shell on record", found)


def _starting_runtime(facts: MoveFacts) -> Gate | None:
    """Exempt a program that starts its base's runtime."""
    if not facts.third_party.starts or facts.bare:
        return None
    tool = facts.third_party.starts[0]
    return Gate("exempt", f"it starts {tool.name}, which is its base's own runtime", (tool.evidence,))


def _waived(facts: MoveFacts) -> Gate | None:
    """Exempt where the rule on the base is waived."""
    rules = catalogue.judging_runtime()
    waiver = next((found.waiver for found in facts.findings if found.waiver and found.rule in rules), None)
    if waiver is None:
        return None
    where, _, line = waiver.place.rpartition(":")
    shown = Evidence(where, int(line) if line.isdecimal() else None, waiver.reason)
    return Gate("exempt", f"waived until {waiver.until} by {waiver.owner}: {waiver.reason}", (shown,))


_EXEMPTIONS: tuple[Callable[[MoveFacts], Gate | None], ...] = (
    _workspace,
    _stack,
    _repackaged,
    _starting_runtime,
    _waived,
)


def _not_worth_it(facts: MoveFacts) -> Gate | None:
    """Put tooling, examples, and a shell around others' tools that no default installation runs, into P4."""
    if facts.kind in ("tooling", "example", "vendored"):
        return Gate("P4", f"{facts.kind}, not part of the platform", facts.case.component.kind.evidence[:2])
    tools = facts.third_party.wraps
    if not tools or facts.origin == "tool" or facts.deployment.value in _DEFAULT:
        return None
    names = ", ".join(dict.fromkeys(tool.name for tool in tools))
    why = f"a shell around others' command-line tools ({names}) that no default installation runs"
    return Gate("P4", why, tuple(tool.evidence for tool in tools[:2]))


def _users_code(facts: MoveFacts) -> Gate | None:
    """Put what runs users' code or models on an ordinary base into P3."""
    if facts.kind == "workload":
        return Gate("P3", "users' code or models run inside", facts.case.component.kind.evidence[:2])
    kernels = facts.case.component.kernels[:2]
    why = "it executes users' code: a notebook kernel is among its requirements"
    return Gate("P3", why, kernels) if kernels else None
