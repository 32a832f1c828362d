"""Ask GitHub for the organisation's repositories before a run begins."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from audit.policy.policy import Policy
from audit.sources.enumeration import enumeration
from audit.sources.github import token
from audit.sources.github.retry import Retry


def complete(policy: Policy, as_of: str, notice: Callable[[str], None]) -> Policy:
    """Return the policy with the repositories that GitHub lists, if the organisation's file asks for them."""
    settings = policy.organization.enumerate
    if not settings.api:
        return policy
    # PyGithub takes half a second to import, which a run without it need not wait for
    from audit.sources.github.client import Client  # noqa: PLC0415

    patience = Retry(settings.wait_at_most, time.sleep, notice)
    with Client(settings, token.given(), patience, time.time) as host:
        organization = enumeration.complete(policy.organization, host, date.fromisoformat(as_of))
    for sentence in organization.notices:
        notice(sentence)
    return replace(policy, organization=organization)
