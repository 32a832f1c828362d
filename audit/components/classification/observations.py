"""What was seen of a Dockerfile and around it, before anything is weighed or concluded."""

from dataclasses import dataclass

from audit.dockerfile.build_context import Files
from audit.model.command import BuildCommand
from audit.model.component import Program
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence
from audit.model.runtime_needs import NO_NEEDS, RuntimeNeeds


@dataclass(frozen=True, slots=True)
class Observations:
    """Hold the Dockerfile, what it runs and builds, the repository's files, and what its Go program imports and calls.

    `objects` are the kinds of Kubernetes objects that run the image in its repository's manifests, or stand beside,
    `uses` what it is used for as files around it say, `needs` what is read of the program's own sources.
    """

    repository: str
    dockerfile: Dockerfile
    program: Program
    builds: tuple[BuildCommand, ...]
    files: Files
    imports: tuple[Evidence, ...] = ()
    objects: tuple[Evidence, ...] = ()
    uses: tuple[Evidence, ...] = ()
    needs: RuntimeNeeds = NO_NEEDS

    @property
    def leading_builds(self) -> tuple[BuildCommand, ...]:
        """Return the build commands of the stages that lead to the final one."""
        leading = {stage.index for stage in self.dockerfile.leading_to(self.dockerfile.final)}
        return tuple(build for build in self.builds if build.stage in leading)

    def built_in(self, index: int) -> tuple[BuildCommand, ...]:
        """Return the build commands of a stage and of those it stands on."""
        stages = {stage.index for stage in self.dockerfile.lineage(index)}
        return tuple(build for build in self.builds if build.stage in stages)
