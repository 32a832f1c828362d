"""The rules, found by being there: each module of `rules/` is one."""

import importlib
import pkgutil
from functools import cache

from audit.compliance import rules
from audit.compliance.case.rule import Rule
from audit.errors import UserError
from audit.policy.profile import Profile

VERSION = "3"  # raise it with every change that can change a verdict


@cache
def every() -> tuple[Rule, ...]:
    """Return all rules, by code."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(sorted((_rule(name) for name in names), key=lambda rule: rule.code))


def refuse_unknown(profile: Profile) -> None:
    """Raise UserError for a code that a profile names and nobody implements."""
    known = {rule.code for rule in every()}
    unknown = sorted(set(profile.rules) - known)
    if unknown:
        expected = f"expected {', '.join(sorted(known))}"
        raise UserError(f"profile {profile.name} names rules that nobody implements: {', '.join(unknown)}; {expected}")


def _rule(name: str) -> Rule:
    module = importlib.import_module(f"{rules.__name__}.{name}")
    return Rule(
        code=module.CODE,
        slug=name.replace("_", "-"),
        guideline=module.GUIDELINE,
        bad=module.BAD,
        good=module.GOOD,
        text=module.__doc__ or "",
        judge=module.judge,
        undermined=getattr(module, "UNDERMINED", ()),
        needs_input=getattr(module, "NEEDS_INPUT", False),
        examples=getattr(module, "EXAMPLES", "dockerfile"),
    )
