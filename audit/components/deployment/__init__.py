"""Which images manifests name, and what that says of a component's deployment."""
