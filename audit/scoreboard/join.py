"""Apply the overrides, then join images to manifests over all repositories, once for a run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from audit.compliance import scope
from audit.compliance.exceptions import override
from audit.components.deployment import placed_mentions, resolve
from audit.components.deployment.placed_mentions import Manifests
from audit.components.runtime_needs import demands, injection, maintenance
from audit.model.component import Component, Facts, Key
from audit.model.deployment import Deployment
from audit.model.repository import Repository
from audit.policy.policy import Policy
from audit.scoreboard import deployed_tags
from audit.scoreboard.gathered import Gathered


@dataclass(frozen=True, slots=True)
class Joined:
    """Hold what was gathered, its facts with the overrides applied, the manifests, and each component's deployment.

    `upstream` names the repositories that are deployed and not maintained here; `manifests` are of the others,
    `all_manifests` of all of them.
    """

    gathered: Gathered
    facts: tuple[Facts, ...]
    manifests: Manifests
    deployments: Mapping[Key, Deployment]
    upstream: frozenset[str]
    all_manifests: Manifests

    @property
    def ours(self) -> tuple[Facts, ...]:
        """Return the facts of the organisation's own repositories."""
        return tuple(facts for facts in self.facts if facts.repository not in self.upstream)

    def components(self) -> Iterator[tuple[Facts, Component, Deployment]]:
        """Yield every component with the facts that it is of and its deployment."""
        for facts in self.facts:
            for component in facts.components:
                yield facts, component, self.deployments[facts.key(component)]


def join(gathered: Gathered, policy: Policy) -> Joined:
    """Return the facts with the overrides applied and the deployment of every component resolved.

    An upstream project's manifests say nothing of the organisation's own images: its rows are the same without them.
    """
    answered = override.apply(gathered.facts, policy.overrides)
    expected = any(repository.deploys for repository in gathered.repositories)
    upstream = frozenset(repository.name for repository in gathered.repositories if repository.upstream)
    ours = tuple(facts for facts in answered if facts.repository not in upstream)
    choices = policy.signals.manifests.choices
    own, every = (placed_mentions.gather(found, choices, expected=expected) for found in (ours, answered))
    containers = {False: demands.index(ours), True: demands.index(answered)}
    maintained = maintenance.find(gathered.repositories, answered)

    def of(facts: Facts, component: Component) -> Deployment:
        near, foreign = (facts.repository, facts.branch), facts.repository in upstream
        manifests = every if foreign else own
        return replace(
            resolve.deployment(component, near, manifests),
            demands=demands.find(component, near, containers[foreign]),
            injection=injection.find(component, facts.repository, manifests),
            maintenance=maintained.get(near, ""),
        )

    deployments = {facts.key(component): of(facts, component) for facts in answered for component in facts.components}
    return Joined(gathered, answered, own, deployments, upstream, every)


def tags(joined: Joined, policy: Policy) -> tuple[Repository, ...]:
    """Return the repositories with the tags under which their images in scope are deployed, to be surveyed next."""
    counted = policy.judgement.scope.deployments
    deployed = (
        (facts.repository, deployment)
        for facts, component, deployment in joined.components()
        if scope.find(component, deployment, counted)[0]
    )
    return deployed_tags.wanted(deployed, joined.gathered.repositories)
