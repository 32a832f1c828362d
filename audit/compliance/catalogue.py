"""Find the rules: every module of `rules/` is one."""

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


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of all rules."""
    return tuple(rule.code for rule in every())


@cache
def needing_input() -> frozenset[str]:
    """Return the codes of the rules that need what the user gives to the run."""
    return frozenset(rule.code for rule in every() if rule.needs_input)


@cache
def judging_runtime() -> frozenset[str]:
    """Return the codes of the rules that judge how bare the final base is."""
    return frozenset(rule.code for rule in every() if rule.judges_runtime)


def refuse_unknown(profile: Profile) -> None:
    """Raise UserError for a code in a profile that no rule has."""
    unknown = sorted(set(profile.rules) - set(codes()))
    if unknown:
        expected = f"expected {', '.join(codes())}"
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
        judges_runtime=getattr(module, "JUDGES_RUNTIME", False),
        examples=getattr(module, "EXAMPLES", "dockerfile"),
    )
