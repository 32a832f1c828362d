"""Describe the tool and its rules, with the help that code scanning shows beside an alert."""

from typing import Any

from audit.model.finding import RuleText, Severity
from audit.model.scoreboard import Scoreboard
from reports.text.visible import shorten, visible, visible_block

LEVELS: dict[Severity, str] = {"must": "error", "should": "warning", "may": "note", "info": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
_LONGEST = 980  # GitHub cuts descriptions off at 1,024 characters


def driver(scoreboard: Scoreboard) -> dict[str, Any]:
    """Return the tool with every rule of the catalogue, in its order."""
    run = scoreboard.run
    return {
        "name": "image-audit",
        "fullName": "kubeflow-image-audit",
        "semanticVersion": visible(run.tool_version),
        "rules": [_descriptor(rule) for rule in scoreboard.rules],
        "properties": {
            "profile": visible(run.profile),
            "ruleSet": visible(run.rule_set),
            "date": visible(run.date),
            "configuration": visible(run.config_digest),
        },
    }


def _descriptor(rule: RuleText) -> dict[str, Any]:
    """Return one rule's descriptor."""
    level = LEVELS[rule.severity]
    return {
        "id": visible(rule.code),
        "name": "".join(word.capitalize() for word in visible(rule.slug).split("-")),
        "shortDescription": {"text": visible(shorten(rule.title, _LONGEST))},
        "fullDescription": {"text": visible_block(shorten(rule.why or rule.title, _LONGEST))},
        "help": {"text": visible_block(_help(rule)), "markdown": visible_block(_markdown(rule))},
        "defaultConfiguration": {"level": level},
        "properties": {
            "tags": ["container-image", "dockerfile", rule.severity],
            "problem.severity": _PROBLEMS[level],
            "weight": rule.weight,
        },
    }


def _help(rule: RuleText) -> str:
    said = f"\n\nThe guideline says: {rule.guideline}" if rule.guideline else ""
    return f"{rule.title}.\n\n{rule.why}{said}\n\nimage-audit rules {rule.code} tells how it is judged and mended."


def _markdown(rule: RuleText) -> str:
    quoted = "\n".join(f"> {line}" for line in rule.guideline.splitlines())
    said = f"\n\n{quoted}" if quoted else ""
    head = f"**{rule.title}** (`{rule.code} {rule.slug}`, {rule.severity})"
    return f"{head}\n\n{rule.why}{said}\n\n`image-audit rules {rule.code}` tells how it is judged and mended."
