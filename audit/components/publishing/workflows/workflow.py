"""GitHub workflows: the image builds of their jobs, through matrices, reusable workflows and composite actions."""

import itertools
from collections.abc import Iterator, Mapping

from audit.components.publishing import building, scripts
from audit.components.publishing.building import Act
from audit.components.publishing.workflows import actions, matrix, outputs, steps
from audit.components.publishing.workflows.expression_context import Scope
from audit.dockerfile.build_context import Files
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

FOLDER = ".github/workflows"
_DEPTH = 5
_COMBINATIONS = 200


def builds(files: Files, repository: str, branch: str) -> Iterator[Act]:
    """Yield every image build and push of the workflows; those that only others call are read through these."""
    owner, _, name = repository.partition("/")
    known = {
        "github.repository": repository,
        "github.repository_owner": owner,
        "github.ref_name": branch,
        "github.event.repository.name": name,
        "github.workspace": "",
        "env.GITHUB_REPOSITORY": repository,
        "env.GITHUB_REPOSITORY_OWNER": owner,
        "env.GITHUB_REF_NAME": branch,
        "env.GITHUB_WORKSPACE": "",
    }
    for path in paths(files):
        text = files.text(path) or ""
        found = nodes.read(text) if scripts.may_build(text) or "uses: ./" in text else None
        if found is not None and not _is_called_only(found):
            yield from _of_workflow(found, Scope(files, path, known, (), set()), {})


def paths(files: Files) -> list[str]:
    """Return the paths of the workflows, sorted."""
    return sorted(path for path in files.folders.get(FOLDER, ()) if path.endswith((".yml", ".yaml")))


def _is_called_only(found: At) -> bool:
    triggers = found.get("on")
    names = (
        triggers if isinstance(triggers, list) else [triggers] if isinstance(triggers, str) else list(triggers or ())
    )
    return names == ["workflow_call"]


def _of_workflow(found: At, scope: Scope, given: Mapping[str, str]) -> Iterator[Act]:
    if len(scope.hops) > _DEPTH:
        return
    scope = scope.knowing("inputs", {**_defaults(found.mapping("on")), **given})
    scope = scope.knowing("env", scope.values(found.texts("env")))
    scope = scope.knowing("needs", dict(outputs.of_jobs(found, scope)))
    for name, job in found.mapping("jobs").items():
        if isinstance(job, At) and _can_build(job, scope.files):
            yield from _of_combinations(name, job, scope)


def _of_combinations(name: str, job: At, scope: Scope) -> Iterator[Act]:
    """Yield the builds of a job for each row of its matrix; a job whose first row builds nothing builds nothing."""
    for chosen in itertools.islice(matrix.rows(job.mapping("strategy").mapping("matrix")), _COMBINATIONS):
        known = len(scope.files.missing)
        inner = scope.knowing("matrix", scope.values(chosen)).at(job.line, f"job {name}")
        found = tuple(_of_job(job, inner))
        yield from found
        if not found and len(scope.files.missing) == known:
            return


def _can_build(job: At, files: Files) -> bool:
    """Tell whether any step of a job may build an image; most jobs of an organisation cannot, whatever their matrix."""
    if job.text("uses"):
        return job.text("uses").startswith("./") or actions.can_resemble(job.texts("with"))
    listed = [step for step in job.items_of("steps") if isinstance(step, At)]
    return any(steps.can_build(step, files) for step in listed)


def _defaults(triggers: At) -> dict[str, str]:
    found: dict[str, str] = {}
    for trigger in ("workflow_dispatch", "workflow_call"):
        for name, declared in triggers.mapping(trigger).mapping("inputs").items():
            if isinstance(declared, At) and "default" in declared:
                found[name] = declared.text("default")
    return found


def _of_job(job: At, scope: Scope) -> Iterator[Act]:
    called = job.text("uses")
    if called.startswith("./"):
        path = building.clean(called)
        inner = nodes.read(scope.files.text(path) or "")
        if inner is not None:
            yield from _of_workflow(inner, scope.called(path), scope.values(job.texts("with")))
        return
    if called:
        made = actions.resembling(scope.values(job.texts("with")), scope)
        yield from [made] if made else ()
        return
    scope = scope.knowing("env", scope.values(job.texts("env")))
    folder = scope.said(job.mapping("defaults").mapping("run").text("working-directory"))
    yield from steps.builds([step for step in job.items_of("steps") if isinstance(step, At)], scope, folder)
