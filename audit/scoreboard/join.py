"""Apply the overrides, then join images to manifests over all repositories, once for a run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from audit.compliance import scope
from audit.compliance.exceptions import override
from audit.components.deployment import resolve
from audit.components.deployment.resolve import Manifests
from audit.components.runtime_needs import demands, injection, maintenance
from audit.model.component import Component, Facts, Key
from audit.model.deployment import Deployment
from audit.model.repository import Repository
from audit.policy.policy import Policy
from audit.scoreboard import deployed_tags
from audit.scoreboard.gathered import Gathered


@dataclass(frozen=True, slots=True)
class Joined:
    """Hold what was gathered, its facts with the overrides applied, the manifests, and each component's deployment."""

    gathered: Gathered
    facts: tuple[Facts, ...]
    manifests: Manifests
    deployments: Mapping[Key, Deployment]

    def components(self) -> Iterator[tuple[Facts, Component, Deployment]]:
        """Yield every component with the facts that it is of and its deployment."""
        for facts in self.facts:
            for component in facts.components:
                yield facts, component, self.deployments[facts.key(component)]


def join(gathered: Gathered, policy: Policy) -> Joined:
    """Return the facts with the overrides applied and the deployment of every component resolved."""
    answered = override.apply(gathered.facts, policy.overrides)
    expected = any(repository.deploys for repository in gathered.repositories)
    manifests = resolve.gather(answered, policy.signals.manifests.choices, expected=expected)
    containers = demands.index(answered)
    maintained = maintenance.find(gathered.repositories, answered)
    deployments = {
        facts.key(component): replace(
            resolve.deployment(component, (facts.repository, facts.branch), manifests),
            demands=demands.find(component, (facts.repository, facts.branch), containers),
            injection=injection.find(component, facts.repository, manifests),
            maintenance=maintained.get((facts.repository, facts.branch), ""),
        )
        for facts in answered
        for component in facts.components
    }
    return Joined(gathered, answered, manifests, deployments)


def tags(joined: Joined, policy: Policy) -> tuple[Repository, ...]:
    """Return the repositories with the tags under which their images in scope are deployed, to be surveyed next."""
    counted = policy.judgement.scope.deployments
    deployed = (
        (facts.repository, deployment)
        for facts, component, deployment in joined.components()
        if scope.find(component, deployment, counted)[0]
    )
    return deployed_tags.wanted(deployed, joined.gathered.repositories)
