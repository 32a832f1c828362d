"""Complete rules, profiles, shipped organisations and names of repositories in the shell."""

import importlib
from collections.abc import Mapping
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from audit.errors import UserError
from audit.policy import shipped_files

Items = list[CompletionItem]


def rules(context: click.Context, parameter: click.Parameter, begun: str) -> Items:  # noqa: ARG001 - click's signature
    """Return codes of rules with their titles; names of rules when a name has been begun."""
    # the rules take a moment to import, which no other command waits for
    rules = importlib.import_module("audit.compliance.catalogue").every()
    codes = _beginning({rule.code: rule.title for rule in rules}, begun.upper())
    return codes or _beginning({rule.slug: rule.title for rule in rules}, begun.lower())


def profiles(context: click.Context, parameter: click.Parameter, begun: str) -> Items:  # noqa: ARG001
    """Return the shipped profiles."""
    return _beginning(dict.fromkeys(shipped_files.profiles(), ""), begun)


def organizations(context: click.Context, parameter: click.Parameter, begun: str) -> Items:  # noqa: ARG001
    """Return the shipped organisations, else let the shell complete the path of a file."""
    return _beginning(dict.fromkeys(shipped_files.organizations(), ""), begun) or [CompletionItem(begun, type="file")]


def repositories(context: click.Context, parameter: click.Parameter, begun: str) -> Items:  # noqa: ARG001
    """Return the repositories that the organisation's file names, with their owner or without.

    The network is not used; for a file that cannot be read nothing is completed.
    """
    config = context.params.get("config") or Path("kubeflow")
    try:
        read = importlib.import_module("audit.policy.organization.organization").read
        names = [repository.name for repository in read(shipped_files.named(Path(config))).repositories]
    except (UserError, OSError):
        return []
    short = [name.partition("/")[2] for name in names] if begun else []
    return _beginning(dict.fromkeys([*names, *short], ""), begun)


def _beginning(words: Mapping[str, str], begun: str) -> Items:
    return [CompletionItem(word, help=text or None) for word, text in sorted(words.items()) if word.startswith(begun)]
