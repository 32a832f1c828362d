"""Read what one container of a manifest asks of the image that it runs."""

import re
from collections.abc import Iterator

from audit.dockerfile import programs
from audit.model.deployment import Demand, Demanded
from audit.model.evidence import Evidence
from audit.policy.yaml.nodes import At

UNDECIDED = "UNDECIDED"  # stands for an action of a chart's template
_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
_USERS: tuple[tuple[Demanded, str], ...] = (
    ("run-as-user", "runAsUser"), ("run-as-non-root", "runAsNonRoot"), ("fs-group", "fsGroup"),
)  # fmt: skip
_CLAIMS = ("persistentVolumeClaim", "ephemeral")
_VARIABLE = re.compile(r"\$\(\w+\)|\$\{?\w+\}?")
_Asked = tuple[Demanded, str, int]  # kind, text, line in the document


def find(container: At, pod: At, before: int) -> Iterator[Demand]:
    """Yield what a container and its pod ask, each without a path.

    `before` is how many lines precede the document in its file.
    """
    for kind, text, line in (
        *_commands(container),
        *_executed(container),
        *_users(container, pod),
        *_writing(container, pod),
    ):
        said = " ".join(text.split()).replace(UNDECIDED, "?")
        yield Demand(kind, said, Evidence("", line + before, f"{kind}: {said}"[:200]), container.text("name"))


def _commands(container: At) -> Iterator[_Asked]:
    """Yield the command, with or without a shell, the arguments, and the line on which they expand variables."""
    command, arguments = _words(container, "command"), _words(container, "args")
    if command:
        is_shell = command[0].rpartition("/")[2] in programs.SHELLS
        yield "shell-command" if is_shell else "command", " ".join(command), container.line_of("command")
    if arguments:
        yield "args", " ".join(arguments), container.line_of("args")
    expanded = dict.fromkeys(name for word in (*command, *arguments) for name in _VARIABLE.findall(word))
    if expanded:
        yield "variable-arguments", " ".join(expanded), container.line_of("args" if arguments else "command")


def _words(found: At, key: str) -> tuple[str, ...]:
    return tuple(item for item in found.items_of(key) if isinstance(item, str))


def _executed(container: At) -> Iterator[_Asked]:
    for key in _PROBES:
        probe = container.mapping(key)
        if probe.mapping("exec"):
            yield "exec-probe", " ".join(_words(probe.mapping("exec"), "command")), probe.line_of("exec")
    for key in ("postStart", "preStop"):
        hook = container.mapping("lifecycle").mapping(key)
        if hook.mapping("exec"):
            yield "exec-hook", " ".join(_words(hook.mapping("exec"), "command")), hook.line_of("exec")


def _users(container: At, pod: At) -> Iterator[_Asked]:
    """Yield the user and group; what the container says comes before what its pod says."""
    for kind, key in _USERS:
        for holder in (container.mapping("securityContext"), pod.mapping("securityContext")):
            if holder.text(key):
                yield kind, holder.text(key), holder.line_of(key)
                break


def _writing(container: At, pod: At) -> Iterator[_Asked]:
    """Yield the mounts of persistent volumes that the container may write to."""
    claims = {
        item.text("name")
        for item in pod.items_of("volumes")
        if isinstance(item, At) and any(key in item for key in _CLAIMS)
    }
    for mount in container.items_of("volumeMounts"):
        if isinstance(mount, At) and mount.text("name") in claims and mount.text("readOnly") != "true":
            yield "writable-mount", mount.text("mountPath"), mount.line
