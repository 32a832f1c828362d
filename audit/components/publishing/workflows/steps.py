"""The steps of a job or composite action: scripts, build actions, and what they leave behind for later steps."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace

from audit.components.publishing import building, scripts
from audit.components.publishing.building import Act, Build, Push
from audit.components.publishing.release_files import bake
from audit.components.publishing.workflows import actions
from audit.components.publishing.workflows.expression_context import Scope
from audit.dockerfile.build_context import Files
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

_DEPTH = 7
_CHECKOUT = "actions/checkout"
_ACTIONS = ("action.yaml", "action.yml")
_READ = (*actions.BUILD, *actions.BAKE, actions.PUSH, actions.META, _CHECKOUT)


def can_build(step: At, files: Files) -> bool:
    """Tell whether a step may build an image, by what it runs or by the action it uses."""
    action = step.text("uses")
    if action.startswith("./"):
        path = files.first(building.clean(action), _ACTIONS)
        text = files.text(path) or "" if path else ""
        return not text or scripts.may_build(text) or any(name in text for name in (*actions.BUILD, *actions.BAKE))
    if action.partition("@")[0] in (*actions.BUILD, *actions.BAKE, actions.PUSH):
        return True
    return scripts.may_build(step.text("run")) or actions.can_resemble(step.texts("with"))


def builds(steps: list[At], scope: Scope, folder: str) -> Iterator[Act]:
    """Yield the image builds and pushes of steps in order; each sees what the earlier ones left behind."""
    for made, _ in walk(steps, scope, folder):
        yield from made


def walk(
    steps: list[At], scope: Scope, folder: str, *, only_outputs: bool = False
) -> Iterator[tuple[list[Act], Scope]]:
    """Yield what each step builds and pushes, and the scope after it; with `only_outputs` scripts are not followed."""
    for step in filter(_matters, steps):
        here = scope.knowing("env", scope.values(step.texts("env"))).at(step.line, _title(step))
        made = list[Act]()
        if step.text("run"):
            text = here.said(step.text("run"))
            place = here.inside(building.clean(here.said(step.text("working-directory", folder)) or "."))
            if not only_outputs:
                at = scripts.start(place.removeprefix("."), here.environment, here.hops)
                made = list(scripts.builds(text, at, scripts.StepFiles(scope.files, scope.barren)))
            scope = _told(step, text, scope, here)
        elif step.text("uses").partition("@")[0] == _CHECKOUT:
            scope = _checked_out(here.values(step.texts("with")), scope)
        elif step.text("uses"):
            made, outputs = _used(step, here)
            scope = scope.knowing(f"steps.{step.text('id')}.outputs", outputs)
        yield [_placed(act, scope) for act in made], scope


def _placed(act: Act, scope: Scope) -> Act:
    """Return a build with its path as one of the repository, not of the folder that it was checked out to."""
    if not isinstance(act, Build) or act.dockerfile in scope.files.paths:
        return act
    return replace(act, dockerfile=scope.inside(act.dockerfile))


def _checked_out(given: Mapping[str, str], scope: Scope) -> Scope:
    """Return the scope with the folder to which a step checks out the repository itself."""
    own = given.get("repository", "") in ("", "?", scope.context.get("github.repository", ""))
    folder = building.clean(given.get("path", ".") or ".")
    return scope.knowing("checkout", {"path": folder}) if own and folder != "." else scope


def _matters(step: At) -> bool:
    """Tell whether a step can build an image, or leaves behind what a later one may name; most do neither."""
    run, action = step.text("run"), step.text("uses").partition("@")[0]
    if run:
        return scripts.may_build(run) or "GITHUB_ENV" in run or "GITHUB_OUTPUT" in run or "set-output" in run
    return action.startswith("./") or action in _READ or actions.can_resemble(step.texts("with"))


def _title(step: At) -> str:
    return step.text("name") or step.text("uses") or step.text("run").split("\n", 1)[0]


def _told(step: At, text: str, scope: Scope, here: Scope) -> Scope:
    """Return the scope with what a script leaves in $GITHUB_ENV and $GITHUB_OUTPUT."""
    scope = scope.knowing("env", dict(scripts.assigned(text, "GITHUB_ENV", here.environment)))
    outputs = dict(scripts.assigned(text, "GITHUB_OUTPUT", here.environment))
    return scope.knowing(f"steps.{step.text('id')}.outputs", outputs) if step.text("id") else scope


def _used(step: At, scope: Scope) -> tuple[list[Act], dict[str, str]]:
    """Return the builds of an action, and what its outputs are known to be."""
    action, given = step.text("uses").partition("@")[0], scope.values(step.texts("with"))
    if action == actions.META:
        return [], {"tags": actions.listed(given.get("images", "")), "images": given.get("images", "")}
    if action in actions.BUILD:
        return [actions.built(given, scope)], {}
    if action in actions.BAKE:
        return list(_baked(given, scope)), {}
    if action == actions.PUSH:
        return [Push((given.get("image", ""),), scope.hops)], {}
    if action.startswith("./"):
        return _composite(building.clean(action), given, scope) if len(scope.hops) <= _DEPTH else ([], {})
    found = actions.resembling(given, scope)
    return ([found] if found else []), {}


def _baked(given: Mapping[str, str], scope: Scope) -> Iterator[Build]:
    folder = building.clean(given.get("workdir", "") or given.get("source", ".") or ".")
    folder = "" if "://" in folder or "?" in folder or folder == "." else folder
    named = [line.strip() for line in given.get("files", "").replace(",", "\n").splitlines() if line.strip()]
    paths = tuple(building.clean(posixpath.join(folder, name)) for name in named or bake.FILES)
    chosen = tuple(given.get("targets", "").replace(",", " ").split())
    pushed = given.get("push", "") not in ("", "false") or "type=registry" in given.get("set", "")
    yield from bake.builds(paths, scope.files, bake.Call(folder, scope.environment, chosen, pushed, scope.hops))


def _composite(folder: str, given: Mapping[str, str], scope: Scope) -> tuple[list[Act], dict[str, str]]:
    path = scope.files.first(folder, _ACTIONS)
    text = scope.files.text(path) or "" if path and (path,) not in scope.barren else ""
    found = nodes.read(text) if scripts.may_build(text) or "GITHUB_" in text else None
    if found is None:
        return [], {}
    declared = {name: value.text("default") for name, value in found.mapping("inputs").items() if isinstance(value, At)}
    inner = scope.called(path).knowing("env", scope.environment)
    inner = inner.knowing("inputs", {**inner.values(declared), **given})
    steps = [step for step in found.mapping("runs").items_of("steps") if isinstance(step, At)]
    known, made = len(scope.files.missing), list[Act]()
    for acts, after in walk(steps, inner, ""):
        made, inner = [*made, *acts], after
    outputs = found.mapping("outputs")
    told = {name: inner.said(value.text("value")) for name, value in outputs.items() if isinstance(value, At)}
    if not made and not told and len(scope.files.missing) == known:
        scope.barren.add((path,))
    return made, told
