"""Run a parsed template over values: nothing outside is read, and the work is bounded."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audit.components.deployment.helm.functions import TABLE
from audit.components.deployment.helm.output import LONGEST, Output
from audit.components.deployment.helm.pipeline import Operand, Pipeline
from audit.components.deployment.helm.syntax import Node, Nodes, parse
from audit.components.deployment.helm.tokens import UndecidedError
from audit.components.deployment.helm.values import UNDECIDED, pairs, shown, taken, truth, weight

_DEEPEST = 40  # templates that include one another
Scope = dict[str, Any]


class _Leave(Exception):
    """End the round of a loop, or the loop."""


@dataclass(slots=True)
class Machine:
    """Hold the named templates of a chart, what may still be spent on it, and how deep templates are in one another."""

    named: Mapping[str, Nodes]
    budget: int = 400_000
    depth: int = 0

    def run(self, nodes: Nodes, dot: Any, scope: Scope, out: Output) -> None:
        """Write what the nodes print."""
        for node in nodes:
            self.spend(1)
            self._node(node, dot, scope, out)

    def spend(self, amount: int) -> None:
        """Count work; raise UndecidedError when it is more than a chart is worth."""
        self.budget -= amount
        if self.budget < 0:
            raise UndecidedError("too much work")

    def _node(self, node: Node, dot: Any, scope: Scope, out: Output) -> None:
        match node.kind:
            case "text":
                out.add(node.text, node.line, counts=True)
            case "output":
                value = self.value(node.pipeline, dot, scope)
                if not (node.pipeline and node.pipeline.variables):
                    out.add(shown(value), node.line, counts=False)
            case "if" | "with":
                inner = dict(scope)
                value = self.value(node.pipeline, dot, inner)
                body = node.body if truth(value) else node.orelse
                self._inside(body, value if node.kind == "with" and truth(value) else dot, inner, scope, out)
            case "range":
                self._range(node, dot, scope, out)
            case "template" | "block":
                value = self.value(node.pipeline, dot, scope) if node.pipeline else None
                out.add(self.include(node.text, value), node.line, counts=False)
            case "break" | "continue":
                raise _Leave(node.kind)

    def _inside(self, body: Nodes, dot: Any, inner: Scope, scope: Scope, out: Output) -> None:
        """Run a body in a scope of its own; what it assigns to outer variables stays assigned."""
        known = set(scope)
        self.run(body, dot, inner, out)
        scope.update({name: inner[name] for name in known})

    def _range(self, node: Node, dot: Any, scope: Scope, out: Output) -> None:
        pipeline = node.pipeline or Pipeline(())
        rounds = pairs(self.value(Pipeline(pipeline.commands), dot, scope))
        for key, value in rounds:
            inner = dict(scope)
            given = (key, value) if len(pipeline.variables) > 1 else (value,)
            inner.update(zip(pipeline.variables, given, strict=False))
            try:
                self._inside(node.body, value, inner, scope, out)
            except _Leave as left:
                if left.args[0] == "break":
                    break
        if not rounds:
            self._inside(node.orelse, dot, dict(scope), scope, out)

    def value(self, pipeline: Pipeline | None, dot: Any, scope: Scope) -> Any:
        """Return the value of a pipeline, and assign it to its variables."""
        result: Any = None
        for index, command in enumerate(pipeline.commands if pipeline else ()):
            result = self._command(command, dot, scope, [result] if index else [])
        for name in pipeline.variables if pipeline else ():
            scope[name] = result
        return result

    def _command(self, command: tuple[Operand, ...], dot: Any, scope: Scope, piped: list[Any]) -> Any:
        if not command:
            raise UndecidedError("an empty command")
        first, *rest = command
        given = [self._operand(operand, dot, scope) for operand in rest] + piped
        if first.kind == "call":
            return taken(self.call(str(first.value), given), first.fields)
        return self._operand(first, dot, scope, given)

    def _operand(self, operand: Operand, dot: Any, scope: Scope, given: list[Any] | None = None) -> Any:
        match operand.kind:
            case "constant":
                found = operand.value
            case "dot":
                found = dot
            case "variable":
                found = scope.get(str(operand.value))
            case "group" if isinstance(operand.value, Pipeline):
                found = self.value(operand.value, dot, scope)
            case _:
                found = self.call(str(operand.value), [])
        found = taken(found, operand.fields)
        return found(*(given or [])) if callable(found) else found

    def call(self, name: str, given: list[Any]) -> Any:
        """Return what a function answers, `?` for one that nobody can decide without a cluster or a clock."""
        self.spend(1)
        if name == "include":
            return self.include(shown(given[0]), given[1] if len(given) > 1 else None)
        if name == "tpl":
            return self._nested(parse(shown(given[0])), given[1] if len(given) > 1 else None)
        function = TABLE.get(name) or TABLE.get(name.removeprefix("must")[:1].lower() + name.removeprefix("must")[1:])
        if function is None:
            return UNDECIDED
        try:
            result = function(*given)
        except (TypeError, ValueError, AttributeError, IndexError, KeyError, OverflowError):
            return UNDECIDED
        if isinstance(result, str) and len(result) > LONGEST:
            raise UndecidedError("a text without end")
        self.spend(weight(result) + (len(result) // 100 if isinstance(result, str) else 0))
        return result

    def include(self, name: str, dot: Any) -> str:
        """Return what a named template prints."""
        if name not in self.named:
            raise UndecidedError(f"no template {name}")
        return self._nested(self.named[name], dot)

    def _nested(self, nodes: Nodes, dot: Any) -> str:
        if self.depth >= _DEEPEST:
            raise UndecidedError("templates without end")
        self.depth += 1
        out = Output()
        self.run(nodes, dot, {"$": dot}, out)
        self.depth -= 1
        return "".join(out.parts)
