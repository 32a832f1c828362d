"""GitHub is asked for the organisation's repositories before a run begins."""

import time
from dataclasses import replace
from datetime import date

import click

from audit.policy.policy import Policy
from audit.sources import enumeration
from audit.sources.github import token
from audit.sources.github.patience import Patience


def complete(policy: Policy, when: str, *, quiet: bool) -> Policy:
    """Return the policy with the repositories that GitHub lists, when the organisation's file asks for them."""
    settings = policy.organization.enumerate
    if not settings.api:
        return policy
    # PyGithub takes half a second to import, which a run without it need not wait for
    from audit.sources.github.client import Client  # noqa: PLC0415

    def tell(sentence: str) -> None:
        if not quiet:
            click.echo(f"image-audit: {sentence}", err=True)

    patience = Patience(settings.wait_at_most, time.sleep, tell)
    with Client(settings, token.given(), patience, time.time) as host:
        organization = enumeration.complete(policy.organization, host, date.fromisoformat(when))
    for sentence in organization.notices:
        tell(sentence)
    return replace(policy, organization=organization)
