# SPDX-License-Identifier: Apache-2.0
"""The claims of a namespace, as the front end reads and changes them."""

from flask import Blueprint, Response, jsonify, request
from kubernetes import client

api = Blueprint("api", __name__)


@api.get("/namespaces/<namespace>/volumes")
def list_volumes(namespace: str) -> Response:
    """Answer with the name, size and phase of each claim."""
    claims = client.CoreV1Api().list_namespaced_persistent_volume_claim(namespace).items
    return jsonify(
        [
            {
                "name": claim.metadata.name,
                "size": claim.spec.resources.requests["storage"],
                "phase": claim.status.phase,
            }
            for claim in claims
        ]
    )


@api.post("/namespaces/<namespace>/volumes")
def create_volume(namespace: str) -> tuple[Response, int]:
    """Create the claim that the request describes."""
    wanted = request.get_json()
    claim = {
        "metadata": {"name": wanted["name"]},
        "spec": {
            "accessModes": [wanted.get("mode", "ReadWriteOnce")],
            "resources": {"requests": {"storage": wanted["size"]}},
        },
    }
    client.CoreV1Api().create_namespaced_persistent_volume_claim(namespace, claim)
    return jsonify(name=wanted["name"]), 201


@api.delete("/namespaces/<namespace>/volumes/<name>")
def delete_volume(namespace: str, name: str) -> tuple[str, int]:
    """Delete one claim."""
    client.CoreV1Api().delete_namespaced_persistent_volume_claim(name, namespace)
    return "", 204
