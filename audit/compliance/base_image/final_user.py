"""Find the user that an image runs as: by USER, by the organisation's own images below, or by the base's default."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from audit.compliance.base_image import image_pattern
from audit.compliance.case import os_packages
from audit.compliance.case.case import Case
from audit.components.graph import Foundation
from audit.dockerfile.syntax import arguments, substitution
from audit.model.dockerfile import Dockerfile, Instruction, Stage
from audit.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class FinalUser:
    """Hold the kind of user, the user as text (empty where unknown), a clause that says so, and the lines.

    `numeric` is a number other than 0, `named` a name other than root.
    """

    kind: Literal["numeric", "named", "root", "unknown"]
    user: str
    message: str
    evidence: tuple[Evidence, ...]


def find(case: Case) -> FinalUser:
    """Return the user of the last USER in effect, else of what the image stands on."""
    for stage, instruction in _declared(case.dockerfile):
        return _of_instruction(case.dockerfile, stage, instruction)
    return _inherited(case)


def _declared(dockerfile: Dockerfile) -> Iterator[tuple[Stage, Instruction]]:
    """Yield the USER instructions of the final stage and its parents, the last first."""
    for stage in dockerfile.lineage(dockerfile.final):
        for instruction in reversed(stage.instructions):
            if instruction.keyword == "USER":
                yield stage, instruction


def _of_instruction(dockerfile: Dockerfile, stage: Stage, instruction: Instruction) -> FinalUser:
    values = arguments.environment(dockerfile, stage, instruction.line)
    shown = Evidence(dockerfile.path, instruction.line, f"USER {instruction.value}")
    return _of_text(substitution.expand(instruction.value, values), (shown,))


def _inherited(case: Case) -> FinalUser:
    """Look at the USER of the organisation's own images below, nearest first, else at the outside base."""
    base = case.foundation(case.dockerfile.final_stage)
    for component in base.through:
        for stage, instruction in _declared(component.dockerfile):
            found = _of_instruction(component.dockerfile, stage, instruction)
            message = f"no USER; {component.name} below {found.message}"
            return replace(found, message=message, evidence=(base.evidence[0], *found.evidence))
    return _of_base(case, base)


def _of_text(text: str, evidence: tuple[Evidence, ...]) -> FinalUser:
    user = text.partition(":")[0]
    if "?" in user or not user:
        return FinalUser("unknown", "", f"nobody decides the user {text}", evidence)
    if user.isdecimal() and int(user):
        return FinalUser("numeric", user, f"runs as user {user}", evidence)
    if user.isdecimal():
        return FinalUser("root", user, "runs as user 0, which is root", evidence)
    if user == "root":
        return FinalUser("root", user, "runs as root", evidence)
    return FinalUser("named", user, f"runs as {user}: a name, which Kubernetes cannot verify", evidence)


def _of_base(case: Case, base: Foundation) -> FinalUser:
    image, opening = base.image, base.evidence
    known = image_pattern.find(image, case.lifecycle)
    if known.user:
        found = _of_text(known.user, opening[:1])
        return replace(found, message=f"no USER; {image.text} {found.message}", evidence=opening)
    for command in case.commands():
        if os_packages.installs(command):
            shown = (case.at(command.line, command.text), *opening)
            return FinalUser("root", "root", "no USER, and packages are installed as root", shown)
    return FinalUser("unknown", "", f"no USER, and the user of {image.text} is not known", opening)
