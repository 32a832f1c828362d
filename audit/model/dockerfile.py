"""Hold a Dockerfile as it was parsed: instructions, stages, images. Lines are 1-based."""

from dataclasses import dataclass

from audit.model.evidence import label


@dataclass(frozen=True, slots=True)
class Image:
    """Hold an image reference: `text` as written after substitution, and its parts.

    `registry` is empty when none is written (Docker Hub); `name` has no registry, tag or digest; a `?` stands
    for what no default decides.
    """

    text: str
    registry: str
    name: str
    tag: str
    digest: str


@dataclass(frozen=True, slots=True)
class Heredoc:
    """Hold the body of a heredoc and the line on which the body begins."""

    marker: str
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class Instruction:
    """Hold one instruction.

    `keyword` is upper-case; `value` has continuations joined and flags taken off; `flags` are (name, value)
    pairs such as ("from", "build"); `words` holds the members of exec (JSON) form and is None for shell form.
    """

    keyword: str
    value: str
    line: int
    end_line: int
    flags: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] | None = None
    heredocs: tuple[Heredoc, ...] = ()

    def flag(self, name: str) -> str | None:
        """Return the value of the last flag of that name, or None when it is not given."""
        return next((value for key, value in reversed(self.flags) if key == name), None)


@dataclass(frozen=True, slots=True)
class Transfer:
    """Hold one COPY, ADD or RUN mount: paths taken from a stage (index), an outside image, or the context (None)."""

    line: int
    origin: int | Image | None
    sources: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Stage:
    """Hold the instructions from one FROM to the next.

    `image` is what FROM names with build arguments' defaults substituted; `parent` is the index of the earlier
    stage that it names instead, or None when the image is external.
    """

    index: int
    alias: str
    image: Image
    parent: int | None
    platform: str
    line: int
    instructions: tuple[Instruction, ...]
    transfers: tuple[Transfer, ...]


@dataclass(frozen=True, slots=True)
class Pragma:
    """Hold a comment `# image-audit ignore=CODE reason until=DATE`; `fault` is what is wrong with it, or empty."""

    line: int
    rules: tuple[str, ...]
    reason: str
    until: str
    fault: str


@dataclass(frozen=True, slots=True)
class Dockerfile:
    """Hold a source that has been read; `stages` is never empty, `final` the index of what ships, `target` its alias.

    `target` is empty where the last stage is the only one that is published.
    """

    path: str
    arguments: tuple[Instruction, ...]
    stages: tuple[Stage, ...]
    final: int
    pragmas: tuple[Pragma, ...] = ()
    target: str = ""

    @property
    def label(self) -> str:
        """Return the path, with the target where the file publishes several."""
        return label(self.path, self.target)

    @property
    def final_stage(self) -> Stage:
        """Return the stage that ships."""
        return self.stages[self.final]

    @property
    def is_multi_stage(self) -> bool:
        """Tell whether the final stage copies from, or is based on, an earlier stage of the file."""
        lineage = self.lineage(self.final)
        return len(lineage) > 1 or any(isinstance(transfer.origin, int) for transfer in lineage[0].transfers)

    def lineage(self, index: int) -> tuple[Stage, ...]:
        """Return the stage and those it is based on, nearest first; the last one is based on an external image."""
        stage = self.stages[index]
        found = [stage]
        while stage.parent is not None:
            stage = self.stages[stage.parent]
            found.append(stage)
        return tuple(found)

    def root(self, index: int) -> Stage:
        """Return the stage at the bottom of the alias chain: the one whose FROM names an external image."""
        stage = self.stages[index]
        while stage.parent is not None:
            stage = self.stages[stage.parent]
        return stage

    def leading_to(self, index: int) -> tuple[Stage, ...]:
        """Return the stages that the stage is based on or copies from, itself included, in file order."""
        found: set[int] = set()
        waiting = [index]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                stage = self.stages[current]
                waiting += [
                    origin for origin in (stage.parent, *(t.origin for t in stage.transfers)) if isinstance(origin, int)
                ]
        return tuple(self.stages[i] for i in sorted(found))
