"""Parse expressions of HCL into functions of the values that their names have; what nothing decides is `?`.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
"""

from audit.components.publishing.release_files.hcl import operations
from audit.components.publishing.release_files.hcl.cursor import Cursor, Malformed
from audit.components.publishing.release_files.hcl.operations import UNDECIDED, Expression
from audit.components.publishing.release_files.hcl.tokens import Token

_DEEPEST = 60
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))


class Parser(Cursor):
    """Parse the expressions among tokens."""

    def expression(self) -> Expression:
        """Parse one expression, `condition ? a : b` included."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Malformed
        condition = self._binary(0)
        if self.is_next("?"):
            self.take()
            first = self.expression()
            self.take(":", across=True)
            second = self.expression()
            condition = operations.conditional(condition, first, second)
        self.depth -= 1
        return condition

    def _binary(self, level: int) -> Expression:
        if level == len(_LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        while self.is_next(*_LEVELS[level]):
            operator = self.take().text
            self.peek(across=True)
            left = operations.operation(operator, left, self._binary(level + 1))
        return left

    def _unary(self) -> Expression:
        if self.is_next("!", "-"):
            operator, inner = self.take().text, self._unary()
            return operations.operation("==", inner, lambda _: "false") if operator == "!" else lambda _: UNDECIDED
        found = self._primary()
        while self.is_next(".", "["):
            if self.take().text == ".":
                found = operations.item(found, operations.constant(self.take().text))
            else:
                found = operations.item(found, self.expression())
                self.take("]", across=True)
        return found

    def _primary(self) -> Expression:
        token = self.take(across=True)
        if token.kind == "text":
            return template(token, self.depth)
        if token.kind == "number" or token.text in ("true", "false"):
            return operations.constant(token.text)
        return self._name(token) if token.kind == "name" else self._enclosed(token.text)

    def _name(self, token: Token) -> Expression:
        if self.is_next("("):
            self.take()
            return operations.call(token.text, self._arguments(")"))
        return lambda scope: scope.values.get(token.text, UNDECIDED)

    def _enclosed(self, opening: str) -> Expression:
        if opening == "(":
            found = self.expression()
            self.take(")", across=True)
            return found
        if opening not in ("[", "{"):
            raise Malformed
        if self.is_next("for", across=True):
            return self._loop(opening)
        return operations.listed(self._arguments("]")) if opening == "[" else self._object()

    def _arguments(self, closing: str) -> list[Expression]:
        found = list[Expression]()
        while not self.is_next(closing, across=True):
            found.append(self.expression())
            if self.is_next(",", "...", across=True):
                self.take()
        self.take(closing, across=True)
        return found

    def _object(self) -> Expression:
        pairs = list[tuple[Expression, Expression]]()
        while not self.is_next("}", across=True):
            token = self.peek()
            named = token.kind == "name" and self.tokens[self.place + 1].text in ("=", ":")
            key = operations.constant(self.take().text) if named else self.expression()
            if not self.is_next("=", ":"):
                raise Malformed
            self.take()
            pairs.append((key, self.expression()))
            if self.is_next(",", across=True):
                self.take()
        self.take("}", across=True)
        return lambda scope: {str(key(scope)): value(scope) for key, value in pairs}

    def _loop(self, opening: str) -> Expression:
        self.take("for", across=True)
        names = [self.take(across=True).text]
        if self.is_next(",", across=True):
            self.take()
            names.append(self.take(across=True).text)
        self.take("in", across=True)
        source = self.expression()
        self.take(":", across=True)
        body = [self.expression()]
        if self.is_next("=>", across=True):
            self.take()
            body.append(self.expression())
        condition = operations.constant("true")
        if self.is_next("if", across=True):
            self.take()
            condition = self.expression()
        self.take("]" if opening == "[" else "}", across=True)
        return operations.loop(names, source, body, condition)


def template(token: Token, depth: int) -> Expression:
    """Return the text of a template; one that is only an interpolation gives that value, of whatever kind."""
    parts = [operations.constant(part) if isinstance(part, str) else _parsed(part, depth) for part in token.parts]
    if len(parts) == 3 and token.parts[0] == token.parts[2] == "":  # noqa: PLR2004 - nothing, the value, nothing
        return parts[1]
    return lambda scope: "".join(text if isinstance(text := part(scope), str) else UNDECIDED for part in parts)


def _parsed(tokens: tuple[Token, ...], depth: int) -> Expression:
    return Parser(tokens, depth=depth).expression()
