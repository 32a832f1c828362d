"""GitHub workflows: the image builds of their jobs, through matrices, reusable workflows and composite actions."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from audit.components.publishing import building, document, scripts
from audit.components.publishing.building import Build
from audit.components.publishing.document import At, Value
from audit.components.publishing.expressions import evaluate
from audit.components.publishing.shelf import Shelf
from audit.model.evidence import Evidence

FOLDER = ".github/workflows"
_DEPTH = 5
_COMBINATIONS = 200
_BUILD_ACTIONS = ("docker/build-push-action", "depot/build-push-action", "mr-smithers-excellent/docker-build-push")
_ACTIONS = ("action.yaml", "action.yml")
_META_ACTION = "docker/metadata-action"


@dataclass(frozen=True, slots=True)
class Scope:
    """Hold where something runs: the files, what expressions may name, and the hops that led there."""

    shelf: Shelf
    path: str
    context: Mapping[str, str]
    hops: tuple[Evidence, ...]

    def said(self, value: Value) -> str:
        """Return a text with its expressions evaluated."""
        return evaluate(value, self.context) if isinstance(value, str) else ""

    def values(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return texts with their expressions evaluated."""
        return {name: evaluate(value, self.context) for name, value in given.items()}

    def knowing(self, group: str, values: Mapping[str, str]) -> "Scope":
        """Return the scope with more names in a group: `env.X`, `matrix.x`, `inputs.x`."""
        return replace(self, context={**self.context, **{f"{group}.{name}": value for name, value in values.items()}})

    def at(self, line: int, text: str) -> "Scope":
        """Return the scope one hop further."""
        return replace(self, hops=(*self.hops, Evidence(self.path, line, text)))

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment variables in effect."""
        return {name.removeprefix("env."): value for name, value in self.context.items() if name.startswith("env.")}


def builds(shelf: Shelf, repository: str, branch: str) -> Iterator[Build]:
    """Yield every image build of the repository's workflows; those that only others call are read through these."""
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
    for path in paths(shelf):
        text = shelf.text(path)
        found = document.read(text) if scripts.tells(text) or "uses: ./" in text else None
        if found is not None and not _is_called_only(found):
            yield from _of_workflow(found, Scope(shelf, path, known, ()), {})


def paths(shelf: Shelf) -> list[str]:
    """Return the paths of the workflows, sorted."""
    return sorted(path for path in shelf.files.folders.get(FOLDER, ()) if path.endswith((".yml", ".yaml")))


def _is_called_only(found: At) -> bool:
    triggers = found.get("on")
    names = (
        triggers if isinstance(triggers, list) else [triggers] if isinstance(triggers, str) else list(triggers or ())
    )
    return names == ["workflow_call"]


def _of_workflow(found: At, scope: Scope, given: Mapping[str, str]) -> Iterator[Build]:
    if len(scope.hops) > _DEPTH:
        return
    scope = scope.knowing("inputs", {**_defaults(found.mapping("on")), **given})
    scope = scope.knowing("env", scope.values(found.texts("env")))
    for name, job in found.mapping("jobs").items():
        if isinstance(job, At) and _can_build(job, scope.shelf):
            yield from _of_combinations(name, job, scope)


def _of_combinations(name: str, job: At, scope: Scope) -> Iterator[Build]:
    """Yield the builds of a job for each row of its matrix; a job whose first row builds nothing builds nothing."""
    for chosen in itertools.islice(_matrix(job.mapping("strategy").mapping("matrix")), _COMBINATIONS):
        known = len(scope.shelf.missing)
        inner = scope.knowing("matrix", scope.values(chosen)).at(job.line, f"job {name}")
        found = tuple(_of_job(job, inner))
        yield from found
        if not found and len(scope.shelf.missing) == known:
            return


def _can_build(job: At, shelf: Shelf) -> bool:
    """Tell whether any step of a job may build an image; most jobs of an organisation cannot, whatever their matrix."""
    if job.text("uses"):
        return job.text("uses").startswith("./")
    steps = [each for each in job.items_of("steps") if isinstance(each, At)]
    return any(_step_can_build(each, shelf) for each in steps)


def _step_can_build(step: At, shelf: Shelf) -> bool:
    action = step.text("uses")
    if action.startswith("./"):
        path = shelf.first(building.clean(action), _ACTIONS)
        text = shelf.text(path) if path else ""
        return not text or scripts.tells(text) or any(each in text for each in _BUILD_ACTIONS)
    return action.partition("@")[0] in _BUILD_ACTIONS or scripts.tells(step.text("run"))


def _defaults(triggers: At) -> dict[str, str]:
    found: dict[str, str] = {}
    for trigger in ("workflow_dispatch", "workflow_call"):
        for name, declared in triggers.mapping(trigger).mapping("inputs").items():
            if isinstance(declared, At) and "default" in declared:
                found[name] = declared.text("default")
    return found


def _matrix(declared: At) -> Iterator[dict[str, str]]:
    """Yield the combinations of a matrix; `include` adds rows, or names to the rows that it fits."""
    axes = {
        name: values
        for name, values in declared.items()
        if name not in ("include", "exclude") and isinstance(values, list)
    }
    rows = [_flat(dict(zip(axes, chosen, strict=True))) for chosen in itertools.product(*axes.values())] if axes else []
    for extra in declared.items_of("include"):
        if isinstance(extra, At):
            flat = _flat(extra)
            fitting = [
                row
                for row in rows
                if all(row.get(name, value) == value for name, value in flat.items() if name in axes)
            ]
            if axes and fitting:
                for row in fitting:
                    row.update(flat)
            else:
                rows.append(flat)
    yield from rows or [{}]


