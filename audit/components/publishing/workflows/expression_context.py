"""Where something of a workflow runs: what expressions may name, and the hops that led there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from audit.components.publishing.workflows.expressions import evaluate
from audit.dockerfile.build_context import Files
from audit.model.evidence import Evidence
from audit.policy.yaml.nodes import Value


@dataclass(frozen=True, slots=True)
class Scope:
    """Hold where something runs: the files, what expressions may name, and the hops that led there.

    `barren` collects the calls of scripts and actions that are known to build nothing.
    """

    files: Files
    path: str
    context: Mapping[str, str]
    hops: tuple[Evidence, ...]
    barren: set[tuple[str, ...]]

    def said(self, value: Value) -> str:
        """Return a text with its expressions evaluated."""
        return evaluate(value, self.context) if isinstance(value, str) else ""

    def values(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return texts with their expressions evaluated."""
        return {name: evaluate(value, self.context) for name, value in given.items()}

    def knowing(self, group: str, values: Mapping[str, str]) -> "Scope":
        """Return the scope with more names in a group: `env.X`, `matrix.x`, `inputs.x`."""
        return replace(self, context={**self.context, **{f"{group}.{name}": value for name, value in values.items()}})

    def inside(self, path: str) -> str:
        """Return a path without the folder that the repository is checked out to."""
        folder = self.context.get("checkout.path", "")
        return path[len(folder) :].lstrip("/") or "." if folder and f"{path}/".startswith(f"{folder}/") else path

    def at(self, line: int, text: str) -> "Scope":
        """Return the scope one hop further."""
        return replace(self, hops=(*self.hops, Evidence(self.path, line, text)))

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment variables in effect."""
        return {name.removeprefix("env."): value for name, value in self.context.items() if name.startswith("env.")}

    def called(self, path: str) -> "Scope":
        """Return what a called workflow or action sees of its caller: what GitHub says, not its variables."""
        kept = {name: value for name, value in self.context.items() if name.startswith(("github.", "env.GITHUB_"))}
        return replace(self, path=path, context=kept)
