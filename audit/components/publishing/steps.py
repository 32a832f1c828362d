"""The steps of a job or composite action: scripts, build actions, and what they leave behind for later steps."""

from collections.abc import Iterator, Mapping

from audit.components.publishing import building, scripts
from audit.components.publishing.building import Act, Build, Push
from audit.components.publishing.expression_context import Scope
from audit.dockerfile.build_context import Files
from audit.policy.yaml import nodes
from audit.policy.yaml.nodes import At

_DEPTH = 7
_BUILD_ACTIONS = ("docker/build-push-action", "depot/build-push-action", "mr-smithers-excellent/docker-build-push")
_PUSH_ACTION = "redhat-actions/push-to-registry"
_ACTIONS = ("action.yaml", "action.yml")
_META_ACTION = "docker/metadata-action"


def can_build(step: At, files: Files) -> bool:
    """Tell whether a step may build an image, by what it runs or by the action it uses."""
    action = step.text("uses")
    if action.startswith("./"):
        path = files.first(building.clean(action), _ACTIONS)
        text = files.text(path) or "" if path else ""
        return not text or scripts.may_build(text) or any(name in text for name in _BUILD_ACTIONS)
    return action.partition("@")[0] in (*_BUILD_ACTIONS, _PUSH_ACTION) or scripts.may_build(step.text("run"))


def builds(steps: list[At], scope: Scope, folder: str) -> Iterator[Act]:
    """Yield the image builds and pushes of steps in order; each sees what the earlier ones left behind."""
    for step in filter(_matters, steps):
        here = scope.knowing("env", scope.values(step.texts("env"))).at(step.line, _title(step))
        if step.text("run"):
            place = building.clean(here.said(step.text("working-directory", folder)) or ".").removeprefix(".")
            text = here.said(step.text("run"))
            at = scripts.start(place, here.environment, here.hops)
            yield from scripts.builds(text, at, scripts.StepFiles(scope.files, scope.barren))
            scope = _told(step, text, scope, here)
        elif step.text("uses"):
            inner, outputs = _used(step, here)
            yield from inner
            scope = scope.knowing(f"steps.{step.text('id')}.outputs", outputs)


def _matters(step: At) -> bool:
    """Tell whether a step can build an image, or leaves behind what a later one may name; most do neither."""
    run, action = step.text("run"), step.text("uses").partition("@")[0]
    if run:
        return scripts.may_build(run) or "GITHUB_ENV" in run or "GITHUB_OUTPUT" in run
    return action.startswith("./") or action in (*_BUILD_ACTIONS, _PUSH_ACTION, _META_ACTION)


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
    if action == _META_ACTION:
        return [], {"tags": _listed(given.get("images", "")), "images": given.get("images", "")}
    if action in _BUILD_ACTIONS:
        return [_built(given, scope)], {}
    if action == _PUSH_ACTION:
        return [Push((given.get("image", ""),), scope.hops)], {}
    if step.text("uses").startswith("./") and len(scope.hops) <= _DEPTH:
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
        platforms=tuple(building.listed_platforms([given.get("platforms", "")])),
    )


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
    known = len(scope.files.missing)
    made = list(builds(steps, inner, ""))
    if not made and len(scope.files.missing) == known:
        scope.barren.add((path,))
    return made, {}