def _flat(values: Mapping[str, Value], head: str = "") -> dict[str, str]:
    """Return nested mappings as `image.name` -> text."""
    found: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, At):
            found |= _flat(value, f"{head}{name}.")
        elif isinstance(value, str):
            found[f"{head}{name}"] = value
    return found


def _of_job(job: At, scope: Scope) -> Iterator[Build]:
    called = job.text("uses")
    if called.startswith("./"):
        path = building.clean(called)
        inner = document.read(scope.shelf.text(path))
        if inner is not None:
            yield from _of_workflow(
                inner, replace(scope, path=path, context=_outer(scope)), scope.values(job.texts("with"))
            )
        return
    scope = scope.knowing("env", scope.values(job.texts("env")))
    folder = scope.said(job.mapping("defaults").mapping("run").text("working-directory"))
    yield from _of_steps([each for each in job.items_of("steps") if isinstance(each, At)], scope, folder)


def _outer(scope: Scope) -> dict[str, str]:
    """Return what a called workflow sees of its caller: what GitHub says, not its variables."""
    return {name: value for name, value in scope.context.items() if name.startswith(("github.", "env.GITHUB_"))}


def _of_steps(steps: list[At], scope: Scope, folder: str) -> Iterator[Build]:
    for step in (each for each in steps if _matters(each)):
        here = scope.knowing("env", scope.values(step.texts("env"))).at(step.line, _title(step))
        if step.text("run"):
            place = building.clean(here.said(step.text("working-directory", folder)) or ".").removeprefix(".")
            text = here.said(step.text("run"))
            yield from scripts.builds(text, scripts.Site(scope.shelf, place, here.environment, here.hops))
            scope = _told(step, text, scope, here)
        elif step.text("uses"):
            inner, outputs = _used(step, here)
            yield from inner
            scope = scope.knowing(f"steps.{step.text('id')}.outputs", outputs)


def _matters(step: At) -> bool:
    """Tell whether a step can build an image, or leaves behind what a later one may name; most do neither."""
    run, action = step.text("run"), step.text("uses").partition("@")[0]
    if run:
        return scripts.tells(run) or "GITHUB_ENV" in run or "GITHUB_OUTPUT" in run
    return action.startswith("./") or action in (*_BUILD_ACTIONS, _META_ACTION)


def _title(step: At) -> str:
    return step.text("name") or step.text("uses") or step.text("run").split("\n", 1)[0]


def _told(step: At, text: str, scope: Scope, here: Scope) -> Scope:
    """Return the scope with what a script leaves in $GITHUB_ENV and $GITHUB_OUTPUT."""
    scope = scope.knowing("env", dict(scripts.assigned(text, "GITHUB_ENV", here.environment)))
    outputs = dict(scripts.assigned(text, "GITHUB_OUTPUT", here.environment))
    return scope.knowing(f"steps.{step.text('id')}.outputs", outputs) if step.text("id") else scope


def _used(step: At, scope: Scope) -> tuple[list[Build], dict[str, str]]:
    """Return the builds of an action, and what its outputs are known to be."""
    action, given = step.text("uses").partition("@")[0], scope.values(step.texts("with"))
    if action == _META_ACTION:
        return [], {"tags": _listed(given.get("images", "")), "images": given.get("images", "")}
    if action in _BUILD_ACTIONS:
        return [_built(given, scope)], {}
    if step.text("uses").startswith("./") and len(scope.hops) <= _DEPTH + 2:
        return _composite(building.clean(step.text("uses")), given, scope)
    return [], {}


def _listed(images: str) -> str:
    """Return the names that metadata-action is given, one a line, each as a tag without a tag."""
    lines = (line.strip().removeprefix("name=").partition(",")[0] for line in images.replace(",\n", "\n").splitlines())
    return "\n".join(line for line in lines if line)


def _built(given: Mapping[str, str], scope: Scope) -> Build:
    context = given.get("context", ".")
    context = "." if "?" in context or "://" in context else context
    named = building.NAMED.findall(given.get("outputs", ""))
    pairs = (line.strip().partition("=") for line in given.get("build-args", "").splitlines())
    return Build(
        dockerfile=building.clean(given.get("file") or f"{context}/Dockerfile"),
        images=tuple(text for line in given.get("tags", "").splitlines() for text in line.split(",") if text.strip())
        + tuple(named),
        target=given.get("target", ""),
        arguments=tuple((name, value) for name, equals, value in pairs if equals),
        pushed=given.get("push", "") not in ("", "false") or "push=true" in given.get("outputs", ""),
        hops=scope.hops,
    )


def _composite(folder: str, given: Mapping[str, str], scope: Scope) -> tuple[list[Build], dict[str, str]]:
    path = scope.shelf.first(folder, _ACTIONS)
    text = scope.shelf.text(path) if path and (path,) not in scope.shelf.barren else ""
    found = document.read(text) if scripts.tells(text) or "GITHUB_" in text else None
    if found is None:
        return [], {}
    declared = {name: value.text("default") for name, value in found.mapping("inputs").items() if isinstance(value, At)}
    inner = replace(scope, path=path, context=_outer(scope)).knowing("env", scope.environment)
    inner = inner.knowing("inputs", {**inner.values(declared), **given})
    steps = [each for each in found.mapping("runs").items_of("steps") if isinstance(each, At)]
    known = len(scope.shelf.missing)
    builds = list(_of_steps(steps, inner, ""))
    if not builds and len(scope.shelf.missing) == known:
        scope.shelf.barren.add((path,))
    return builds, {}
