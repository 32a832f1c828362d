# SPDX-License-Identifier: Apache-2.0
"""An experiment gets a suggestion service."""

import time

from kubernetes import client, config

NAMESPACE = "tuning-e2e"
EXPERIMENT = {
    "apiVersion": "tuning.example.org/v1beta1",
    "kind": "Experiment",
    "metadata": {"name": "smoke"},
    "spec": {"space": {"rate": [0.01, 0.1]}, "trials": 1},
}


def suggestion_names() -> list[str]:
    """Return the names of the suggestion services that run."""
    found = client.AppsV1Api().list_namespaced_deployment(NAMESPACE).items
    return [deployment.metadata.name for deployment in found]


def test_an_experiment_starts_its_suggestion_service() -> None:
    """Create an experiment and wait for what the controller makes of it."""
    config.load_kube_config()
    experiments = client.CustomObjectsApi()
    experiments.create_namespaced_custom_object("tuning.example.org", "v1beta1", NAMESPACE, "experiments", EXPERIMENT)
    deadline = time.monotonic() + 60
    while "smoke-suggestion" not in suggestion_names():
        assert time.monotonic() < deadline
        time.sleep(1)
