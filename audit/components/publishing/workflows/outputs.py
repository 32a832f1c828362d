"""Return what jobs leave to the jobs that need them: `needs.JOB.outputs.NAME`."""

from collections.abc import Iterator

from audit.components.publishing import building
from audit.components.publishing.workflows import steps
from audit.components.publishing.workflows.expression_context import Scope
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

_DEPTH = 3


def of_jobs(found: At, scope: Scope, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield (`JOB.outputs.NAME`, value) of the jobs that declare outputs, later ones seeing those before."""
    for name, job in found.mapping("jobs").items():
        if isinstance(job, At):
            for output, value in _of_job(job, scope, depth):
                scope = scope.knowing("needs", {f"{name}.outputs.{output}": value})
                yield f"{name}.outputs.{output}", value


def _of_job(job: At, scope: Scope, depth: int) -> Iterator[tuple[str, str]]:
    if job.text("uses").startswith("./"):
        yield from _of_called(job, scope, depth)
        return
    declared = job.texts("outputs")
    if not declared:
        return
    scope = scope.knowing("env", scope.values(job.texts("env")))
    listed = [step for step in job.items_of("steps") if isinstance(step, At)]
    for _, after in steps.walk(listed, scope, "", only_outputs=True):
        scope = after
    yield from scope.values(declared).items()


def _of_called(job: At, scope: Scope, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the outputs of a workflow of the repository that the job calls."""
    path = building.clean(job.text("uses"))
    called = nodes.read(scope.files.text(path) or "") if depth < _DEPTH else None
    if called is None:
        return
    inner = scope.called(path).knowing("inputs", scope.values(job.texts("with")))
    told = dict(of_jobs(called, inner, depth + 1))
    inner = inner.knowing("jobs", told)
    for name, output in called.mapping("on").mapping("workflow_call").mapping("outputs").items():
        if isinstance(output, At):
            yield name, inner.said(output.text("value"))
